import type { SessionFilter } from '../db/reads/sessions.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { DocumentTypeEnum, LocaleEnum, MethodEnum, SessionStatusEnum } from './enums.ts'
import { PersonSearchInput, readPersonSearch } from './person-search.ts'

export const SessionFilterInput = builder.inputType('VerificationSessionFilter', {
  fields: (t) => ({
    status: t.field({ type: [SessionStatusEnum] }),
    method: t.field({ type: [MethodEnum] }),
    documentType: t.field({ type: [DocumentTypeEnum] }),
    locale: t.field({ type: [LocaleEnum] }),
    externalId: t.string(),
    search: t.field({ type: PersonSearchInput }),
    createdFrom: t.field({ type: 'DateTime' }),
    createdTo: t.field({ type: 'DateTime' }),
    sandbox: t.boolean(),
  }),
})
type Filter = typeof SessionFilterInput.$inferInput

/** The filter in the terms of db/reads, narrowed to what the caller may see. */
export async function readSessionFilter(
  context: Pick<Context, 'dependencies' | 'principal' | 'may'>,
  filter: Filter,
): Promise<SessionFilter> {
  const { tenantId, sandbox } = context.principal()
  const found = await readPersonSearch(context, filter.search)
  return {
    statuses: filter.status ?? undefined,
    methods: filter.method ?? undefined,
    createdFrom: filter.createdFrom ?? undefined,
    createdTo: filter.createdTo ?? undefined,
    // an applicant is found by the index of the tenant's own id
    externalIdIndex: filter.externalId
      ? await context.dependencies.keyring.blindIndex(tenantId, 'external-id', filter.externalId)
      : found.externalIdIndex,
    searchTokens: found.searchTokens,
    documentTypes: filter.documentType ?? undefined,
    locales: filter.locale ?? undefined,
    sandbox: sandbox ?? filter.sandbox ?? null,
  }
}
