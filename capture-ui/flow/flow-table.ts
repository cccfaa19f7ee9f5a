/** The applicant's way, one row a screen: which event leads where. `SERVER`: the session's own state decides. */
export type FlowState = keyof typeof flowTable
export type FlowEvent =
  | 'OPENED'
  | 'NOT_FOUND'
  | 'OVER'
  | 'BEGUN'
  | 'TO_PHONE'
  | 'STAYED'
  | 'AGREED'
  | 'REFUSED'
  | 'RECONSIDERED'
  | 'CHOSEN'
  | 'READY'
  | 'ACCEPTED'
  | 'SUBMITTED'
  | 'CHANGED'
  | 'LOST'

/** Screens that a transition may name. */
type Target = FlowState | 'SERVER'

export const flowTable = {
  OPENING: { OPENED: 'SERVER', NOT_FOUND: 'LINK_INVALID', OVER: 'LINK_EXPIRED' },
  WELCOME: { BEGUN: 'SERVER', TO_PHONE: 'HANDOFF', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  HANDOFF: { STAYED: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  CONSENT: {
    AGREED: 'SERVER',
    REFUSED: 'CONSENT_REFUSED',
    CHANGED: 'SERVER',
    LOST: 'LINK_INVALID',
  },
  CONSENT_REFUSED: { RECONSIDERED: 'CONSENT', CHANGED: 'SERVER' },
  DOCUMENT: { CHOSEN: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  PREPARE: { READY: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  FRONT: { ACCEPTED: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  BACK: { ACCEPTED: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  THICKNESS: { ACCEPTED: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  FACE_INTRO: { READY: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  FACE: { ACCEPTED: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  LIVENESS: { ACCEPTED: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  SUBMIT: { SUBMITTED: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  PROGRESS: { CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  RETAKE: { BEGUN: 'SERVER', CHANGED: 'SERVER', LOST: 'LINK_INVALID' },
  IN_REVIEW: { CHANGED: 'SERVER' },
  APPROVED: {},
  DECLINED: {},
  LINK_EXPIRED: {},
  LINK_INVALID: {},
  CANCELLED: {},
} as const satisfies Record<string, Partial<Record<FlowEvent, string>>>

/** Where an event leads; null where the screen does not listen to it. */
export function targetOf(state: FlowState, event: FlowEvent): Target | null {
  const row: Partial<Record<FlowEvent, Target>> = flowTable[state]
  return row[event] ?? null
}
