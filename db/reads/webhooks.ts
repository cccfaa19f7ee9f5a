import { sql, type Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { WebhookDeliveries, WebhookEndpoints } from '../schema.ts'
import type { Page } from './page.ts'

/** Without the secrets. */
export type WebhookEndpoint = Omit<
  Selectable<WebhookEndpoints>,
  'secretSealed' | 'previousSecretSealed'
>
export type WebhookDelivery = Selectable<WebhookDeliveries>

const endpointColumns = [
  'tenantId',
  'id',
  'url',
  'events',
  'sandbox',
  'createdAt',
  'disabledAt',
  'previousSecretUntil',
] as const

/** Newest first. */
export async function listEndpoints(
  trx: Trx,
  sandbox: boolean | null,
  { limit, after, before, inverted }: Page,
): Promise<readonly WebhookEndpoint[]> {
  return trx
    .selectFrom('webhookEndpoints')
    .select(endpointColumns)
    .$if(sandbox !== null, (query) => query.where('sandbox', '=', sandbox ?? false))
    .$if(after !== null, (query) => query.where('id', '<', after ?? ''))
    .$if(before !== null, (query) => query.where('id', '>', before ?? ''))
    .orderBy('id', inverted ? 'asc' : 'desc')
    .limit(limit)
    .execute()
}

export async function endpointsById(
  trx: Trx,
  ids: readonly string[],
  sandbox: boolean | null,
): Promise<ReadonlyMap<string, WebhookEndpoint>> {
  const rows = await trx
    .selectFrom('webhookEndpoints')
    .select(endpointColumns)
    .where('id', 'in', ids)
    .$if(sandbox !== null, (query) => query.where('sandbox', '=', sandbox ?? false))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export interface DeliveryFilter {
  readonly endpointId?: string | undefined
  readonly sessionId?: string | undefined
  readonly status?: string | undefined
  readonly sandbox: boolean | null
}

/** Newest first. */
export async function listDeliveries(
  trx: Trx,
  { endpointId, sessionId, status, sandbox }: DeliveryFilter,
  { limit, after, before, inverted }: Page,
): Promise<readonly WebhookDelivery[]> {
  let query = trx.selectFrom('webhookDeliveries').selectAll()
  if (endpointId !== undefined) query = query.where('endpointId', '=', endpointId)
  if (sessionId !== undefined) query = query.where('sessionId', '=', sessionId)
  if (status !== undefined) query = query.where(sql`status`, '=', status)
  if (sandbox !== null) query = query.where(ofSandbox(sandbox))
  if (after !== null) query = query.where('id', '<', after)
  if (before !== null) query = query.where('id', '>', before)
  return query
    .orderBy('id', inverted ? 'asc' : 'desc')
    .limit(limit)
    .execute()
}

export async function deliveriesById(
  trx: Trx,
  ids: readonly string[],
  sandbox: boolean | null,
): Promise<ReadonlyMap<string, WebhookDelivery>> {
  let query = trx.selectFrom('webhookDeliveries').selectAll().where('id', 'in', ids)
  if (sandbox !== null) query = query.where(ofSandbox(sandbox))
  const rows = await query.execute()
  return new Map(rows.map((row) => [row.id, row]))
}

const ofSandbox = (sandbox: boolean) =>
  sql<boolean>`exists (select from webhook_endpoints
    where webhook_endpoints.id = webhook_deliveries.endpoint_id and webhook_endpoints.sandbox = ${sandbox})`
