import type { CheckResult } from '../../domain/check.ts'
import type { DocumentReading } from '../../domain/findings.ts'
import { slots, type Slot } from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { dayInJapan } from '../../domain/japan-days.ts'
import type { SessionStatus } from '../../domain/session-state.ts'
import { runChecks } from '../../rules/run-checks.ts'
import { createRandom, type Random } from '../random.ts'
import { makePastCaptures, type PastCapture } from './past-captures.ts'
import { createPastDecisions, type PastVerdict } from './past-decisions.ts'
import { makePastFindings } from './past-findings.ts'
import { createPastIds } from './past-ids.ts'
import { makePastPerson, type PastPerson } from './past-person.ts'
import { makePastReview } from './past-review.ts'
import { beginOf, type PastPlan } from './plan.ts'
import { nextStaffedMs } from './rhythm.ts'

export interface PastAttempt {
  readonly id: string
  readonly number: number
  readonly askedSlots: readonly Slot[]
  readonly startedAtMs: number
  submittedAtMs: number | null
  /** Null until the checks ran. */
  checked: {
    readonly atMs: number
    readonly results: readonly CheckResult[]
    readonly reading: DocumentReading
  } | null
}

export interface PastDecision {
  readonly id: string
  readonly attemptId: string
  readonly outcome: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN' | 'REVIEW'
  readonly memberId: string | null
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  readonly ruleId: string | null
  /** JSON */
  readonly trace: string
  readonly atMs: number
}

export interface PastCaseEvent {
  readonly id: string
  readonly type: 'OPENED' | 'CLAIMED' | 'RELEASED' | 'LEASE_EXPIRED' | 'ESCALATED' | 'RESOLVED'
  readonly memberId: string | null
  readonly atMs: number
}

export interface PastCase {
  readonly id: string
  readonly attemptId: string
  readonly queue: string
  readonly reasonCodes: readonly ReasonCode[]
  readonly openedAtMs: number
  readonly dueAtMs: number
  readonly events: PastCaseEvent[]
  status: 'OPEN' | 'RESOLVED'
  priority: number
  assigneeId: string | null
  resolution: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN' | null
  resolvedAtMs: number | null
}

/** One session with all that happened in it, in plain records; nothing sealed yet. */
export interface PastSession {
  readonly id: string
  readonly applicant: {
    readonly id: string
    readonly externalId: string
    readonly createdAtMs: number
  }
  /** False: an applicant of an earlier session came again. */
  readonly isNewApplicant: boolean
  readonly person: PastPerson
  status: SessionStatus
  /** The link was opened, on `person.device`. */
  openedAtMs: number | null
  consentedAtMs: number | null
  documentChosen: boolean
  askedSlots: readonly Slot[]
  reasonCodes: readonly ReasonCode[]
  eventSeq: number
  readonly createdAtMs: number
  updatedAtMs: number
  expiresAtMs: number
  submittedAtMs: number | null
  decidedAtMs: number | null
  redactedAtMs: number | null
  readonly attempts: PastAttempt[]
  readonly captures: PastCapture[]
  readonly decisions: PastDecision[]
  readonly cases: PastCase[]
}

/** Makes the sessions of a plan, any number first: each follows from the plan's seed and its own number alone. */
export function createPast(plan: PastPlan): (index: number) => Promise<PastSession> {
  const decide = createPastDecisions(plan.profile)
  return async (index) => {
    const whole = await tell(plan, index, decide, 1)
    const endsAtMs = lastMoment(whole)
    if (!plan.settled || endsAtMs <= plan.toMs) return whole
    // told in less time, so that it is over by the present
    const pace = (0.95 * (plan.toMs - whole.createdAtMs)) / (endsAtMs - whole.createdAtMs)
    return tell(plan, index, decide, pace)
  }
}

const lastMoment = ({ updatedAtMs, redactedAtMs }: PastSession): number =>
  Math.max(updatedAtMs, redactedAtMs ?? 0)

