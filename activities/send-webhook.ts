import { createHmac } from 'node:crypto'
import { Agent, request } from 'undici'
import { cellAad } from '../db/aad.ts'
import { withTenant } from '../db/client.ts'
import { guardedLookup, isRefusedLiteral } from '../db/settings/guarded-lookup.ts'
import { endDelivery, recordAttempt } from '../db/writes/webhooks.ts'
import type { IoActivities } from '../workflows/activity-types.ts'
import type { WebhookDependencies } from './dependencies.ts'

/**
 * One try to deliver a webhook: raw body signed with HMAC-SHA-256 as `t=<unix seconds>,v1=<hex>[,v1=<hex>]`, one v1 for
 * each secret that is good now. Redirects are not followed, and addresses inside one's own network are refused at the
 * moment of connecting, so that a name can't point somewhere else in between.
 */
export function createWebhookActivities(
  dependencies: WebhookDependencies,
): Pick<IoActivities, 'sendWebhook' | 'giveUpWebhook'> {
  const { db, keyring, clock, allowPrivateTargets, webhookTimeoutMs } = dependencies
  const agent = new Agent({
    connect: {
      lookup: guardedLookup({ allowPrivate: allowPrivateTargets }),
      timeout: webhookTimeoutMs,
    },
    headersTimeout: webhookTimeoutMs,
    bodyTimeout: webhookTimeoutMs,
  })

  return {
    async sendWebhook({ tenantId, deliveryId }) {
      const delivery = await withTenant(db, tenantId, (trx) =>
        trx
          .selectFrom('webhookDeliveries as delivery')
          .innerJoin('webhookEndpoints as endpoint', 'endpoint.id', 'delivery.endpointId')
          .select([
            'delivery.body',
            'delivery.status',
            'delivery.event',
            'delivery.attempts',
            'endpoint.id as endpointId',
            'endpoint.url',
            'endpoint.secretSealed',
            'endpoint.previousSecretSealed',
            'endpoint.previousSecretUntil',
            'endpoint.disabledAt',
          ])
          .where('delivery.id', '=', deliveryId)
          .executeTakeFirst(),
      )
      // a try that is repeated because its end was not heard of finds the delivery done
      if (!delivery || delivery.status !== 'PENDING') return { done: true }
      if (delivery.disabledAt) {
        await withTenant(db, tenantId, (trx) => endDelivery(trx, deliveryId, clock()))
        return { done: true }
      }

      // counts on when a delivery is sent again by hand
      const number = delivery.attempts.length + 1
      const startedAt = clock()
      const box = await keyring.tenantBox(tenantId)
      const open = (sealed: Buffer, column: string) =>
        box.open(sealed, cellAad(tenantId, 'webhook_endpoints', delivery.endpointId, column))
      const secrets = [open(delivery.secretSealed, 'secret')]
      const { previousSecretSealed, previousSecretUntil } = delivery
      if (previousSecretSealed && previousSecretUntil && previousSecretUntil > startedAt) {
        secrets.push(open(previousSecretSealed, 'previous_secret'))
      }

      const answer = await post(agent, allowPrivateTargets, delivery.url, {
        body: delivery.body,
        timeoutMs: webhookTimeoutMs,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Kakunin-Webhook/1',
          'kakunin-event': delivery.event,
          'kakunin-delivery': `whd_${deliveryId}`,
          'kakunin-attempt': String(number),
          'kakunin-signature': signature(delivery.body, secrets, startedAt),
        },
      })
      const done = answer.httpStatus !== null && answer.httpStatus >= 200 && answer.httpStatus < 300
      await withTenant(db, tenantId, (trx) =>
        recordAttempt(
          trx,
          deliveryId,
          {
            number,
            at: startedAt.toISOString(),
            durationMs: clock().getTime() - startedAt.getTime(),
            ...answer,
          },
          done ? 'DELIVERED' : 'PENDING',
          clock(),
        ),
      )
      return { done }
    },

    async giveUpWebhook({ tenantId, deliveryId }) {
      await withTenant(db, tenantId, (trx) => endDelivery(trx, deliveryId, clock()))
    },
  }
}

/** `t=…,v1=…` over `t.body`; see SECURITY.md for how a receiver checks it. */
export function signature(body: string, secrets: readonly Uint8Array[], at: Date): string {
  const t = Math.floor(at.getTime() / 1000)
  const marks = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`,
  )
  return [`t=${t}`, ...marks].join(',')
}

async function post(
  agent: Agent,
  allowPrivate: boolean,
  url: string,
  {
    body,
    headers,
    timeoutMs,
  }: { body: string; headers: Record<string, string>; timeoutMs: number },
): Promise<{ httpStatus: number | null; errorCode: string | null }> {
  if (isRefusedLiteral(new URL(url), { allowPrivate })) {
    return { httpStatus: null, errorCode: 'ADDRESS_REFUSED' }
  }
  try {
    const response = await request(url, {
      method: 'POST',
      body,
      headers,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
    })
    // the answer's body is nobody's business; reading a little lets the connection be used again
    await response.body.dump({ limit: 16_384 })
    const redirected = response.statusCode >= 300 && response.statusCode < 400
    return { httpStatus: response.statusCode, errorCode: redirected ? 'REDIRECT_REFUSED' : null }
  } catch (error) {
    return { httpStatus: null, errorCode: codeOf(error) }
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'UNREACHABLE'
}
