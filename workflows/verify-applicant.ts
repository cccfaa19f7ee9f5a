import {
  allHandlersFinished,
  CancellationScope,
  condition,
  executeChild,
  isCancellation,
  patched,
  setHandler,
  startChild,
} from '@temporalio/workflow'
import type { Resolution } from '../domain/case-state.ts'
import type { DocumentType } from '../domain/document-catalogue.ts'
import type { MaskFinding } from '../domain/findings.ts'
import { documentSlots, maskableSlots, type MaskingOrigin } from '../domain/masking.ts'
import { framesBySlot, type Direction, type Slot } from '../domain/method.ts'
import {
  isFinal,
  transition,
  type Decider,
  type SessionEvent,
  type SessionStatus,
} from '../domain/session-state.ts'
import type { EffectAnswer, StoryPlan } from './activity-types.ts'
import { drawDirections } from './draw-directions.ts'
import { gatherFacts, type FactGatherer } from './gather-facts.ts'
import { maskPictures } from './mask-pictures.ts'
import * as messages from './messages.ts'
import { newWorkflowId } from './new-workflow-id.ts'
import { cases, visionWhileWaiting } from './proxies.ts'
import { refuse } from './refuse.ts'
import { reviewCase } from './review-case.ts'
import { showStatus } from './search-attributes.ts'
import { sendWebhooks } from './send-webhooks.ts'

interface Challenge {
  readonly id: string
  readonly directions: readonly Direction[]
  readonly expiresAtMs: number
}

/** Directions stay the same for a while, so that nobody asks until those come that a film was made for. */
interface Draw {
  readonly directions: readonly Direction[]
  readonly untilMs: number
}
/** Draws of one attempt; whoever needs more has tried for as many lives of a challenge. */
const mostDraws = 10

/**
 * The story of one application, from the capture link to the outcome. It holds ids, codes and numbers only; people and
 * browsers speak to it through the updates of messages.ts, each of which takes effect once.
 */
