import { sleep } from '@temporalio/workflow'
import type { DeliverWebhookInput } from './messages.ts'
import { io } from './proxies.ts'

const longestPauseMs = 4 * 3_600_000

/** Tells one endpoint of one event, again and again with growing pauses, for a day by default. */
export async function deliverWebhook(input: DeliverWebhookInput): Promise<'DELIVERED' | 'FAILED'> {
  const { tenantId, deliveryId } = input
  const { sendWebhook, giveUpWebhook } = io(input.queues)
  const endMs = Date.now() + input.maxAgeMs
  let pauseMs = input.firstRetryMs
  for (;;) {
    const { done } = await sendWebhook({ tenantId, deliveryId })
    if (done) return 'DELIVERED'
    if (Date.now() + pauseMs > endMs) {
      await giveUpWebhook({ tenantId, deliveryId })
      return 'FAILED'
    }
    await sleep(pauseMs)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}
