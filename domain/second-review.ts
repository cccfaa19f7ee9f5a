import type { CaseStage, Resolution } from './case-state.ts'

/** Which outcomes of one case need a second person. */
export const secondReviews = ['NEVER', 'ON_DECLINE', 'ALWAYS'] as const
export type SecondReview = (typeof secondReviews)[number]

/** When a company wants four eyes (二者審査). Each line adds cases; a rule can ask for it besides. */
export interface SecondReviewPolicy {
  readonly always: boolean
  /** A person is turned away by two people, never by one. */
  readonly onDecline: boolean
  /** Cases with at least so many open checks; null: whatever their number. */
  readonly fromOpenChecks: number | null
  /** Share of the others that are looked at twice, 0…100. */
  readonly samplePercent: number
  /** Of the cases that somebody takes, the share in whose stead they get a known one, 0…10. */
  readonly knownPercent: number
}

/** What the policy makes of one case, before the sample is drawn. */
export function secondReviewOf(policy: SecondReviewPolicy, openChecks: number): SecondReview {
  const risky = policy.fromOpenChecks !== null && openChecks >= policy.fromOpenChecks
  if (policy.always || risky) return 'ALWAYS'
  return policy.onDecline ? 'ON_DECLINE' : 'NEVER'
}

export interface Opinion {
  readonly resolution: Resolution
  readonly slots: readonly string[]
}

/** Asking again turns nobody away and lets nobody in, so one person may. */
export const needsSecondPerson = (review: SecondReview, { resolution }: Opinion): boolean =>
  resolution !== 'ASK_AGAIN' &&
  (review === 'ALWAYS' || (review === 'ON_DECLINE' && resolution === 'DECLINE'))

/** The same outcome; reasons may differ, what the applicant has to do may not. */
export const agree = (one: Opinion, other: Opinion): boolean =>
  one.resolution === other.resolution &&
  one.slots.toSorted().join() === other.slots.toSorted().join()

/** Where a case goes after an opinion; null: it is decided. */
export function stageAfter(
  stage: CaseStage,
  given: Opinion,
  first: Opinion | null,
  review: SecondReview,
): CaseStage | null {
  if (stage === 'FIRST') return needsSecondPerson(review, given) ? 'SECOND' : null
  if (stage === 'SECOND') return first && agree(first, given) ? null : 'SUPERVISOR'
  return null
}
