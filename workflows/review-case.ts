import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  patched,
  setHandler,
} from '@temporalio/workflow'
import {
  nextCaseStatus,
  type CaseStage,
  type CaseStatus,
  type Resolution,
} from '../domain/case-state.ts'
import type { Slot } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import { stageAfter, type SecondReview } from '../domain/second-review.ts'
import type { CaseWebhook, OpenedCase, OpinionNote } from './activity-types.ts'
import * as messages from './messages.ts'
import { newWorkflowId } from './new-workflow-id.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { cases } from './proxies.ts'
import { refuse } from './refuse.ts'
import { sendCaseWebhooks, type WebhookPlan } from './send-webhooks.ts'

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
  /** The three below are missing in cases of older releases. May a partner resolve it? */
  readonly outsource?: boolean
  /** Does a rule want a second person? */
  readonly secondPerson?: boolean
  readonly webhooks?: WebhookPlan
}

export interface ReviewOutcome {
  readonly resolution: Resolution
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
}

/**
 * The human work on one attempt: claimed under a lease, resolved once, escalated when it is late. Where four eyes are wanted,
 * the first opinion is laid aside and the case passed on; a partner may hold it for a while, and the company calls it back.
 */
export async function reviewCase(input: ReviewCaseInput): Promise<ReviewOutcome> {
  const ref = { tenantId: input.tenantId, caseId: input.caseId }
  let status: CaseStatus = 'OPEN'
  let opened = false
  let version = 1
  let assigneeId: string | null = null
  let leaseExpiresAtMs = 0
  const once = createOneAtATime()
  let outcome: ReviewOutcome | null = null
  // a case that was opened before companies had hours of their own has no due time in its history
  let settled: Partial<OpenedCase> | undefined
  const startedAtMs = Date.now()
  let stage: CaseStage = 'FIRST'
  let opinions: readonly OpinionNote[] = []
  let secondReview: SecondReview = 'NEVER'
  let submitterId: string | null = null
  let partnerId: string | null = null
  let leaseMs = input.leaseMs
  // 0: nobody has a time by which it must be back
  let partnerDueAtMs = 0

  setHandler(
    messages.caseClaimed,
    (claimed) =>
      once(async () => {
        // what was true when the message came may have changed while another was being written
        const problem = claimProblem(claimed)
        if (problem && patched('look-again')) refuse(problem, claimProblems[problem])
        leaseExpiresAtMs = Date.now() + leaseMs
        if (assigneeId === claimed.memberId) await cases.renewLease({ ...ref, leaseExpiresAtMs })
        else await change('CLAIMED', claimed.memberId)
        return answer()
      }),
    {
      validator: (claimed) => {
        const problem = claimProblem(claimed)
        if (problem) refuse(problem, claimProblems[problem])
      },
    },
  )

  setHandler(
    messages.caseLeaseRenewed,
    (speaker) =>
      once(async () => {
        mustBeHere(speaker)
        if (assigneeId !== speaker.memberId)
          refuse('CASE_LEASE_LOST', 'another reviewer has this case')
        leaseExpiresAtMs = Date.now() + leaseMs
        await cases.renewLease({ ...ref, leaseExpiresAtMs })
        return answer()
      }),
    { validator: (speaker) => mustHold(speaker) },
  )

  setHandler(
    messages.caseReleased,
    (speaker) =>
      once(async () => {
        mustBeHere(speaker)
        leaseExpiresAtMs = 0
        await change('RELEASED', null)
        return answer()
      }),
    { validator: (speaker) => mustHold(speaker) },
  )

  setHandler(
    messages.caseHandedOver,
    ({ memberId, partnerId: to, leaseMs: lease, dueMs }) =>
      once(async () => {
        mustBeIdle()
        await change('HANDED_OVER', null, memberId, to)
        partnerId = to
        leaseMs = lease
        // messages of older releases come without; nothing is taken back then
        partnerDueAtMs = dueMs === undefined ? 0 : Date.now() + dueMs
        return answer()
      }),
    { validator: (_handover: messages.CaseHandover) => mustBeIdle() },
  )

  setHandler(
    messages.caseHandedBack,
    (speaker) =>
      once(async () => {
        mustHold(speaker)
        await change('HANDED_BACK', null)
        comeHome()
        return answer()
      }),
    {
      validator: (speaker) => {
        mustHold(speaker)
        if (partnerId === null) refuse('CASE_STATE', 'the case is with no partner')
      },
    },
  )

  setHandler(
    messages.caseRecalled,
    ({ memberId }) =>
      once(async () => {
        mustBeWaiting()
        if (partnerId === null) refuse('CASE_STATE', 'the case is with no partner')
        await change('RECALLED', null, memberId)
        comeHome()
        return answer()
      }),
    {
      validator: (_speaker: messages.CaseSpeaker) => {
        mustBeWaiting()
        if (partnerId === null) refuse('CASE_STATE', 'the case is with no partner')
      },
    },
  )

  setHandler(
    messages.caseAssigned,
    (assigned) =>
      once(async () => {
        const { byMemberId, memberId } = assigned
        const problem = assignmentProblem(assigned)
        if (problem && patched('look-again')) refuse(problem, claimProblems[problem])
        if (memberId === null) {
          leaseExpiresAtMs = 0
          if (assigneeId !== null) await change('RETURNED', null, byMemberId)
        } else {
          // whoever is given a case need not sit at the desk: it is theirs until it is due
          leaseExpiresAtMs = Math.max(Date.now() + leaseMs, dueAtMs())
          if (assigneeId === memberId) await cases.renewLease({ ...ref, leaseExpiresAtMs })
          else await change('ASSIGNED', memberId, byMemberId)
        }
        return answer()
      }),
    {
      validator: (assigned) => {
        const problem = assignmentProblem(assigned)
        if (problem) refuse(problem, claimProblems[problem])
      },
    },
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
        mustBeHere(resolved)
        if (nextCaseStatus(status, { type: 'RESOLVED' }) === null)
          refuse('CASE_STATE', 'the case is not open')
        if (assigneeId !== resolved.memberId && patched('look-again'))
          refuse('CASE_LEASE_LOST', 'another reviewer has this case')
        const opinion = opinionOf(resolved)
        const next = stageAfter(stage, opinion, opinions[0] ?? null, secondReview)
        if (next === null) await decide(opinion)
        else await passOn(opinion, next)
        return answer()
      }),
    {
      validator: (resolved) => {
        const { expectedVersion, resolution, reasonCodes, slots } = resolved
        mustHold(resolved)
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

  settled = await cases.openCase({
    ...ref,
    sessionId: input.sessionId,
    attemptId: input.attemptId,
    queue: input.queue,
    priority: input.priority,
    reasonCodes: input.reasonCodes,
    dueMs: input.dueMs,
    outsource: input.outsource ?? false,
    secondPerson: input.secondPerson ?? false,
  })
  settle(settled ?? {})
  opened = true

  const told = CancellationScope.nonCancellable(() => tell('case.opened'))
  try {
    await Promise.all([leases(), escalation(), partnerClock()])
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
  await CancellationScope.nonCancellable(async () => {
    await told
    await tell('case.resolved')
  })
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

  /** Takes a case back from a partner whose time has run out, whatever they are doing with it. */
  async function partnerClock(): Promise<void> {
    while (!outcome) {
      await condition(() => outcome !== null || partnerDueAtMs > 0)
      if (outcome) return
      const until = partnerDueAtMs
      const leftMs = until - Date.now()
      if (leftMs > 0) {
        await condition(() => outcome !== null || partnerDueAtMs !== until, leftMs)
      } else {
        await once(async () => {
          if (outcome || partnerDueAtMs !== until) return
          await change('PARTNER_OVERDUE', null)
          comeHome()
        })
      }
    }
  }

  async function escalation(): Promise<void> {
    const dueMs = settled?.dueAtMs ? Math.max(1, settled.dueAtMs - Date.now()) : input.dueMs
    if (!(await condition(() => outcome !== null, dueMs))) await cases.escalateCase(ref)
    await condition(() => outcome !== null)
  }

  /** Cases of older releases were opened with less of an answer, or none. */
  function settle({ samplePercent = 0, partner = null, ...found }: Partial<OpenedCase>): void {
    const sampled = samplePercent > 0 && Math.random() * 100 < samplePercent
    secondReview = sampled ? 'ALWAYS' : (found.secondReview ?? 'NEVER')
    submitterId = found.submitterId ?? null
    partnerId = partner?.partnerId ?? null
    leaseMs = partner?.leaseMs ?? input.leaseMs
    partnerDueAtMs = partner?.dueAtMs ?? 0
  }

  /** All opinions together make the decision, in the name of whoever gave the last. */
  async function decide(opinion: OpinionNote): Promise<void> {
    const agreeing = stage === 'SECOND' ? [...opinions, opinion] : [opinion]
    const reasonCodes = [...new Set(agreeing.flatMap((each) => each.reasonCodes))]
    const { resolution, slots, memberId, inboxId } = opinion
    await cases.resolveCase({
      ...ref,
      sessionId: input.sessionId,
      attemptId: input.attemptId,
      version: version + 1,
      seq: input.sessionEventSeq,
      memberId,
      decisionId: newWorkflowId(),
      resolution,
      reasonCodes,
      slots,
      inboxId,
      ...(stage === 'FIRST' ? {} : { opinion }),
    })
    version += 1
    status = 'RESOLVED'
    outcome = { resolution, reasonCodes, slots }
  }

  /** Lays an opinion aside for another person, who doesn't see it. */
  async function passOn(opinion: OpinionNote, next: CaseStage): Promise<void> {
    await cases.giveOpinion({
      ...ref,
      sessionId: input.sessionId,
      attemptId: input.attemptId,
      version: version + 1,
      opinionId: newWorkflowId(),
      opinion,
      nextStage: next,
    })
    version += 1
    status = 'OPEN'
    assigneeId = null
    opinions = [...opinions, opinion]
    stage = next
    comeHome()
  }

  function opinionOf({ memberId, personId, ...found }: messages.CaseResolution): OpinionNote {
    const { resolution, reasonCodes, slots, inboxId } = found
    return {
      stage,
      memberId,
      personId: personId ?? memberId,
      resolution,
      reasonCodes,
      slots,
      inboxId,
    }
  }

  /** From a partner to the company. */
  function comeHome(): void {
    partnerId = null
    leaseMs = input.leaseMs
    leaseExpiresAtMs = 0
    partnerDueAtMs = 0
  }

  async function tell(event: CaseWebhook): Promise<void> {
    const { tenantId, sessionId, webhooks } = input
    if (!webhooks) return
    const seq = event === 'case.opened' ? input.sessionEventSeq - 1 : input.sessionEventSeq
    await sendCaseWebhooks({ tenantId, sessionId, caseId: input.caseId, seq, event }, webhooks)
  }

  async function change(
    type: Parameters<typeof cases.changeCase>[0]['type'],
    memberId: string | null,
    byMemberId?: string,
    to?: string,
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
      ...(to === undefined ? {} : { partnerId: to }),
    })
    version += 1
    status = next
    assigneeId = memberId
  }

  function dueAtMs(): number {
    return settled?.dueAtMs ?? startedAtMs + input.dueMs
  }

  function answer(): messages.CaseAnswer {
    return { version, leaseExpiresAtMs: assigneeId ? leaseExpiresAtMs : null }
  }

  function isWaiting(): boolean {
    return opened && status !== 'RESOLVED' && status !== 'WITHDRAWN'
  }

  function mustBeWaiting(): void {
    if (!isWaiting()) refuse('CASE_STATE', claimProblems.CASE_STATE)
  }

  function mustHold(speaker: messages.CaseSpeaker): void {
    mustBeHere(speaker)
    mustBeWaiting()
    if (assigneeId !== speaker.memberId) refuse('CASE_LEASE_LOST', 'claim the case first')
  }

  /** A partner's member writes on although the case was called back, or is over. */
  function mustBeHere(speaker: messages.CaseSpeaker): void {
    if (speaker.partnerId && speaker.partnerId !== partnerId)
      refuse('CASE_RECALLED', claimProblems.CASE_RECALLED)
  }

  function mustBeIdle(): void {
    mustBeWaiting()
    if (partnerId !== null) refuse('CASE_WITH_PARTNER', claimProblems.CASE_WITH_PARTNER)
    if (assigneeId !== null) refuse('CASE_TAKEN', claimProblems.CASE_TAKEN)
    if (stage !== 'FIRST') refuse('CASE_STATE', 'a second opinion is the company’s own')
  }

  /** Nor can it be given to whoever could not take it. */
  function assignmentProblem({ memberId, ...more }: messages.CaseAssignment): ClaimProblem | null {
    if (memberId === null) return isWaiting() ? null : 'CASE_STATE'
    return claimProblem({ ...more, memberId, takeOver: true })
  }

  /** Why this member may not take the case now. */
  function claimProblem(claimed: messages.CaseClaim): ClaimProblem | null {
    const person = claimed.personId ?? claimed.memberId
    const from = claimed.partnerId ?? null
    if (!isWaiting()) return 'CASE_STATE'
    if (from !== partnerId) return from === null ? 'CASE_WITH_PARTNER' : 'CASE_RECALLED'
    if (person === submitterId) return 'CASE_OWN_SUBMISSION'
    if (opinions.some(({ personId }) => personId === person)) return 'CASE_SAME_PERSON'
    if (stage === 'SUPERVISOR' && !claimed.mayArbitrate) return 'CASE_NEEDS_SUPERVISOR'
    if (assigneeId && assigneeId !== claimed.memberId && !claimed.takeOver) return 'CASE_TAKEN'
    return null
  }
}

const claimProblems = {
  CASE_STATE: 'the case is not open',
  CASE_WITH_PARTNER: 'the case is with a partner; recall it first',
  CASE_RECALLED: 'the case is not with this partner any more',
  CASE_OWN_SUBMISSION: 'who opened the session does not decide it',
  CASE_SAME_PERSON: 'another person has to look this time',
  CASE_NEEDS_SUPERVISOR: 'two people disagree; a supervisor decides',
  CASE_TAKEN: 'another reviewer has this case',
} as const
type ClaimProblem = keyof typeof claimProblems