const [minuteMs, dayMs] = [60_000, 86_400_000]

async function tell(
  plan: PastPlan,
  index: number,
  decide: (results: readonly CheckResult[]) => Promise<PastVerdict>,
  pace: number,
): Promise<PastSession> {
  const random = createRandom(plan.seed * 1_000_003 + index)
  const id = createPastIds(random, index)
  const createdAtMs = beginOf(plan, index, random.next())
  const first = applicantOf(plan, index)
  const person = makePastPerson(random, plan.seed + first * 7919)
  const session: PastSession = {
    id: id(createdAtMs),
    applicant: applicantRow(plan, first),
    isNewApplicant: first === index,
    person,
    status: 'CREATED',
    openedAtMs: null,
    consentedAtMs: null,
    documentChosen: false,
    askedSlots: slots,
    reasonCodes: [],
    eventSeq: 0,
    createdAtMs,
    updatedAtMs: createdAtMs,
    expiresAtMs: createdAtMs + plan.sessionLifeMs,
    submittedAtMs: null,
    decidedAtMs: null,
    redactedAtMs: null,
    attempts: [],
    captures: [],
    decisions: [],
    cases: [],
  }
  const wait = (meanMs: number) => Math.round(pace * meanMs * -Math.log(1 - random.next()))
  /** False where the present comes first: the story stands where it is. */
  const goTo = (atMs: number): boolean => {
    if (!plan.settled && atMs > plan.toMs) return false
    session.updatedAtMs = atMs
    return true
  }
  const change = (status: SessionStatus, reasonCodes: readonly ReasonCode[] = []): void => {
    session.status = status
    session.reasonCodes = reasonCodes
    session.eventSeq += 1
  }
  const expire = (): PastSession => {
    const life = createdAtMs + Math.round(pace * (session.expiresAtMs - createdAtMs))
    if (goTo(Math.max(life, session.updatedAtMs))) change('EXPIRED')
    if (plan.settled) session.expiresAtMs = session.updatedAtMs
    return session
  }
  const attempt = (number: number, askedSlots: readonly Slot[]): PastAttempt => {
    const started = {
      id: id(session.updatedAtMs),
      number,
      askedSlots,
      startedAtMs: session.updatedAtMs,
      submittedAtMs: null,
      checked: null,
    }
    session.attempts.push(started)
    return started
  }

  let current = attempt(1, slots)
  // the company gave the link; most open it at once, some never
  if (random.next() < 0.004) {
    if (goTo(createdAtMs + wait(90 * minuteMs))) change('CANCELLED')
    return session
  }
  if (random.next() < 0.055) return expire()
  if (!goTo(createdAtMs + wait(random.next() < 0.75 ? 3 * minuteMs : 0.4 * dayMs))) return session
  session.openedAtMs = session.updatedAtMs
  if (random.next() < 0.028) return expire()
  if (!goTo(session.updatedAtMs + Math.round(pace * random.int(9_000, 70_000)))) return session
  session.consentedAtMs = session.updatedAtMs
  if (random.next() < 0.016) return expire()
  session.documentChosen = true

  for (;;) {
    change('CAPTURING')
    // screen by screen
    for (const slot of current.askedSlots) {
      const { captures, stayed, endsAtMs } = makePastCaptures(random, person, {
        slot,
        atMs: session.updatedAtMs,
        pace,
        id,
      })
      for (const capture of captures) {
        if (!plan.settled && capture.receivedAtMs > plan.toMs) return session
        replace(session.captures, capture)
        session.captures.push(capture)
      }
      if (captures.length > 0) session.updatedAtMs = endsAtMs
      if (!stayed) return expire()
    }
    if (!goTo(session.updatedAtMs + Math.round(pace * random.int(2000, 15_000)))) return session
    change('PROCESSING')
    session.submittedAtMs = session.updatedAtMs
    current.submittedAtMs = session.updatedAtMs

    // the machine
    const checkedAtMs = session.updatedAtMs + Math.round(pace * random.int(1800, 9000))
    if (!goTo(checkedAtMs)) return session
    const findings = makePastFindings(random, person, {
      day: dayInJapan(new Date(session.submittedAtMs)),
      attempt: current.number,
      verdicts: slots.flatMap((slot) => {
        const last = session.captures.findLast(
          (each) => each.slot === slot && each.verdict.accepted,
        )
        return last ? [last.verdict] : []
      }),
    })
    const results = runChecks(findings, plan.profile)
    const reading = findings.documentReading
    if (!reading) return session
    current.checked = { atMs: checkedAtMs, results, reading }
    const { effect, ruleId, trace } = await decide(results)
    const mayAskAgain = current.number <= plan.maxResubmissions
    const byMachine =
      effect.kind === 'APPROVE' ||
      effect.kind === 'DECLINE' ||
      (effect.kind === 'ASK_AGAIN' && mayAskAgain)
    const kind = byMachine ? effect.kind : 'REVIEW'
    session.decisions.push({
      id: id(checkedAtMs),
      attemptId: current.id,
      outcome: kind,
      memberId: null,
      reasonCodes: effect.reasonCodes,
      slots: kind === 'ASK_AGAIN' ? effect.slots : [],
      ruleId,
      trace,
      atMs: checkedAtMs,
    })
    let asked = kind === 'ASK_AGAIN' ? effect.slots : []
    let reasons = effect.reasonCodes
    let outcome = kind

    // a person
    if (!byMachine) {
      change('IN_REVIEW', effect.reasonCodes)
      const opened: PastCase = {
        id: id(checkedAtMs),
        attemptId: current.id,
        queue: effect.queue ?? 'standard',
        reasonCodes: effect.reasonCodes,
        openedAtMs: checkedAtMs,
        dueAtMs: checkedAtMs + plan.caseDueMs,
        events: [{ id: id(checkedAtMs), type: 'OPENED', memberId: null, atMs: checkedAtMs }],
        status: 'OPEN',
        priority: effect.priority,
        assigneeId: null,
        resolution: null,
        resolvedAtMs: null,
      }
      session.cases.push(opened)
      const reviewed = review(plan, random, session, opened, { id, wait, pace, mayAskAgain })
      if (!reviewed) return session
      session.decisions.push({ ...reviewed.decision, attemptId: current.id, ruleId })
      outcome = reviewed.decision.outcome
      asked = reviewed.decision.slots
      reasons = reviewed.decision.reasonCodes
    }

    if (outcome === 'APPROVE' || outcome === 'DECLINE') {
      change(outcome === 'APPROVE' ? 'APPROVED' : 'DECLINED', reasons)
      session.decidedAtMs = session.updatedAtMs
      return redact(plan, random, session)
    }
    change('RESUBMISSION_REQUESTED', reasons)
    session.askedSlots = asked
    session.expiresAtMs = session.updatedAtMs + plan.sessionLifeMs
    current = attempt(current.number + 1, asked)
    for (const capture of session.captures) {
      if (asked.includes(capture.slot)) capture.supersededAtMs ??= session.updatedAtMs
    }
    if (random.next() < 0.21) return expire()
    if (!goTo(session.updatedAtMs + wait(random.next() < 0.6 ? 5 * minuteMs : 0.6 * dayMs)))
      return session
  }
}

