import { checkKeys, type CheckKey } from '../../domain/check.ts'
import { canonicalProfile } from '../../rules/profile-hash.ts'
import type { CheckProfile, Rule } from '../../rules/profile-schema.ts'
import { thresholdTable, type Thresholds } from '../../rules/thresholds.ts'

export type ProfileChange =
  | { readonly kind: 'CHECK'; readonly check: CheckKey; readonly on: boolean }
  | {
      readonly kind: 'THRESHOLD'
      readonly threshold: keyof Thresholds
      readonly before: Thresholds[keyof Thresholds]
      readonly after: Thresholds[keyof Thresholds]
    }
  | { readonly kind: 'RULE'; readonly before: Rule | null; readonly after: Rule | null }
  | { readonly kind: 'ORDER' }
  | { readonly kind: 'OTHERWISE'; readonly before: CheckProfile; readonly after: CheckProfile }

/** What another version decides otherwise, from the checks to the rules. Rules are the same rule by their id. */
export function profileChanges(
  before: CheckProfile,
  after: CheckProfile,
): readonly ProfileChange[] {
  const ruleBefore = new Map(before.rules.map((rule) => [rule.id, rule]))
  const ruleAfter = new Map(after.rules.map((rule) => [rule.id, rule]))
  const kept = (rules: readonly Rule[]) =>
    rules.map(({ id }) => id).filter((id) => ruleBefore.has(id) && ruleAfter.has(id))
  return [
    ...checkKeys
      .filter((check) => before.checks[check].on !== after.checks[check].on)
      .map((check) => ({ kind: 'CHECK' as const, check, on: after.checks[check].on })),
    ...thresholdKeys
      .filter((key) => before.thresholds[key] !== after.thresholds[key])
      .map((threshold) => ({
        kind: 'THRESHOLD' as const,
        threshold,
        before: before.thresholds[threshold],
        after: after.thresholds[threshold],
      })),
    ...before.rules
      .filter(({ id }) => !ruleAfter.has(id))
      .map((rule) => ({ kind: 'RULE' as const, before: rule, after: null })),
    ...after.rules
      .filter((rule) => !isSame(ruleBefore.get(rule.id), rule))
      .map((rule) => ({
        kind: 'RULE' as const,
        before: ruleBefore.get(rule.id) ?? null,
        after: rule,
      })),
    ...(isSame(kept(before.rules), kept(after.rules)) ? [] : [{ kind: 'ORDER' as const }]),
    ...(isSame(before.otherwise, after.otherwise)
      ? []
      : [{ kind: 'OTHERWISE' as const, before, after }]),
  ]
}

export const isSameProfile = (a: CheckProfile, b: CheckProfile): boolean =>
  canonicalProfile(a) === canonicalProfile(b)

const isThreshold = (name: string): name is keyof Thresholds => Object.hasOwn(thresholdTable, name)
export const thresholdKeys: readonly (keyof Thresholds)[] =
  Object.keys(thresholdTable).filter(isThreshold)

/** Both come from the same schema, which puts their keys in one order. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
