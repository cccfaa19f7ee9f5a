import { searchToken } from '../db/search-tokens.ts'
import { DomainError } from '../domain/errors.ts'
import { longestSearch, understandSearch } from '../domain/understand-search.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'

export const PersonSearchInput = builder.inputType('PersonSearch', {
  description:
    'By name, kana, birth date (also 平成2年3月4日), document number or external id, told apart by what it looks like. No wildcards.',
  fields: (t) => ({
    text: t.string(),
    exact: t.boolean({ description: 'The whole name, not its beginning.' }),
  }),
})

export interface SearchAsked {
  readonly searchTokens?: readonly string[]
  readonly externalIdIndex?: Buffer
}

/**
 * What was searched for, in the terms of db/reads: sealed fields are compared by keyed tokens alone.
 * @throws DomainError `FORBIDDEN` for whoever may not see persons, since finding tells too; `INPUT_INVALID`
 */
export async function readPersonSearch(
  {
    may,
    principal,
    dependencies: { keyring },
  }: Pick<Context, 'may' | 'principal' | 'dependencies'>,
  search: typeof PersonSearchInput.$inferInput | null | undefined,
): Promise<SearchAsked> {
  if (!search?.text) return {}
  // who reviews from outside sees the person of a case, and looks for nobody
  if (!may('persons.read') || !may('sessions.read'))
    throw new DomainError('FORBIDDEN', 'search: expected a caller who may see sessions and persons')
  if (search.text.length > longestSearch)
    throw new DomainError(
      'INPUT_INVALID',
      `search.text: expected ${longestSearch} characters at most`,
    )
  const { tenantId } = principal()
  const terms = understandSearch(search.text, search.exact === true)
  const searchTokens: string[] = []
  let externalIdIndex: Buffer | undefined
  for (const term of terms) {
    if (term.kind === 'EXTERNAL_ID')
      externalIdIndex = await keyring.blindIndex(tenantId, 'external-id', term.text)
    else searchTokens.push(await searchToken(keyring, tenantId, term))
  }
  return {
    ...(searchTokens.length > 0 ? { searchTokens } : {}),
    ...(externalIdIndex ? { externalIdIndex } : {}),
  }
}