/** @returns what was decided, or null where nobody has taken the case by now */
function review(
  plan: PastPlan,
  random: Random,
  session: PastSession,
  opened: PastCase,
  {
    id,
    wait,
    pace,
    mayAskAgain,
  }: {
    id: (atMs: number) => string
    wait: (meanMs: number) => number
    pace: number
    mayAskAgain: boolean
  },
): { decision: Omit<PastDecision, 'attemptId' | 'ruleId'> } | null {
  const note = (type: PastCaseEvent['type'], memberId: string | null, atMs: number) =>
    opened.events.push({ id: id(atMs), type, memberId, atMs })
  const reviewer = random.pick(plan.reviewers)
  let at = opened.openedAtMs + wait(12 * minuteMs)
  // told in a hurry, nobody waits for the morning
  if (pace === 1) at = nextStaffedMs(at)
  const seen = makePastReview(random, reviewer, {
    truth: session.person.truth,
    reasons: opened.reasonCodes,
    mayAskAgain,
  })
  const takesMs = Math.round(pace * seen.seconds * 1000)
  const first = random.next() < 0.02 ? random.pick(plan.reviewers) : null
  const staleMs = first ? Math.round(pace * 10 * minuteMs) : 0
  const resolvedAtMs = at + staleMs + takesMs
  const stopsMs = plan.toMs - plan.backlogMs
  const isLate = (ms: number) => ms > opened.dueAtMs && pace === 1
  if (!plan.settled && (resolvedAtMs > plan.toMs || resolvedAtMs > stopsMs)) {
    if (plan.toMs > opened.dueAtMs) escalate(Math.min(opened.dueAtMs, plan.toMs))
    return null
  }
  if (isLate(at)) escalate(opened.dueAtMs)
  if (first) {
    note('CLAIMED', first.memberId, at)
    note(random.next() < 0.5 ? 'RELEASED' : 'LEASE_EXPIRED', first.memberId, at + staleMs)
  }
  note('CLAIMED', reviewer.memberId, at + staleMs)
  note('RESOLVED', reviewer.memberId, resolvedAtMs)
  opened.status = 'RESOLVED'
  opened.assigneeId = reviewer.memberId
  opened.resolution = seen.resolution
  opened.resolvedAtMs = resolvedAtMs
  session.updatedAtMs = resolvedAtMs
  return {
    decision: {
      id: id(resolvedAtMs),
      outcome: seen.resolution,
      memberId: reviewer.memberId,
      reasonCodes: seen.reasonCodes,
      slots: seen.slots,
      trace: '[]',
      atMs: resolvedAtMs,
    },
  }

  function escalate(atMs: number): void {
    note('ESCALATED', null, atMs)
    opened.priority += 100
  }
}

