import { randomBytes } from 'node:crypto'
import { withTenant } from '../../db/client.ts'
import { createEndpoint, rotateSecret } from '../../db/settings/webhook-endpoints.ts'
import { queueDeliveries } from '../../db/writes/webhooks.ts'
import type { TestDatabase } from './database.ts'
import type { SessionRow } from './session-row.ts'

export const event = 'verification_session.approved'
const actor = { kind: 'SYSTEM', id: null } as const

export async function addEndpoint(
  { db, keyring }: TestDatabase,
  tenantId: string,
  url: string,
  { events = [event], sandbox = false }: { events?: readonly string[]; sandbox?: boolean } = {},
): Promise<{ id: string; secret: string }> {
  const box = await keyring.tenantBox(tenantId)
  return withTenant(db, tenantId, (trx) =>
    createEndpoint(
      trx,
      box,
      { tenantId, actor, at: new Date() },
      { url, events, sandbox, random: randomBytes(32) },
    ),
  )
}

export async function rotate(
  { db, keyring }: TestDatabase,
  tenantId: string,
  id: string,
  at: Date,
): Promise<string> {
  const box = await keyring.tenantBox(tenantId)
  const { secret } = await withTenant(db, tenantId, (trx) =>
    rotateSecret(trx, box, { tenantId, actor, at }, { id, random: randomBytes(32) }),
  )
  return secret
}

/** Lays deliveries as the story does after an outcome. @returns their ids */
export const queue = (
  { db }: TestDatabase,
  { tenantId, sessionId }: SessionRow,
  eventSeq = 1,
  name = event,
): Promise<readonly string[]> =>
  withTenant(db, tenantId, (trx) =>
    queueDeliveries(trx, { tenantId, sessionId, eventSeq, event: name, at: new Date() }),
  )

export const deliveryOf = ({ db }: TestDatabase, tenantId: string, id: string) =>
  withTenant(db, tenantId, (trx) =>
    trx.selectFrom('webhookDeliveries').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

/** The scheme as a receiver would implement it from the documentation, with another library than ours. */
export async function isSignedBy(
  secret: string,
  header: unknown,
  body: Uint8Array,
  { nowMs = Date.now(), toleranceMs = 300_000 } = {},
): Promise<boolean> {
  const parts = String(header).split(',')
  const seconds = parts.find((part) => part.startsWith('t='))?.slice(2) ?? ''
  if (!/^\d+$/.test(seconds) || Math.abs(Number(seconds) * 1000 - nowMs) > toleranceMs) return false
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  const signed = Buffer.concat([Buffer.from(`${seconds}.`), body])
  const marks = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3))
  const verdicts = await Promise.all(
    marks.map((mark) => crypto.subtle.verify('HMAC', key, Buffer.from(mark, 'hex'), signed)),
  )
  return verdicts.includes(true)
}
