import { sql } from 'kysely'
import { newId } from '../../domain/ids.ts'
import type { Trx } from '../client.ts'
import type { DeliveryAttempt } from '../schema.ts'

export interface OutcomeEvent {
  readonly tenantId: string
  readonly sessionId: string
  readonly eventSeq: number
  /** `verification_session.approved` … */
  readonly event: string
  readonly at: Date
}

/**
 * Lays one delivery for each endpoint that wants the event, once whatever is retried.
 * The body holds ids and codes only; whoever receives it asks the API for more.
 * @returns the deliveries' ids
 */
export async function queueDeliveries(trx: Trx, outcome: OutcomeEvent): Promise<readonly string[]> {
  const session = await trx
    .selectFrom('sessions')
    .select(['sandbox', 'status', 'reasonCodes', 'method', 'applicantId'])
    .where('id', '=', outcome.sessionId)
    .executeTakeFirstOrThrow()
  return layDeliveries(trx, outcome, session.sandbox, {
    verificationSessionId: `vs_${outcome.sessionId}`,
    applicantId: `apl_${session.applicantId}`,
    status: session.status,
    method: session.method,
    reasonCodes: session.reasonCodes,
    isFinal: ['APPROVED', 'DECLINED', 'EXPIRED', 'CANCELLED'].includes(session.status),
    sandbox: session.sandbox,
  })
}

/** The same for what happens to a case: where it waits and why, never what anybody thought of it before it was decided. */
export async function queueCaseDeliveries(
  trx: Trx,
  happened: OutcomeEvent & { readonly caseId: string },
): Promise<readonly string[]> {
  const found = await trx
    .selectFrom('cases')
    .innerJoin('sessions', 'sessions.id', 'cases.sessionId')
    .select(['sandbox', 'queue', 'priority', 'dueAt', 'cases.reasonCodes', 'cases.resolution'])
    .where('cases.id', '=', happened.caseId)
    .executeTakeFirstOrThrow()
  return layDeliveries(trx, happened, found.sandbox, {
    caseId: `case_${happened.caseId}`,
    verificationSessionId: `vs_${happened.sessionId}`,
    queue: found.queue,
    priority: found.priority,
    dueAt: found.dueAt.toISOString(),
    reasonCodes: found.reasonCodes,
    resolution: found.resolution,
    sandbox: found.sandbox,
  })
}

async function layDeliveries(
  trx: Trx,
  outcome: OutcomeEvent,
  sandbox: boolean,
  data: object,
): Promise<readonly string[]> {
  const endpoints = await trx
    .selectFrom('webhookEndpoints')
    .select('id')
    .where('disabledAt', 'is', null)
    .where('sandbox', '=', sandbox)
    .where(sql<boolean>`${outcome.event} = any(events)`)
    .execute()
  for (const endpoint of endpoints) {
    const id = newId(outcome.at.getTime())
    const body = JSON.stringify({
      id: `whd_${id}`,
      type: outcome.event,
      payloadVersion: 1,
      createdAt: outcome.at.toISOString(),
      data,
    })
    await trx
      .insertInto('webhookDeliveries')
      .values({
        tenantId: outcome.tenantId,
        id,
        endpointId: endpoint.id,
        sessionId: outcome.sessionId,
        eventSeq: outcome.eventSeq,
        event: outcome.event,
        body,
        status: 'PENDING',
        createdAt: outcome.at,
        finishedAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const rows = await trx
    .selectFrom('webhookDeliveries')
    .select('id')
    .where('sessionId', '=', outcome.sessionId)
    .where('eventSeq', '=', outcome.eventSeq)
    .where('event', '=', outcome.event)
    .execute()
  return rows.map((row) => row.id)
}

/** Adds a try to the delivery's log: one line for each request that was sent, in the order of their ends. */
export async function recordAttempt(
  trx: Trx,
  deliveryId: string,
  attempt: DeliveryAttempt,
  status: 'PENDING' | 'DELIVERED',
  at: Date,
): Promise<void> {
  await trx
    .updateTable('webhookDeliveries')
    .set({
      attempts: sql<string>`attempts || ${JSON.stringify([attempt])}::jsonb`,
      status,
      finishedAt: status === 'PENDING' ? null : at,
    })
    .where('id', '=', deliveryId)
    .execute()
}

/** Nobody tries any more. */
export async function endDelivery(trx: Trx, deliveryId: string, at: Date): Promise<void> {
  await trx
    .updateTable('webhookDeliveries')
    .set({ status: 'FAILED', finishedAt: at })
    .where('id', '=', deliveryId)
    .where('status', '=', 'PENDING')
    .execute()
}
