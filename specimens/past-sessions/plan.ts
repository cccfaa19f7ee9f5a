import type { DocumentType } from '../../domain/document-catalogue.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { createRhythm, type Rhythm } from './rhythm.ts'

/** A member who decided, and how: what charts and calibration should find again. */
export interface PastReviewer {
  readonly memberId: string
  /** Median seconds on a case. */
  readonly seconds: number
  /** Share of the cases that this person judges wrongly. */
  readonly errorRate: number
}

/** What is to be made up. The same plan gives the same past, whichever part of it is asked for first. */
export interface PastPlan {
  readonly seed: number
  readonly sessions: number
  readonly fromMs: number
  /** The present: nothing lies behind it. */
  readonly toMs: number
  /** Every story is over by the present: no open case or link, behind which a workflow would have to stand. */
  readonly settled: boolean
  /** Nobody took a case in these last ms, so that a queue stands; needs `settled: false`. */
  readonly backlogMs: number
  readonly profile: CheckProfile
  readonly profileVersionId: string
  readonly profileSha256: string
  readonly acceptedDocuments: readonly DocumentType[]
  readonly reviewers: readonly PastReviewer[]
  readonly sessionLifeMs: number
  readonly caseDueMs: number
  readonly maxResubmissions: number
}

const rhythms = new WeakMap<PastPlan, Rhythm>()

/** When the session of this number began: later numbers later. */
export function beginOf(plan: PastPlan, index: number, inside: number): number {
  const known = rhythms.get(plan)
  const rhythm = known ?? createRhythm(plan.fromMs, plan.toMs)
  if (!known) rhythms.set(plan, rhythm)
  return rhythm.momentOf((index + inside) / plan.sessions)
}
