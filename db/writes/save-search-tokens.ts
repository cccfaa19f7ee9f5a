import type { Trx } from '../client.ts'

/** Adds what a session is found by; what is there already stays. */
export async function saveSearchTokens(
  trx: Trx,
  { tenantId, sessionId }: { readonly tenantId: string; readonly sessionId: string },
  tokens: readonly string[],
): Promise<void> {
  if (tokens.length === 0) return
  await trx
    .insertInto('searchTokens')
    .values(tokens.map((token) => ({ tenantId, token, sessionId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** From now on nobody finds the session by its person. */
export async function removeSearchTokens(trx: Trx, sessionId: string): Promise<void> {
  await trx.deleteFrom('searchTokens').where('sessionId', '=', sessionId).execute()
}
