import { z } from 'zod'
import { checkKeys, type CheckKey, type CheckResult } from '../domain/check.ts'
import type { DocumentType } from '../domain/document-catalogue.ts'
import { judgeAgain } from './back-test-judge-again.ts'
import { skipped } from './checks/check-result.ts'
import { effectKinds, type CheckProfile, type EffectKind } from './profile-schema.ts'
import { thresholdsSchema, thresholdTable } from './thresholds.ts'

/** What is stored of one attempt, and under which version its checks ran. */
export interface PastFacts {
  readonly results: readonly CheckResult[]
  /** The document that the applicant chose; null: none. */
  readonly documentType: DocumentType | null
  readonly then: PastProfile
}

/** Of the version that an attempt was checked by, what a later one has to know. */
export interface PastProfile {
  readonly checksOn: ReadonlySet<string>
  readonly thresholds: Readonly<Record<string, unknown>>
  readonly effectsByRule: ReadonlyMap<string, EffectKind>
}

/** @param text a stored definition, of whatever age @throws ZodError when it is none */
export function readPastProfile(text: string): PastProfile {
  const { checks, thresholds, rules } = pastSchema.parse(JSON.parse(text))
  const on = Object.entries(checks).filter(([, check]) => check.on)
  return {
    checksOn: new Set(on.map(([key]) => key)),
    thresholds,
    effectsByRule: new Map(rules.map(({ id, effect }) => [id, effect.kind])),
  }
}

const pastSchema = z.object({
  checks: z.record(z.string(), z.object({ on: z.boolean() })),
  thresholds: z.record(z.string(), z.unknown()),
  rules: z.array(z.object({ id: z.string(), effect: z.object({ kind: z.enum(effectKinds) }) })),
})

export interface FittedFacts {
  readonly results: readonly CheckResult[]
  /** Checks that are on now and of which nothing, or too little, is stored; they have no result. */
  readonly untold: readonly CheckKey[]
}

/** Stored results as the checks would have given them under another profile. */
export type Fit = (past: PastFacts) => FittedFacts

export function fitTo(profile: CheckProfile): Fit {
  const movedByProfile = new WeakMap<PastProfile, ReadonlySet<CheckKey>>()
  return ({ results, documentType, then }) => {
    let moved = movedByProfile.get(then)
    if (!moved) movedByProfile.set(then, (moved = checksMoved(profile, then)))
    const fitted: CheckResult[] = []
    const untold: CheckKey[] = []
    for (const key of checkKeys) {
      const result = results.find((each) => each.key === key)
      if (!profile.checks[key].on) {
        fitted.push(skipped(key))
      } else if (!result || (result.outcome === 'SKIPPED' && !then.checksOn.has(key))) {
        untold.push(key)
      } else {
        const again = moved.has(key) ? judgeAgain(result, profile.thresholds, documentType) : result
        if (again) fitted.push(again)
        else untold.push(key)
      }
    }
    return { results: fitted, untold }
  }
}

/** A threshold that a version does not have yet judged as its default does today. */
const defaults: Readonly<Record<string, unknown>> = thresholdsSchema.parse({})

/** Checks that have other thresholds now. */
function checksMoved(profile: CheckProfile, then: PastProfile): ReadonlySet<CheckKey> {
  const now: Readonly<Record<string, unknown>> = profile.thresholds
  const moved = Object.entries(thresholdTable).filter(
    ([name]) => (then.thresholds[name] ?? defaults[name] ?? null) !== now[name],
  )
  return new Set(moved.map(([, { check }]) => check))
}
