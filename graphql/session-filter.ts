import type { SessionFilter } from '../db/reads/sessions.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { MethodEnum, SessionStatusEnum } from './enums.ts'

export const SessionFilterInput = builder.inputType('VerificationSessionFilter', {
  fields: (t) => ({
    status: t.field({ type: [SessionStatusEnum] }),
    method: t.field({ type: [MethodEnum] }),
    externalId: t.string(),
    createdFrom: t.field({ type: 'DateTime' }),
    createdTo: t.field({ type: 'DateTime' }),
    sandbox: t.boolean(),
  }),
})
type Filter = typeof SessionFilterInput.$inferInput

/** The filter in the terms of db/reads, narrowed to what the caller may see. */
export async function readSessionFilter(
  { dependencies, principal }: Pick<Context, 'dependencies' | 'principal'>,
  filter: Filter,
): Promise<SessionFilter> {
  const { tenantId, sandbox } = principal()
  return {
    statuses: filter.status ?? undefined,
    methods: filter.method ?? undefined,
    createdFrom: filter.createdFrom ?? undefined,
    createdTo: filter.createdTo ?? undefined,
    // names are sealed; an applicant is found by the index of the tenant's own id
    externalIdIndex: filter.externalId
      ? await dependencies.keyring.blindIndex(tenantId, 'external-id', filter.externalId)
      : undefined,
    sandbox: sandbox ?? filter.sandbox ?? null,
  }
}
