import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  setHandler,
} from '@temporalio/workflow'
import * as messages from './messages.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { cases, visionAfterSubmission } from './proxies.ts'
import { refuse } from './refuse.ts'

export interface MaskPicturesInput {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
  /** The story has opened it. */
  readonly taskId: string
  readonly leaseMs: number
  readonly queues: Readonly<Record<messages.TaskQueue, string>>
}

/** The work of a mask operator on one session's pictures: claimed under a lease, burnt in once. */
export async function maskPictures(input: MaskPicturesInput): Promise<void> {
  const { tenantId, sessionId, attemptId, taskId } = input
  const ref = { tenantId, sessionId, taskId }
  let state: 'WAITING' | 'DONE' | 'WITHDRAWN' = 'WAITING'
  let version = 1
  let assigneeId: string | null = null
  let leaseExpiresAtMs = 0
  const once = createOneAtATime()

  setHandler(
    messages.maskingClaimed,
    ({ memberId }) =>
      once(async () => {
        mustBeFreeFor(memberId)
        leaseExpiresAtMs = Date.now() + input.leaseMs
        if (assigneeId === memberId) await cases.renewMaskingLease({ ...ref, leaseExpiresAtMs })
        else await change('CLAIMED', memberId)
        return answer()
      }),
    { validator: ({ memberId }) => mustBeFreeFor(memberId) },
  )

  setHandler(
    messages.maskingLeaseRenewed,
    ({ memberId }) =>
      once(async () => {
        mustHold(memberId)
        leaseExpiresAtMs = Date.now() + input.leaseMs
        await cases.renewMaskingLease({ ...ref, leaseExpiresAtMs })
        return answer()
      }),
    { validator: ({ memberId }) => mustHold(memberId) },
  )

  setHandler(
    messages.maskingReleased,
    ({ memberId, byMemberId }) =>
      once(async () => {
        mustHold(memberId)
        await change('RELEASED', null, byMemberId ?? memberId)
        return answer()
      }),
    { validator: ({ memberId }) => mustHold(memberId) },
  )

  setHandler(
    messages.masksConfirmed,
    ({ memberId, inboxId }) =>
      once(async () => {
        mustHold(memberId)
        await visionAfterSubmission(input.queues).burnMasks({
          tenantId,
          sessionId,
          attemptId,
          taskId,
          inboxId,
        })
        await cases.finishMasking({ ...ref, attemptId, version: version + 1, inboxId })
        version += 1
        state = 'DONE'
        return answer()
      }),
    {
      validator: ({ memberId, expectedVersion }) => {
        mustHold(memberId)
        if (expectedVersion !== version)
          refuse('CASE_STALE', 'the task changed since it was opened; look again')
      },
    },
  )

  try {
    await leases()
  } catch (error) {
    if (!isCancellation(error)) throw error
    // the session was cancelled: nobody has to look at its pictures, unless they were being masked just then
    await CancellationScope.nonCancellable(() =>
      once(async () => {
        if (state !== 'WAITING') return
        await change('WITHDRAWN', null)
        state = 'WITHDRAWN'
      }),
    )
    if (!isDone()) throw error
  }
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished))

  /** Gives pictures back whose operator fell silent. */
  async function leases(): Promise<void> {
    while (state === 'WAITING') {
      await condition(() => state !== 'WAITING' || assigneeId !== null)
      if (isDone()) return
      const until = leaseExpiresAtMs
      const leftMs = until - Date.now()
      if (leftMs > 0) {
        const moved = () => state !== 'WAITING' || assigneeId === null || leaseExpiresAtMs !== until
        await condition(moved, leftMs)
      } else {
        await once(async () => {
          if (state === 'WAITING' && assigneeId !== null && Date.now() >= leaseExpiresAtMs)
            await change('LEASE_EXPIRED', null)
        })
      }
    }
  }

  async function change(
    type: 'CLAIMED' | 'RELEASED' | 'LEASE_EXPIRED' | 'WITHDRAWN',
    memberId: string | null,
    byMemberId = memberId ?? assigneeId,
  ): Promise<void> {
    await cases.changeMasking({
      ...ref,
      version: version + 1,
      type,
      memberId: byMemberId,
      leaseExpiresAtMs: memberId ? leaseExpiresAtMs : null,
    })
    version += 1
    assigneeId = memberId
  }

  function isDone(): boolean {
    return state === 'DONE'
  }

  function answer(): messages.MaskingAnswer {
    return { version, leaseExpiresAtMs: assigneeId ? leaseExpiresAtMs : null }
  }

  function mustWait(): void {
    if (state !== 'WAITING') refuse('CASE_STATE', 'the pictures wait for masking no more')
  }

  function mustBeFreeFor(memberId: string): void {
    mustWait()
    if (assigneeId !== null && assigneeId !== memberId)
      refuse('CASE_TAKEN', 'another operator masks these pictures')
  }

  function mustHold(memberId: string): void {
    mustWait()
    if (assigneeId !== memberId) refuse('CASE_LEASE_LOST', 'take the task first')
  }
}
