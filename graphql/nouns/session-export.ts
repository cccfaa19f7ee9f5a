import { appendAudit } from '../../db/audit.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder } from '../builder.ts'
import { actorOf } from '../context.ts'
import { CsvEncodingEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { exportAddress } from '../http/exports.ts'
import { readSessionFilter, SessionFilterInput } from '../session-filter.ts'

interface Exported {
  readonly __typename: 'ExportSessionsSuccess'
  readonly url: string
  readonly expiresAt: Date
}
const ExportedRef = builder.objectRef<Exported>('ExportSessionsSuccess').implement({
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'GET it within five minutes: a CSV, streamed, newest session first.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
})
const ExportResult = builder.unionType('ExportSessionsResult', {
  types: [ExportedRef, OperationError],
  resolveType: typeNamed('ExportSessionsSuccess'),
})
const ExportInput = builder.inputType('ExportSessionsInput', {
  fields: (t) => ({
    filter: t.field({ type: SessionFilterInput }),
    encoding: t.field({ type: CsvEncodingEnum, required: true }),
  }),
})

builder.mutationField('exportSessions', (t) =>
  t.field({
    type: ExportResult,
    args: { input: t.arg({ type: ExportInput, required: true }) },
    resolve: (_root, { input: { filter, encoding } }, context) =>
      expected(context, 'exports.read', async () => {
        const { limits, clock } = context.dependencies
        const principal = context.principal()
        if (limits.count('export', principal.id) > 0) {
          throw new DomainError('RATE_LIMITED', 'many exports in a short time; wait a little')
        }
        const wanted = await readSessionFilter(context, filter ?? {})
        await context.inTenant((trx) =>
          appendAudit(trx, principal.tenantId, {
            at: clock(),
            actor: actorOf(principal),
            action: 'sessions.exported',
            subjectKind: 'tenant',
            subjectId: principal.tenantId,
            detail: { encoding, filters: Object.keys(filter ?? {}) },
          }),
        )
        const address = exportAddress(context.dependencies, {
          tenantId: principal.tenantId,
          encoding,
          filter: wanted,
        })
        const exported: Exported = { __typename: 'ExportSessionsSuccess', ...address }
        return exported
      }),
  }),
)
