import { z } from 'zod'
import type { Trx } from '../../db/client.ts'
import type { ProfileEdit } from '../../db/settings/check-profile-edit.ts'
import {
  cancelSchedule,
  discardDraft,
  sendBackVersion,
  setArchived,
  withdrawVersion,
} from '../../db/settings/check-profile-life.ts'
import type { Permission } from '../auth/permissions.ts'
import { builder } from '../builder.ts'
import { expected } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import {
  CheckProfileResult,
  CheckProfileVersionResult,
  editOf,
  readProfile,
  readVersion,
} from './check-profile-results.ts'

const commentSchema = z.object({ comment: z.string().trim().max(1000).nullable() })
const saidSchema = z.object({ comment: z.string().trim().min(1).max(1000) })

const optional = (comment: string | null | undefined): string | null =>
  commentSchema.parse({ comment: comment ?? null }).comment || null

interface VersionStep {
  readonly permission: Permission
  readonly description: string
  readonly take: (trx: Trx, edit: ProfileEdit, id: string, comment: string | null) => Promise<void>
}

/** Steps of a version, a mutation each. */
const versionSteps: Readonly<Record<string, VersionStep>> = {
  withdrawCheckProfile: {
    permission: 'profiles.write',
    description: 'Its author takes a submission back; it is a draft again.',
    take: withdrawVersion,
  },
  cancelScheduledCheckProfile: {
    permission: 'profiles.publish',
    description: 'Takes an approval back before its day; the version waits for a publisher again.',
    take: cancelSchedule,
  },
  discardCheckProfileDraft: {
    permission: 'profiles.write',
    description: 'Its author lets a draft go.',
    take: (trx, edit, id) => discardDraft(trx, edit, id),
  },
}

for (const [name, { permission, description, take }] of Object.entries(versionSteps)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: CheckProfileVersionResult,
      description,
      args: { versionId: t.arg.id({ required: true }), comment: t.arg.string() },
      resolve: (_root, args, context) =>
        expected(context, permission, async () => {
          const versionId = parseGlobalId('CheckProfileVersion', args.versionId)
          const comment = optional(args.comment)
          await context.inTenant((trx) => take(trx, editOf(context), versionId, comment))
          return readVersion(context, versionId)
        }),
    }),
  )
}

builder.mutationField('sendBackCheckProfile', (t) =>
  t.field({
    type: CheckProfileVersionResult,
    description: 'A publisher gives a submission back to its author, saying what is missing.',
    args: {
      versionId: t.arg.id({ required: true }),
      comment: t.arg.string({ required: true }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.publish', async () => {
        const versionId = parseGlobalId('CheckProfileVersion', args.versionId)
        const { comment } = saidSchema.parse({ comment: args.comment })
        await context.inTenant((trx) => sendBackVersion(trx, editOf(context), versionId, comment))
        return readVersion(context, versionId)
      }),
  }),
)

for (const archive of [true, false]) {
  builder.mutationField(archive ? 'archiveCheckProfile' : 'restoreCheckProfile', (t) =>
    t.field({
      type: CheckProfileResult,
      description: archive
        ? 'No new session is pinned to it any more; those that are open keep their version.'
        : 'Brings an archived profile back as it was; its days count on.',
      args: { profileId: t.arg.id({ required: true }), comment: t.arg.string() },
      resolve: (_root, args, context) =>
        expected(context, 'profiles.publish', async () => {
          const profileId = parseGlobalId('CheckProfile', args.profileId)
          const comment = optional(args.comment)
          await context.inTenant((trx) =>
            setArchived(trx, editOf(context), profileId, { archive, comment }),
          )
          return readProfile(context, profileId)
        }),
    }),
  )
}
