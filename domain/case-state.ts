/** A case (審査案件) is the human work on one session. */
export const caseStatuses = ['OPEN', 'ASSIGNED', 'RESOLVED', 'WITHDRAWN'] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** Whose look comes next: anybody's, that of a second person who knows nothing of the first, or a supervisor's who sees both. */
export const caseStages = ['FIRST', 'SECOND', 'SUPERVISOR'] as const
export type CaseStage = (typeof caseStages)[number]

export type CaseEvent =
  | { readonly type: 'CLAIMED' }
  | { readonly type: 'RELEASED' }
  /** Given to a member by somebody who may. */
  | { readonly type: 'ASSIGNED' }
  /** Taken from its member by somebody who may. */
  | { readonly type: 'RETURNED' }
  | { readonly type: 'LEASE_EXPIRED' }
  /** What was found is laid aside until another person has looked. */
  | { readonly type: 'OPINION_GIVEN' }
  | { readonly type: 'HANDED_OVER' }
  | { readonly type: 'HANDED_BACK' }
  | { readonly type: 'RECALLED' }
  /** The partner's time ran out. */
  | { readonly type: 'PARTNER_OVERDUE' }
  | { readonly type: 'RESOLVED' }
  | { readonly type: 'WITHDRAWN' }

const table: Record<CaseStatus, Partial<Record<CaseEvent['type'], CaseStatus>>> = {
  OPEN: {
    CLAIMED: 'ASSIGNED',
    ASSIGNED: 'ASSIGNED',
    HANDED_OVER: 'OPEN',
    RECALLED: 'OPEN',
    PARTNER_OVERDUE: 'OPEN',
    WITHDRAWN: 'WITHDRAWN',
  },
  ASSIGNED: {
    CLAIMED: 'ASSIGNED',
    RELEASED: 'OPEN',
    ASSIGNED: 'ASSIGNED',
    RETURNED: 'OPEN',
    LEASE_EXPIRED: 'OPEN',
    OPINION_GIVEN: 'OPEN',
    HANDED_BACK: 'OPEN',
    RECALLED: 'OPEN',
    PARTNER_OVERDUE: 'OPEN',
    RESOLVED: 'RESOLVED',
    WITHDRAWN: 'WITHDRAWN',
  },
  RESOLVED: {},
  WITHDRAWN: {},
}

/** The next status of a case, or null where the event is not allowed. */
export const nextCaseStatus = (status: CaseStatus, event: CaseEvent): CaseStatus | null =>
  table[status][event.type] ?? null

/** What a reviewer can make of a case. */
export const resolutions = ['APPROVE', 'DECLINE', 'ASK_AGAIN'] as const
export type Resolution = (typeof resolutions)[number]
