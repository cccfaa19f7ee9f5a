import { keyText, searchKeysOf, type SearchKey } from '../domain/search-keys.ts'
import type { DeclaredData } from '../domain/declared-data.ts'
import type { DocumentReading } from '../domain/findings.ts'
import type { Keyring } from './keyring.ts'

type Indexing = Pick<Keyring, 'blindIndex'>

/** The key as the database has it: the first 64 bits of an HMAC, as a signed number in decimal. */
export async function searchToken(
  keyring: Indexing,
  tenantId: string,
  key: SearchKey,
): Promise<string> {
  const index = await keyring.blindIndex(tenantId, 'search', keyText(key))
  return index.readBigInt64BE(0).toString()
}

export const searchTokensOf = (
  keyring: Indexing,
  tenantId: string,
  declared: DeclaredData | null,
  reading: DocumentReading | null,
): Promise<readonly string[]> =>
  Promise.all(searchKeysOf(declared, reading).map((key) => searchToken(keyring, tenantId, key)))
