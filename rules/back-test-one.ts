import type { CheckKey } from '../domain/check.ts'
import { fitTo, type PastFacts } from './back-test-facts.ts'
import { compileTells } from './back-test-told.ts'
import { evaluateProfile, type Evaluation } from './evaluate.ts'
import type { CheckProfile } from './profile-schema.ts'

export interface OneTrial extends Evaluation {
  /** False: the decision hangs on checks of which nothing is stored. */
  readonly told: boolean
  readonly untold: readonly CheckKey[]
}

/** What a profile would have decided of one attempt, and why, by the engine that decides live. */
export async function tryOne(profile: CheckProfile, past: PastFacts): Promise<OneTrial> {
  const fitted = fitTo(profile)(past)
  const evaluation = await evaluateProfile(profile, fitted.results)
  return {
    ...evaluation,
    told: compileTells(profile)(fitted, evaluation),
    untold: fitted.untold,
  }
}