/** A few asked to be forgotten. */
function redact(plan: PastPlan, random: Random, session: PastSession): PastSession {
  const atMs = session.updatedAtMs + random.int(20, 90) * dayMs
  if (random.next() > 0.006 || atMs > plan.toMs) return session
  session.redactedAtMs = atMs
  session.updatedAtMs = atMs
  session.status = 'REDACTED'
  session.eventSeq += 1
  return session
}

function replace(captures: readonly PastCapture[], next: PastCapture): void {
  if (!next.verdict.accepted) return
  for (const former of captures) {
    if (former.slot === next.slot && former.verdict.accepted)
      former.supersededAtMs ??= next.receivedAtMs
  }
}

/** Who is it? Mostly someone new; some come back after months. @returns the number of that applicant's first session */
function applicantOf(plan: PastPlan, index: number): number {
  const earlier = earlierOf(plan, index)
  return earlier !== null && earlierOf(plan, earlier) === null ? earlier : index
}

function earlierOf(plan: PastPlan, index: number): number | null {
  const random = createRandom(plan.seed * 31 + index * 2 + 1)
  return index > 20 && random.next() < 0.06 ? random.int(0, index - 1) : null
}

function applicantRow(plan: PastPlan, first: number): PastSession['applicant'] {
  const random = createRandom(plan.seed * 17 + first)
  const createdAtMs = beginOf(plan, first, 0)
  const number = String(10_000_000 + first * 7 + (plan.seed % 7)).padStart(8, '0')
  return {
    // counted apart from the session's own ids by the bit above their number
    id: createPastIds(random, first + 0x8000_0000)(createdAtMs),
    externalId: `user-${number}`,
    createdAtMs,
  }
}
