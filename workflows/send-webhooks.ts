import { ParentClosePolicy, startChild } from '@temporalio/workflow'
import type { SessionEvent } from '../domain/session-state.ts'
import type { CaseActivities, SessionRef, StoryPlan } from './activity-types.ts'
import { deliverWebhook } from './deliver-webhook.ts'
import { deliverWebhookId, type TaskQueue } from './messages.ts'
import { cases } from './proxies.ts'

/** Lays a delivery for each endpoint that wants the event, and starts them; they go on when the story is over. */
export async function sendWebhooks(
  { event, ...place }: SessionRef & { readonly seq: number; readonly event: SessionEvent['type'] },
  plan: StoryPlan,
  queues: Queues,
): Promise<void> {
  const name = namesByEvent[event]
  if (!name) return
  const deliveryIds = await cases.queueWebhooks({ ...place, event: name })
  await startDeliveries(place.tenantId, deliveryIds, { ...plan, queues })
}

/** The same for what a company's own review tool waits for. */
export async function sendCaseWebhooks(
  place: Parameters<CaseActivities['queueCaseWebhooks']>[0],
  plan: WebhookPlan,
): Promise<void> {
  const deliveryIds = await cases.queueCaseWebhooks(place)
  await startDeliveries(place.tenantId, deliveryIds, plan)
}

type Queues = Readonly<Record<TaskQueue, string>>
export type WebhookPlan = Pick<StoryPlan, 'webhookFirstRetryMs' | 'webhookMaxAgeMs'> & {
  readonly queues: Queues
}

async function startDeliveries(
  tenantId: string,
  deliveryIds: readonly string[],
  { webhookFirstRetryMs, webhookMaxAgeMs, queues }: WebhookPlan,
): Promise<void> {
  await Promise.all(
    deliveryIds.map((deliveryId) =>
      startChild(deliverWebhook, {
        workflowId: deliverWebhookId(tenantId, deliveryId),
        taskQueue: queues.cases,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        args: [
          {
            tenantId,
            deliveryId,
            firstRetryMs: webhookFirstRetryMs,
            maxAgeMs: webhookMaxAgeMs,
            queues,
          },
        ],
      }),
    ),
  )
}

/** What a company hears of. */
const namesByEvent: Partial<Record<SessionEvent['type'], string>> = {
  REVIEW_OPENED: 'verification_session.in_review',
  APPROVED: 'verification_session.approved',
  DECLINED: 'verification_session.declined',
  RESUBMISSION_REQUESTED: 'verification_session.resubmission_requested',
  EXPIRED: 'verification_session.expired',
  CANCELLED: 'verification_session.cancelled',
}
