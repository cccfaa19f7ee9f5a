import type { Trx } from '../../db/client.ts'
import {
  versionsById,
  versionsByProfile,
  type CheckProfileVersion,
} from '../../db/reads/check-profiles.ts'
import { publishVersion } from '../../db/settings/check-profiles.ts'
import { DomainError } from '../../domain/errors.ts'
import { checkProfileShape } from '../../rules/profile-schema.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { LocaleEnum, PublishGateStateEnum } from '../enums.ts'
import { expected } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { askGates, type GateVerdict } from '../publish-gates.ts'
import { CheckProfileVersionRef } from './check-profile.ts'
import {
  CheckProfileVersionResult,
  editOf,
  problems,
  readVersion,
} from './check-profile-results.ts'

const PublishGateRef = builder.objectRef<GateVerdict>('PublishGate').implement({
  description: 'Something that is asked before a version is published.',
  fields: (t) => ({
    name: t.exposeString('name'),
    state: t.expose('state', { type: PublishGateStateEnum }),
    message: t.string({
      args: { locale: t.arg({ type: LocaleEnum, required: true }) },
      resolve: ({ words }, { locale }) => (locale === 'ja' ? words.ja : words.en),
    }),
  }),
})

builder.objectField(CheckProfileVersionRef, 'publishGates', (t) =>
  t.field({
    type: [PublishGateRef],
    description: 'What publishing would be asked now; one that BLOCKS refuses it.',
    authScopes: { may: ['profiles.write', 'profiles.publish'] },
    args: { effectiveFrom: t.arg({ type: 'DateTime' }) },
    resolve: (version, { effectiveFrom }, context) =>
      context.inTenant((trx) => gatesOf(trx, context, version, effectiveFrom ?? null)),
  }),
)

builder.mutationField('publishCheckProfile', (t) =>
  t.field({
    type: CheckProfileVersionResult,
    args: {
      versionId: t.arg.id({ required: true }),
      effectiveFrom: t.arg({
        type: 'DateTime',
        description: 'Until then the version in force stays; without it, at once.',
      }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.publish', async () => {
        const versionId = parseGlobalId('CheckProfileVersion', args.versionId)
        const effectiveFrom = args.effectiveFrom ?? null
        const edit = editOf(context)
        const blocked = await context.inTenant(async (trx) => {
          const version = (await versionsById(trx, [versionId], edit.at)).get(versionId)
          if (!version) throw new DomainError('NOT_FOUND', 'no such check profile version')
          const blocking = (await gatesOf(trx, context, version, effectiveFrom)).filter(
            // who wrote it is refused by the change itself, with a code of its own
            ({ name, state }) => state === 'BLOCKS' && name !== 'FOUR_EYES',
          )
          if (blocking.length === 0) await publishVersion(trx, edit, versionId, effectiveFrom)
          return blocking
        })
        if (blocked.length > 0) {
          return problems(
            blocked.map(({ name, words }) => ({ code: name, ruleId: null, message: words.en })),
          )
        }
        return readVersion(context, versionId)
      }),
  }),
)

async function gatesOf(
  trx: Trx,
  context: Context,
  version: CheckProfileVersion,
  effectiveFrom: Date | null,
): Promise<readonly GateVerdict[]> {
  const at = context.dependencies.clock()
  const profile = checkProfileShape.safeParse(JSON.parse(version.definition))
  if (!profile.success) return [unreadable]
  const siblings = await versionsByProfile(trx, [version.profileId], at)
  return askGates(trx, {
    version,
    profile: profile.data,
    siblings: siblings.get(version.profileId) ?? [],
    publisherId: context.member().id,
    effectiveFrom: effectiveFrom ?? at,
  })
}

const unreadable: GateVerdict = {
  name: 'SHAPE',
  state: 'BLOCKS',
  words: {
    ja: 'この版は古い形式のため公開できません',
    en: 'This version was written by an older release and can’t be published',
  },
}
