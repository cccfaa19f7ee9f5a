import type { ShadowRun } from '../../db/reads/shadows.ts'
import { lockVersion } from '../../db/settings/check-profile-edit.ts'
import { startShadow, stopShadow } from '../../db/settings/shadows.ts'
import { DomainError } from '../../domain/errors.ts'
import { parseCheckProfile } from '../../rules/profile-schema.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { editOf } from './check-profile-results.ts'
import { ShadowRunRef } from './shadow.ts'

const ShadowRunResult = builder.unionType('ShadowRunResult', {
  types: [ShadowRunRef, OperationError],
  resolveType: typeNamed('ShadowRun'),
})

builder.mutationField('startShadow', (t) =>
  t.field({
    type: ShadowRunResult,
    description:
      'Lets a version, as it stands now, decide beside the one in force. With the same content it goes on where it was stopped.',
    args: { versionId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.test', async () => {
        const versionId = parseGlobalId('CheckProfileVersion', args.versionId)
        const edit = editOf(context)
        const id = await context.inTenant(async (trx) => {
          // the draft that begins is the one whose hash is stored
          await lockVersion(trx, versionId)
          const version = await trx
            .selectFrom('checkProfileVersions')
            .select(['id', 'profileId', 'definition', 'sha256'])
            .where('id', '=', versionId)
            .executeTakeFirstOrThrow()
          // one of an older release, or a draft in the making, may not be readable
          parseCheckProfile(JSON.parse(version.definition))
          return startShadow(trx, edit, version)
        })
        return readShadow(context, id)
      }),
  }),
)

builder.mutationField('stopShadow', (t) =>
  t.field({
    type: ShadowRunResult,
    description: 'What it said so far stays. One that is stopped stays as it is.',
    args: { shadowId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.test', async () => {
        const id = parseGlobalId('ShadowRun', args.shadowId)
        const edit = editOf(context)
        await context.inTenant((trx) => stopShadow(trx, edit, id))
        return readShadow(context, id)
      }),
  }),
)

/** As it is after a change. @throws DomainError `NOT_FOUND` */
async function readShadow(context: Context, id: string): Promise<ShadowRun> {
  context.forget()
  const run = await context.loaders().shadows.load(id)
  if (!run) throw new DomainError('NOT_FOUND', 'no such shadow run')
  return run
}
