import { DomainError } from '../../domain/errors.ts'
import type { Trx } from '../client.ts'

export interface IdempotentRequest {
  readonly operation: string
  /** Keyed hashes (`Keyring.blindIndex`): neither the key nor the request can be guessed back. */
  readonly keyHash: Buffer
  readonly requestHash: Buffer
  /** Id of what is to be made. */
  readonly resultId: string
  readonly at: Date
}

/**
 * Takes the key, or finds it taken: then the id of what the first call made.
 * @throws DomainError `IDEMPOTENCY_CONFLICT` when the first call asked for something else
 */
export async function claimIdempotencyKey(
  trx: Trx,
  tenantId: string,
  request: IdempotentRequest,
): Promise<{ resultId: string; replayed: boolean }> {
  const { operation, keyHash, requestHash, resultId, at } = request
  const inserted = await trx
    .insertInto('idempotencyKeys')
    .values({ tenantId, operation, keyHash, requestHash, resultId, createdAt: at })
    .onConflict((conflict) => conflict.columns(['tenantId', 'operation', 'keyHash']).doNothing())
    .returning('resultId')
    .executeTakeFirst()
  if (inserted) return { resultId, replayed: false }
  const row = await trx
    .selectFrom('idempotencyKeys')
    .select(['requestHash', 'resultId'])
    .where('operation', '=', operation)
    .where('keyHash', '=', keyHash)
    .executeTakeFirstOrThrow()
  if (!row.requestHash.equals(requestHash)) {
    throw new DomainError('IDEMPOTENCY_CONFLICT', 'this key came with another request before')
  }
  return { resultId: row.resultId, replayed: true }
}
