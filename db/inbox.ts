import type { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import { newId, type InboxId } from '../domain/ids.ts'
import { cellAad } from './aad.ts'
import type { Trx } from './client.ts'
import type { Keyring } from './keyring.ts'

/**
 * Lays words for a workflow aside, sealed, so that the message carries an id only.
 * @param sessionId whose words they are: they are erased with it
 */
export async function putInbox(
  trx: Trx,
  keyring: Keyring,
  tenantId: string,
  kind: string,
  content: object,
  at: Date = new Date(),
  sessionId: string | null = null,
): Promise<InboxId> {
  const id = newId<InboxId>(at.getTime())
  const box = await keyring.tenantBox(tenantId)
  await trx
    .insertInto('inbox')
    .values({
      tenantId,
      id,
      sessionId,
      kind,
      contentSealed: box.seal(JSON.stringify(content), cellAad(tenantId, 'inbox', id, kind)),
      createdAt: at,
    })
    .execute()
  return id
}

/** Opens what was laid aside. It stays until the session is redacted, 90 days at most, so that a retried activity finds it again. */
export async function readInbox<Schema extends z.ZodType>(
  trx: Trx,
  keyring: Keyring,
  tenantId: string,
  id: string,
  kind: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const row = await trx
    .selectFrom('inbox')
    .select(['contentSealed', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.kind !== kind) throw new DomainError('NOT_FOUND', 'no such inbox entry')
  const box = await keyring.tenantBox(tenantId)
  const plain = box.open(row.contentSealed, cellAad(tenantId, 'inbox', id, kind))
  return schema.parse(JSON.parse(plain.toString('utf8')))
}