export async function verifyApplicant(
  input: messages.VerifyApplicantInput,
): Promise<SessionStatus> {
  const { tenantId, sessionId, queues } = input
  const session = { tenantId, sessionId }

  let plan: StoryPlan | null = null
  let status: SessionStatus = 'CREATED'
  let eventSeq = 0
  let attemptId = newWorkflowId()
  let attemptNumber = 1
  let askedSlots: readonly Slot[] = []
  let acceptedSlots: readonly Slot[] = []
  let consented = false
  let documentType: DocumentType | null = null
  let challenge: Challenge | null = null
  let draw: Draw | null = null
  let draws = 0
  let facts: FactGatherer | null = null
  let inReview: readonly Slot[] = []
  let submitted = false
  let cancelAsked = false
  let recording = false
  let isMasking = false
  const endMasking = () => {
    isMasking = false
  }
  let deadlineMs = Infinity

  setHandler(messages.sessionOpened, async () => {
    await condition(() => plan !== null)
    return { status }
  })

  setHandler(
    messages.consentGiven,
    async ({ consentVersion }) => {
      consented = true
      await cases.saveConsent({ ...session, consentVersion })
      if (status === 'CREATED') await record({ type: 'CAPTURE_STARTED' }, 'APPLICANT')
      return { status }
    },
    { validator: (_consent: { readonly consentVersion: string }) => mustBeOpen() },
  )

  setHandler(
    messages.documentChosen,
    async ({ documentType: chosen }) => {
      if (documentType !== chosen) {
        documentType = chosen
        forgetFacts()
        await cases.saveDocumentType({ ...session, documentType: chosen })
      }
      return { status }
    },
    {
      validator: ({ documentType: chosen }) => {
        mustCapture()
        if (!plan?.acceptedDocuments.includes(chosen)) {
          refuse('DOCUMENT_NOT_ACCEPTED', 'choose one of the accepted documents')
        }
      },
    },
  )

  setHandler(
    messages.challengeAskedWith,
    async (asked: messages.ChallengeMessage | undefined) => {
      await resumeCapturing()
      const issuedAtMs = Date.now()
      const expiresAtMs = issuedAtMs + (plan?.challengeLifeMs ?? 0)
      const id = newWorkflowId()
      // the workflow's own chance can be reckoned from the ids that it gives out
      const chance = [...(asked?.chance ?? [])]
      const drawn = drawDirections(plan?.livenessTurns ?? 2, () => chance.shift() ?? Math.random())
      if (!draw || draw.untilMs <= issuedAtMs) {
        draw = { directions: drawn, untilMs: expiresAtMs }
        draws += 1
      }
      const fresh: Challenge = { id, directions: draw.directions, expiresAtMs }
      challenge = fresh
      await cases.saveChallenge({
        ...session,
        attemptId,
        challengeId: fresh.id,
        directions: fresh.directions,
        issuedAtMs,
        expiresAtMs: fresh.expiresAtMs,
      })
      return { challengeId: fresh.id, directions: fresh.directions, expiresAtMs: fresh.expiresAtMs }
    },
    {
      validator: (_asked: messages.ChallengeMessage) => {
        mustAskFor('LIVENESS')
        if (draws >= mostDraws && (!draw || draw.untilMs <= Date.now()))
          refuse('RATE_LIMITED', 'too many tries; the company can open another session')
      },
    },
  )

  setHandler(
    messages.captureReceived,
    async (capture: messages.CaptureMessage) => {
      // directions are good for one film, whatever becomes of it; said before anything is waited for, since another
      // message may come meanwhile
      if (capture.slot === 'LIVENESS') challenge = null
      inReview = [...inReview, capture.slot]
      try {
        await resumeCapturing()
        const answer = await visionWhileWaiting(queues).reviewCapture({
          ...session,
          ...capture,
          attemptId,
          captureId: newWorkflowId(),
          documentType: documentType ?? refuse('SESSION_STATE', 'choose a document first'),
        })
        if (answer.accepted) {
          acceptedSlots = [...new Set([...acceptedSlots, capture.slot])]
          factsOfAttempt().pictureAccepted(capture.slot, acceptedSlots)
        }
        return answer
      } finally {
        inReview = inReview.filter((slot) => slot !== capture.slot)
      }
    },
    {
      validator: (capture: messages.CaptureMessage) => {
        mustAskFor(capture.slot)
        if (inReview.includes(capture.slot))
          refuse('SESSION_STATE', 'the last picture is still being looked at')
        const { min, max } = framesBySlot[capture.slot]
        const bytes = capture.frames.reduce((sum, frame) => sum + frame.bytes, 0)
        if (capture.frames.length < min || capture.frames.length > max || bytes !== capture.size) {
          refuse(
            'INPUT_INVALID',
            `frames: expected ${min} to ${max} whose lengths add up to the upload's size`,
          )
        }
        if (capture.slot === 'LIVENESS') {
          if (!challenge || challenge.id !== capture.challengeId) {
            refuse('CHALLENGE_INVALID', 'ask for directions first, and film once')
          }
          if (Date.now() > challenge.expiresAtMs)
            refuse('CHALLENGE_EXPIRED', 'the directions are too old; ask for new ones')
        }
      },
    },
  )

  setHandler(
    messages.submitted,
    async () => {
      submitted = true
      await record({ type: 'SUBMITTED' }, 'APPLICANT')
      return { status }
    },
    {
      validator: () => {
        mustCapture()
        if (status !== 'CAPTURING' || submitted) refuse('SESSION_STATE', 'already submitted')
        if (inReview.length > 0) refuse('SESSION_STATE', 'a picture is still being looked at')
        const missing = askedSlots.filter((slot) => !acceptedSlots.includes(slot))
        if (missing.length > 0) refuse('SLOTS_MISSING', `still to capture: ${missing.join(', ')}`)
      },
    },
  )

  const story = new CancellationScope()
  setHandler(
    messages.picturesSentForMasking,
    async ({ slots, inboxId }) => {
      isMasking = true
      try {
        const { taskId, done } = await story.run(() => sendForMasking('REVIEWER', slots, inboxId))
        // the case is not decided before; who decides it is refused meanwhile
        done.then(endMasking, endMasking)
        return { taskId }
      } catch (error) {
        isMasking = false
        throw error
      }
    },
    {
      validator: ({ slots }) => {
        if (status !== 'IN_REVIEW') refuse('CASE_STATE', 'the case is not open')
        if (isMasking) refuse('CASE_STATE', 'a picture already waits for masking')
        const known = maskableSlots.filter((slot) => plan?.slots.includes(slot))
        if (slots.length === 0 || !slots.every((slot: Slot) => known.some((each) => each === slot)))
          refuse('INPUT_INVALID', 'slots: expected pictures that can be masked')
      },
    },
  )
  setHandler(
    messages.cancelled,
    async () => {
      cancelAsked = true
      story.cancel()
      forgetFacts()
      await condition(() => isFinal(status))
      return { status }
    },
    {
      validator: () => {
        if (isFinal(status)) refuse('SESSION_STATE', 'the session is over')
      },
    },
  )

  const opened = await cases.openSession({
    ...session,
    inboxId: input.inboxId,
    method: input.method,
    attemptId,
  })
  askedSlots = opened.slots
  deadlineMs = Date.now() + opened.lifeMs
  plan = opened

  try {
    await story.run(async () => {
      while (!isFinal(status)) {
        await captureUntilSubmitted(opened)
        if (isFinal(status)) return
        await decide(opened)
      }
    })
  } catch (error) {
    if (!isCancellation(error)) throw error
  }
  if (!isFinal(status)) {
    await CancellationScope.nonCancellable(() => record({ type: 'CANCELLED' }, 'SYSTEM'))
  }
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished))
  return status

  /** Waits for the applicant, reminds them once, and ends the session when its time is over. */
  async function captureUntilSubmitted({ reminderBeforeMs }: StoryPlan): Promise<void> {
    const reminderMs = deadlineMs - Date.now() - reminderBeforeMs
    if (attemptNumber === 1 && reminderBeforeMs > 0 && reminderMs > 0) {
      if (!(await condition(() => submitted, reminderMs))) await cases.noteReminder(session)
    }
    if (
      await condition(
        () => submitted && status === 'PROCESSING',
        Math.max(1, deadlineMs - Date.now()),
      )
    )
      return
    // a picture or a submission under way when the time ends still counts
    await condition(() => inReview.length === 0)
    if (submitted) await condition(() => status === 'PROCESSING')
    else {
      forgetFacts()
      await record({ type: 'EXPIRED' }, 'SYSTEM')
    }
  }

  function factsOfAttempt(): FactGatherer {
    facts ??= gatherFacts(
      { ...session, attemptId },
      documentType ?? refuse('SESSION_STATE', 'no document was chosen'),
      plan?.slots ?? [],
      queues,
    )
    return facts
  }

  function forgetFacts(): void {
    facts?.cancel()
    facts = null
  }

  /** Facts first, then the pinned profile; a person where the profile wants one. */
  async function decide(settings: StoryPlan): Promise<void> {
    const attempt = { ...session, attemptId }
    const { readDocument, ...found } = await factsOfAttempt().all()
    await cases.runChecks({
      ...attempt,
      readingDone: readDocument !== null,
      face: found.compareFaces,
      liveness: found.judgeLiveness,
      thickness: found.judgeThickness,
      authenticity: found.judgeAuthenticity,
      masks: found.maskCaptures,
    })
    const effect = await afterMasking(await cases.evaluateProfile(attempt), found.maskCaptures)
    if (effect.kind === 'REVIEW' || (effect.kind === 'ASK_AGAIN' && !hasTriesLeft())) {
      await record({ type: 'REVIEW_OPENED', reasonCodes: effect.reasonCodes }, 'SYSTEM', {
        ...effect,
        kind: 'REVIEW',
      })
      await review(settings, effect)
      return
    }
    await record(outcomeEvent('SYSTEM', effect.kind, effect), 'SYSTEM', effect)
    await afterOutcome(effect.kind, effect.slots)
  }

  /**
   * Where people are going to look at pictures that the machine could not surely mask, or a rule wants it, an operator masks
   * them first; then the profile is asked again, since its facts are others.
   */
  async function afterMasking(
    effect: EffectAnswer,
    masks: readonly MaskFinding[] | null,
  ): Promise<EffectAnswer> {
    const doubtful = doubtfulSlots(masks, opened.slots)
    const byRule = effect.holdForMasking === true
    const isSeen = effect.kind === 'REVIEW' || (effect.kind === 'ASK_AGAIN' && !hasTriesLeft())
    if (!byRule && (!isSeen || doubtful.length === 0)) return effect
    if (!patched('mask-by-hand')) return effect
    const all = documentSlots.filter((slot) => opened.slots.includes(slot))
    await (
      await sendForMasking(byRule ? 'RULE' : 'UNCERTAIN', byRule ? all : doubtful, null)
    ).done
    return cases.evaluateProfile({ ...session, attemptId })
  }

  /** Opens the operator's task and its workflow; `done` is awaited by who can't go on without it. */
  async function sendForMasking(
    origin: MaskingOrigin,
    slots: readonly Slot[],
    inboxId: string | null,
  ): Promise<{ readonly taskId: string; readonly done: Promise<void> }> {
    const taskId = newWorkflowId()
    await cases.openMasking({
      ...session,
      attemptId,
      taskId,
      origin,
      slots,
      inboxId,
      dueMs: opened.caseDueMs,
    })
    const child = await startChild(maskPictures, {
      workflowId: messages.maskPicturesId(tenantId, taskId),
      taskQueue: queues.cases,
      args: [{ ...session, attemptId, taskId, leaseMs: opened.caseLeaseMs, queues }],
    })
    return { taskId, done: child.result() }
  }

  function hasTriesLeft(): boolean {
    return attemptNumber <= opened.maxResubmissions
  }

  async function review(settings: StoryPlan, effect: EffectAnswer): Promise<void> {
    const caseId = newWorkflowId()
    const resolved = await executeChild(reviewCase, {
      workflowId: messages.reviewCaseId(tenantId, caseId),
      taskQueue: queues.cases,
      args: [
        {
          ...session,
          attemptId,
          caseId,
          queue: effect.queue,
          priority: Math.max(effect.priority ?? 0, attemptNumber > 1 ? 10 : 0),
          outsource: effect.outsource ?? false,
          secondPerson: effect.secondPerson ?? false,
          reasonCodes: effect.reasonCodes,
          leaseMs: settings.caseLeaseMs,
          dueMs: settings.caseDueMs,
          sessionEventSeq: eventSeq + 1,
          webhooks: {
            queues,
            webhookFirstRetryMs: settings.webhookFirstRetryMs,
            webhookMaxAgeMs: settings.webhookMaxAgeMs,
          },
        },
      ],
    })
    await follow(outcomeEvent('REVIEWER', resolved.resolution, resolved))
    await afterOutcome(resolved.resolution, resolved.slots)
  }

  /** Where pictures are asked for again, the next attempt begins. */
  async function afterOutcome(kind: Resolution, slots: readonly Slot[]): Promise<void> {
    if (kind !== 'ASK_AGAIN') return
    askedSlots = slots
    acceptedSlots = acceptedSlots.filter((slot) => !slots.includes(slot))
    submitted = false
    challenge = null
    draw = null
    draws = 0
    forgetFacts()
    attemptId = newWorkflowId()
    attemptNumber += 1
    deadlineMs = Date.now() + opened.lifeMs
    await cases.startAttempt({
      ...session,
      attemptId,
      number: attemptNumber,
      slots,
      expiresAtMs: deadlineMs,
    })
  }

  /**
   * Changes the status in the story and in the database, then tells the company. Once begun it comes to its end, though the
   * session be cancelled meanwhile: a write that is given up may have been made.
   */
  async function record(
    event: SessionEvent,
    by: 'SYSTEM' | 'APPLICANT',
    effect: EffectAnswer | null = null,
  ): Promise<void> {
    // one change at a time; the loop looks again, since several may have waited
    while (recording) await condition(() => !recording)
    if (event.type === 'CAPTURE_STARTED' && status === 'CAPTURING') return
    const next = transition(status, event)
    if (!next.allowed) refuse('SESSION_STATE', `${event.type} is not allowed now`)
    recording = true
    const seq = eventSeq + 1
    eventSeq = seq
    await CancellationScope.nonCancellable(async () => {
      if (effect) {
        await cases.recordDecision({
          ...session,
          seq,
          event,
          decision: {
            decisionId: newWorkflowId(),
            attemptId,
            outcome: effect.kind,
            ruleId: effect.ruleId,
            trace: effect.trace,
            slots: effect.slots,
          },
        })
      } else {
        await cases.recordEvent({ ...session, seq, event, by })
      }
      status = next.status
      recording = false
      showStatus(status)
      await tellCompany(event, seq)
    })
  }

  /** Goes on from a reviewer's outcome: the case's workflow wrote decision and status in one transaction. */
  async function follow(event: SessionEvent): Promise<void> {
    const next = transition(status, event)
    if (!next.allowed) refuse('SESSION_STATE', `${event.type} is not allowed now`)
    eventSeq += 1
    status = next.status
    showStatus(status)
    const seq = eventSeq
    // stories that were resolved before this was told go on without
    if (patched('tell-reviewed-outcome'))
      await CancellationScope.nonCancellable(() => tellCompany(event, seq))
  }

  async function tellCompany(event: SessionEvent, seq: number): Promise<void> {
    if (plan) await sendWebhooks({ ...session, seq, event: event.type }, plan, queues)
  }

  async function resumeCapturing(): Promise<void> {
    if (status === 'RESUBMISSION_REQUESTED') await record({ type: 'CAPTURE_STARTED' }, 'APPLICANT')
  }

  function mustBeOpen(): void {
    if (!plan) refuse('SESSION_STATE', 'the session is still being opened')
    if (status === 'EXPIRED' || Date.now() > deadlineMs)
      refuse('SESSION_EXPIRED', 'the link has expired')
    if (
      !['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED'].includes(status) ||
      submitted ||
      cancelAsked
    ) {
      refuse('SESSION_STATE', 'the session takes no more pictures now')
    }
  }

  function mustCapture(): void {
    mustBeOpen()
    if (!consented) refuse('CONSENT_MISSING', 'consent comes first')
  }

  function mustAskFor(slot: Slot): void {
    mustCapture()
    if (!documentType) refuse('SESSION_STATE', 'choose a document first')
    if (!askedSlots.includes(slot)) refuse('SLOT_NOT_ASKED', 'this picture is not asked for')
  }
}

/** Pictures of the document of which the machine does not know for sure that nothing is left to be hidden. */
const doubtfulSlots = (
  masks: readonly MaskFinding[] | null,
  planned: readonly Slot[],
): readonly Slot[] =>
  documentSlots.filter(
    (slot) =>
      planned.includes(slot) &&
      (masks === null || masks.some((found) => found.slot === slot && !found.confident)),
  )

function outcomeEvent(
  by: Decider,
  kind: Resolution,
  { reasonCodes, slots }: Pick<EffectAnswer, 'reasonCodes' | 'slots'>,
): SessionEvent {
  if (kind === 'APPROVE') return { type: 'APPROVED', by }
  if (kind === 'DECLINE') return { type: 'DECLINED', by, reasonCodes }
  return { type: 'RESUBMISSION_REQUESTED', by, reasonCodes, slots }
}
