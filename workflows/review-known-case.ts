import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow'
import { nextCaseStatus, type CaseStatus } from '../domain/case-state.ts'
import type { KnownCaseActivities } from './activity-types.ts'
import * as messages from './messages.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { cases } from './proxies.ts'
import { refuse } from './refuse.ts'

/**
 * One look at a case whose right outcome is known, to measure whoever looks. It answers as `reviewCase` does, with the same
 * refusals; what is resolved here is an answer and nothing else. Unanswered it is withdrawn when its life is over.
 */
export async function reviewKnownCase(input: messages.ReviewKnownCaseInput): Promise<void> {
  const { tenantId, caseId, knownId, insteadOf, drawnFor, partnerId, leaseMs } = input
  const ref = { tenantId, caseId }
  let laid: boolean | null = null
  let status: CaseStatus = 'OPEN'
  let version = 1
  let assigneeId: string | null = null
  let leaseExpiresAtMs = 0
  const oneAtATime = createOneAtATime()

  setHandler(messages.knownCaseLaid, async () => {
    await condition(() => laid !== null)
    return { laid: laid === true }
  })

  setHandler(
    messages.caseClaimed,
    (claimed) =>
      once(async () => {
        mustBeClaimable(claimed)
        leaseExpiresAtMs = Date.now() + leaseMs
        if (assigneeId === claimed.memberId)
          await cases.renewKnownLease({ ...ref, leaseExpiresAtMs })
        else await change('CLAIMED', claimed.memberId)
        return answer()
      }),
    { validator: mustBeClaimable },
  )

  setHandler(
    messages.caseLeaseRenewed,
    (speaker) =>
      once(async () => {
        mustHold(speaker)
        leaseExpiresAtMs = Date.now() + leaseMs
        await cases.renewKnownLease({ ...ref, leaseExpiresAtMs })
        return answer()
      }),
    { validator: mustHold },
  )

  setHandler(
    messages.caseReleased,
    (speaker) =>
      once(async () => {
        mustHold(speaker)
        await change('RELEASED', null)
        return answer()
      }),
    { validator: mustHold },
  )

  setHandler(
    messages.caseHandedBack,
    (speaker) =>
      once(async () => {
        mustHold(speaker)
        await change('WITHDRAWN', null)
        return answer()
      }),
    {
      validator(speaker) {
        mustHold(speaker)
        if (partnerId === null) refuse('CASE_STATE', 'the case is with no partner')
      },
    },
  )

  setHandler(
    messages.caseResolved,
    (resolved) =>
      once(async () => {
        mustHold(resolved)
        const { resolution, reasonCodes } = resolved
        await change('RESOLVED', resolved.memberId, { resolution, reasonCodes })
        return answer()
      }),
    {
      validator(resolved) {
        const { expectedVersion, resolution, reasonCodes, slots } = resolved
        mustHold(resolved)
        if (expectedVersion !== version)
          refuse('CASE_STALE', 'the case changed since it was opened; look again')
        if (resolution !== 'APPROVE' && reasonCodes.length === 0)
          refuse('DECISION_INCOMPLETE', 'reasonCodes: expected at least one')
        if (resolution === 'ASK_AGAIN' && slots.length === 0)
          refuse('DECISION_INCOMPLETE', 'slots: expected at least one picture to take again')
      },
    },
  )

  const endsAtMs = Date.now() + input.lifeMs
  laid = (await cases.openKnownReview({ ...ref, knownId, insteadOf, drawnFor, partnerId })).laid
  while (laid && !isOver()) {
    const [until, holder] = [leaseExpiresAtMs, assigneeId]
    const dueAtMs = holder === null ? endsAtMs : Math.min(endsAtMs, until)
    const leftMs = dueAtMs - Date.now()
    const moved = () => isOver() || assigneeId !== holder || leaseExpiresAtMs !== until
    if (leftMs > 0 && (await condition(moved, leftMs))) continue
    await once(async () => {
      if (isOver()) return
      if (Date.now() >= endsAtMs) await change('WITHDRAWN', null)
      else if (assigneeId !== null && Date.now() >= leaseExpiresAtMs)
        await change('LEASE_EXPIRED', null)
    })
  }
  await condition(allHandlersFinished)

  async function change(
    type: Parameters<KnownCaseActivities['changeKnownReview']>[0]['type'],
    memberId: string | null,
    given: Parameters<KnownCaseActivities['changeKnownReview']>[0]['answer'] = null,
  ): Promise<void> {
    const next = nextCaseStatus(status, { type })
    if (!next) refuse('CASE_STATE', `${type} is not allowed now`)
    await cases.changeKnownReview({
      ...ref,
      version: version + 1,
      type,
      memberId: memberId ?? assigneeId,
      leaseExpiresAtMs: type === 'CLAIMED' ? leaseExpiresAtMs : null,
      answer: given,
    })
    version += 1
    status = next
    assigneeId = memberId
    if (type !== 'CLAIMED') leaseExpiresAtMs = 0
  }

  /** Not before it is known whether it may be laid before them. */
  async function once<T>(work: () => Promise<T>): Promise<T> {
    await condition(() => laid !== null)
    return oneAtATime(work)
  }

  function isOver(): boolean {
    return status === 'RESOLVED' || status === 'WITHDRAWN'
  }

  function answer(): messages.CaseAnswer {
    return { version, leaseExpiresAtMs: assigneeId ? leaseExpiresAtMs : null }
  }

  function mustBeHere({ partnerId: from }: messages.CaseSpeaker): void {
    if (isOver()) refuse('CASE_STATE', 'the case is not open')
    if ((from ?? null) !== partnerId)
      refuse('CASE_RECALLED', 'the case is not with this partner any more')
  }

  function mustHold(speaker: messages.CaseSpeaker): void {
    mustBeHere(speaker)
    if (assigneeId !== speaker.memberId) refuse('CASE_LEASE_LOST', 'claim the case first')
  }

  function mustBeClaimable(claimed: messages.CaseClaim): void {
    mustBeHere(claimed)
    if (partnerId === null && (claimed.personId ?? claimed.memberId) !== drawnFor)
      refuse('CASE_STATE', 'the case is not open')
    if (assigneeId !== null && assigneeId !== claimed.memberId)
      refuse('CASE_TAKEN', 'another reviewer has this case')
  }
}
