import type { Slot } from '../../domain/method.ts'
import type { SessionStatus } from '../../domain/session-state.ts'
import { targetOf, type FlowEvent, type FlowState } from './flow-table.ts'

/** What of the session decides the screen. */
export interface SessionView {
  readonly status: SessionStatus
  readonly consentGiven: boolean
  readonly documentType: string | null
  readonly slots: readonly {
    readonly slot: Slot
    readonly asked: boolean
    readonly accepted: boolean
  }[]
}

/** The screen after an event; the same one where the event means nothing there. */
export function nextScreen(
  state: FlowState,
  event: FlowEvent,
  session: SessionView | null,
): FlowState {
  const target = targetOf(state, event)
  if (target === null) return state
  if (target !== 'SERVER') return target
  if (session === null) return 'LINK_INVALID'
  const settled = settledScreen[session.status]
  if (settled !== null) return settled
  if (event === 'OPENED') return opening(session)
  // Another device went on: this page follows only from screens where nothing is under way here.
  if (event === 'CHANGED') return changedScreen(state, session)
  const asked = askedScreen(session)
  const prelude = preludes[asked]
  return prelude === undefined || event === 'READY' || prelude.of.some((screen) => screen === state)
    ? asked
    : prelude.screen
}

/** Slots that are still to be captured, in the order of asking. */
export const slotsLeft = (session: SessionView): readonly Slot[] =>
  session.slots.filter(({ asked, accepted }) => asked && !accepted).map(({ slot }) => slot)

const settledScreen: Record<SessionStatus, FlowState | null> = {
  CREATED: null,
  CAPTURING: null,
  RESUBMISSION_REQUESTED: null,
  PROCESSING: 'PROGRESS',
  IN_REVIEW: 'IN_REVIEW',
  APPROVED: 'APPROVED',
  DECLINED: 'DECLINED',
  EXPIRED: 'LINK_EXPIRED',
  CANCELLED: 'CANCELLED',
  REDACTED: 'CANCELLED',
}

const opening = ({ status }: SessionView): FlowState =>
  status === 'RESUBMISSION_REQUESTED' ? 'RETAKE' : 'WELCOME'

function changedScreen(state: FlowState, session: SessionView): FlowState {
  if (session.status === 'RESUBMISSION_REQUESTED')
    return state === 'PROGRESS' || state === 'IN_REVIEW' || state === 'HANDOFF' ? 'RETAKE' : state
  return state === 'PROGRESS' || state === 'IN_REVIEW' ? askedScreen(session) : state
}

function askedScreen(session: SessionView): FlowState {
  if (!session.consentGiven) return 'CONSENT'
  if (session.documentType === null) return 'DOCUMENT'
  return slotsLeft(session)[0] ?? 'SUBMIT'
}

const documents = ['FRONT', 'BACK', 'THICKNESS'] as const
const faces = ['FACE', 'LIVENESS'] as const
interface Prelude {
  readonly screen: FlowState
  readonly of: readonly FlowState[]
}
/** Shown before the first camera of a kind, not between two of the same kind. */
const preludes: Partial<Record<FlowState, Prelude>> = {
  FRONT: { screen: 'PREPARE', of: documents },
  BACK: { screen: 'PREPARE', of: documents },
  THICKNESS: { screen: 'PREPARE', of: documents },
  FACE: { screen: 'FACE_INTRO', of: faces },
  LIVENESS: { screen: 'FACE_INTRO', of: faces },
}
