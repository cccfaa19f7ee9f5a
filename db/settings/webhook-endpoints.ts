import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { cellAad } from '../aad.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Box } from '../crypto/box.ts'
import type { Actor } from '../inbox-schemas.ts'

export interface EndpointChange {
  readonly tenantId: string
  readonly actor: Actor
  readonly at: Date
}

/** A former secret goes on signing this long after a rotation. */
export const rotationMs = 24 * 3_600_000

/** Associated data of an endpoint's secrets; the deliveries open them with the same words. */
const secretAad = (
  tenantId: string,
  endpointId: string,
  column: 'secret' | 'previous_secret',
): string => cellAad(tenantId, 'webhook_endpoints', endpointId, column)

/** @param box the tenant's @param random 32 random bytes @returns id and secret, `whsec_…`, which is shown once */
export async function createEndpoint(
  trx: Trx,
  box: Box,
  change: EndpointChange,
  endpoint: { url: string; events: readonly string[]; sandbox: boolean; random: Uint8Array },
): Promise<{ id: string; secret: string }> {
  const id = newId(change.at.getTime())
  const secret = secretOf(endpoint.random)
  await trx
    .insertInto('webhookEndpoints')
    .values({
      tenantId: change.tenantId,
      id,
      url: endpoint.url,
      events: [...endpoint.events],
      secretSealed: box.seal(secret, secretAad(change.tenantId, id, 'secret')),
      previousSecretSealed: null,
      previousSecretUntil: null,
      sandbox: endpoint.sandbox,
      createdAt: change.at,
      disabledAt: null,
    })
    .execute()
  await audit(trx, change, 'webhook_endpoint.created', id, {
    events: endpoint.events,
    sandbox: endpoint.sandbox,
  })
  return { id, secret }
}

/** A new secret; the former signs beside it for `rotationMs`. @throws DomainError `NOT_FOUND` */
export async function rotateSecret(
  trx: Trx,
  box: Box,
  change: EndpointChange,
  { id, random }: { id: string; random: Uint8Array },
): Promise<{ secret: string }> {
  const row = await lockEndpoint(trx, id)
  const secret = secretOf(random)
  const former = box.open(row.secretSealed, secretAad(change.tenantId, id, 'secret'))
  await trx
    .updateTable('webhookEndpoints')
    .set({
      secretSealed: box.seal(secret, secretAad(change.tenantId, id, 'secret')),
      previousSecretSealed: box.seal(former, secretAad(change.tenantId, id, 'previous_secret')),
      previousSecretUntil: new Date(change.at.getTime() + rotationMs),
    })
    .where('id', '=', id)
    .execute()
  await audit(trx, change, 'webhook_endpoint.secret_rotated', id, {})
  return { secret }
}

/** Nothing more is sent there; disabling twice is not an error. @throws DomainError `NOT_FOUND` */
export async function disableEndpoint(trx: Trx, change: EndpointChange, id: string): Promise<void> {
  const row = await lockEndpoint(trx, id)
  if (row.disabledAt) return
  await trx
    .updateTable('webhookEndpoints')
    .set({ disabledAt: change.at })
    .where('id', '=', id)
    .execute()
  await audit(trx, change, 'webhook_endpoint.disabled', id, {})
}

/** Puts a delivery back to the start; its workflow is started again by the caller. @throws DomainError `NOT_FOUND` */
export async function reopenDelivery(trx: Trx, change: EndpointChange, id: string): Promise<void> {
  const row = await trx
    .updateTable('webhookDeliveries')
    .set({ status: 'PENDING', finishedAt: null })
    .where('id', '=', id)
    .returning('endpointId')
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such delivery')
  await audit(trx, change, 'webhook_delivery.resent', row.endpointId, { deliveryId: id })
}

/** What a test delivery is called; it tells of nothing that happened. */
export const testEvent = 'webhook.test'

/** Lays a delivery that tells of nothing. @returns its id @throws DomainError `NOT_FOUND`, `INPUT_INVALID` where it is switched off */
export async function layTestDelivery(
  trx: Trx,
  change: EndpointChange,
  endpointId: string,
): Promise<string> {
  const endpoint = await lockEndpoint(trx, endpointId)
  if (endpoint.disabledAt)
    throw new DomainError('INPUT_INVALID', 'endpointId: expected one that is on')
  const id = newId(change.at.getTime())
  await trx
    .insertInto('webhookDeliveries')
    .values({
      tenantId: change.tenantId,
      id,
      endpointId,
      sessionId: null,
      eventSeq: null,
      event: testEvent,
      body: JSON.stringify({
        id: `whd_${id}`,
        type: testEvent,
        payloadVersion: 1,
        createdAt: change.at.toISOString(),
        data: {},
      }),
      status: 'PENDING',
      createdAt: change.at,
      finishedAt: null,
    })
    .execute()
  await audit(trx, change, 'webhook_endpoint.tested', endpointId, { deliveryId: id })
  return id
}

const secretOf = (random: Uint8Array): string =>
  `whsec_${Buffer.from(random).toString('base64url')}`

async function lockEndpoint(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('webhookEndpoints')
    .select(['secretSealed', 'disabledAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such webhook endpoint')
  return row
}

const audit = (
  trx: Trx,
  { tenantId, actor, at }: EndpointChange,
  action: string,
  subjectId: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor,
    action,
    subjectKind: 'webhook_endpoint',
    subjectId,
    detail,
  })
