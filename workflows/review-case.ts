import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  setHandler,
} from '@temporalio/workflow'
import { nextCaseStatus, type CaseStatus, type Resolution } from '../domain/case-state.ts'
import type { Slot } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import * as messages from './messages.ts'
import { newWorkflowId } from './new-workflow-id.ts'
import { cases } from './proxies.ts'
import { refuse } from './refuse.ts'

export interface ReviewCaseInput {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
  readonly caseId: string
  readonly queue: string
  readonly priority: number
  readonly reasonCodes: readonly ReasonCode[]
  readonly leaseMs: number
  readonly dueMs: number
  /** Number of the session event that the resolution will be. */
  readonly sessionEventSeq: number
}

export interface ReviewOutcome {
  readonly resolution: Resolution
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
}

/** The human work on one attempt: claimed under a lease, resolved once, escalated when it is late. */
export async function reviewCase(input: ReviewCaseInput): Promise<ReviewOutcome> {
  const ref = { tenantId: input.tenantId, caseId: input.caseId }
  let status: CaseStatus = 'OPEN'
  let opened = false
  let version = 1
  let assigneeId: string | null = null
  let leaseExpiresAtMs = 0
  let writing = false
  let outcome: ReviewOutcome | null = null
  // a case that was opened before companies had hours of their own has no due time in its history
  let openedCase: { readonly dueAtMs: number } | undefined
  const startedAtMs = Date.now()

  setHandler(
    messages.caseClaimed,
    ({ memberId }) =>
      once(async () => {
        leaseExpiresAtMs = Date.now() + input.leaseMs
        if (assigneeId === memberId) await cases.renewLease({ ...ref, leaseExpiresAtMs })
        else await change('CLAIMED', memberId)
        return answer()
      }),
    {
      validator: ({ memberId, takeOver }) => {
        mustBeWaiting()
        if (assigneeId && assigneeId !== memberId && !takeOver)
          refuse('CASE_TAKEN', 'another reviewer has this case')
      },
    },
  )

  setHandler(
    messages.caseLeaseRenewed,
    ({ memberId }) =>
      once(async () => {
        if (assigneeId !== memberId) refuse('CASE_LEASE_LOST', 'another reviewer has this case')
        leaseExpiresAtMs = Date.now() + input.leaseMs
        await cases.renewLease({ ...ref, leaseExpiresAtMs })
        return answer()
      }),
    { validator: ({ memberId }) => mustHold(memberId) },
  )

  setHandler(
    messages.caseReleased,
    () =>
      once(async () => {
        leaseExpiresAtMs = 0
        await change('RELEASED', null)
        return answer()
      }),
    { validator: ({ memberId }) => mustHold(memberId) },
  )

  setHandler(
    messages.caseAssigned,
    ({ byMemberId, memberId }) =>
      once(async () => {
        if (memberId === null) {
          leaseExpiresAtMs = 0
          if (assigneeId !== null) await change('RETURNED', null, byMemberId)
        } else {
          // whoever is given a case need not sit at the desk: it is theirs until it is due
          leaseExpiresAtMs = Math.max(Date.now() + input.leaseMs, dueAtMs())
          if (assigneeId === memberId) await cases.renewLease({ ...ref, leaseExpiresAtMs })
          else await change('ASSIGNED', memberId, byMemberId)
        }
        return answer()
      }),
    { validator: (_message) => mustBeWaiting() },
  )

  setHandler(
    messages.caseMoved,
    ({ byMemberId, queue, priority }) =>
      once(async () => {
        await cases.moveCase({ ...ref, version: version + 1, byMemberId, queue, priority })
        version += 1
        return answer()
      }),
    { validator: (_message) => mustBeWaiting() },
  )

  setHandler(
    messages.caseResolved,
    (resolved) =>
      once(async () => {
        if (nextCaseStatus(status, { type: 'RESOLVED' }) === null)
          refuse('CASE_STATE', 'the case is not open')
        await cases.resolveCase({
          ...ref,
          sessionId: input.sessionId,
          attemptId: input.attemptId,
          version: version + 1,
          seq: input.sessionEventSeq,
          memberId: resolved.memberId,
          decisionId: newWorkflowId(),
          resolution: resolved.resolution,
          reasonCodes: resolved.reasonCodes,
          slots: resolved.slots,
          inboxId: resolved.inboxId,
        })
        version += 1
        status = 'RESOLVED'
        outcome = {
          resolution: resolved.resolution,
          reasonCodes: resolved.reasonCodes,
          slots: resolved.slots,
        }
        return answer()
      }),
    {
      validator: ({ memberId, expectedVersion, resolution, reasonCodes, slots }) => {
        mustHold(memberId)
        if (expectedVersion !== version)
          refuse('CASE_STALE', 'the case changed since it was opened; look again')
        if (resolution !== 'APPROVE' && reasonCodes.length === 0) {
          refuse('DECISION_INCOMPLETE', 'reasonCodes: expected at least one')
        }
        if (resolution === 'ASK_AGAIN' && slots.length === 0) {
          refuse('DECISION_INCOMPLETE', 'slots: expected at least one picture to take again')
        }
      },
    },
  )

  openedCase = await cases.openCase({
    ...ref,
    sessionId: input.sessionId,
    attemptId: input.attemptId,
    queue: input.queue,
    priority: input.priority,
    reasonCodes: input.reasonCodes,
    dueMs: input.dueMs,
  })
  opened = true

  try {
    await Promise.all([leases(), escalation()])
  } catch (error) {
    if (!isCancellation(error)) throw error
    // the session was cancelled: its human work is over, unless its outcome was being written just then
    const isResolved = await CancellationScope.nonCancellable(() =>
      once(async () => {
        if (!outcome) await change('WITHDRAWN', null)
        return outcome !== null
      }),
    )
    if (!isResolved) throw error
  }
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished))
  return outcome ?? refuse('UNEXPECTED', 'a case ended without an outcome')

  /** Gives a case back whose reviewer fell silent. */
  async function leases(): Promise<void> {
    while (!outcome) {
      await condition(() => outcome !== null || assigneeId !== null)
      if (outcome) return
      const leftMs = leaseExpiresAtMs - Date.now()
      if (leftMs > 0) {
        const until = leaseExpiresAtMs
        await condition(
          () => outcome !== null || assigneeId === null || leaseExpiresAtMs !== until,
          leftMs,
        )
      } else {
        await once(async () => {
          if (assigneeId !== null && !outcome && Date.now() >= leaseExpiresAtMs)
            await change('LEASE_EXPIRED', null)
        })
      }
    }
  }

  async function escalation(): Promise<void> {
    const dueMs = openedCase ? Math.max(1, openedCase.dueAtMs - Date.now()) : input.dueMs
    if (!(await condition(() => outcome !== null, dueMs))) await cases.escalateCase(ref)
    await condition(() => outcome !== null)
  }

  async function change(
    type: 'CLAIMED' | 'RELEASED' | 'ASSIGNED' | 'RETURNED' | 'LEASE_EXPIRED' | 'WITHDRAWN',
    memberId: string | null,
    byMemberId?: string,
  ): Promise<void> {
    const next = nextCaseStatus(status, { type })
    if (!next) refuse('CASE_STATE', `${type} is not allowed now`)
    await cases.changeCase({
      ...ref,
      version: version + 1,
      type,
      memberId: memberId ?? assigneeId,
      ...(byMemberId === undefined ? {} : { byMemberId }),
      leaseExpiresAtMs: memberId ? leaseExpiresAtMs : null,
    })
    version += 1
    status = next
    assigneeId = memberId
  }

  /**
   * One change at a time: handlers await the database, and the next must see what the last one made. Once begun it comes to
   * its end, though the session be cancelled meanwhile: a write that is given up may have been made.
   */
  async function once<T>(work: () => Promise<T>): Promise<T> {
    while (writing) await condition(() => !writing)
    writing = true
    try {
      return await CancellationScope.nonCancellable(work)
    } finally {
      writing = false
    }
  }

  function dueAtMs(): number {
    return openedCase?.dueAtMs ?? startedAtMs + input.dueMs
  }

  function answer(): messages.CaseAnswer {
    return { version, leaseExpiresAtMs: assigneeId ? leaseExpiresAtMs : null }
  }

  function mustBeWaiting(): void {
    if (!opened || status === 'RESOLVED' || status === 'WITHDRAWN')
      refuse('CASE_STATE', 'the case is not open')
  }

  function mustHold(memberId: string): void {
    mustBeWaiting()
    if (assigneeId !== memberId) refuse('CASE_LEASE_LOST', 'claim the case first')
  }
}
