import { checkKeys, type CheckKey } from '../domain/check.ts'
import { canonicalJson } from './profile-hash.ts'
import type { CheckProfile, Effect, Rule, Scene } from './profile-schema.ts'
import { thresholdKeys, type Thresholds } from './thresholds.ts'

/** Places are counted from 1. */
export type ProfileChange =
  | { readonly kind: 'SCENE'; readonly before: Scene; readonly after: Scene }
  | { readonly kind: 'CHECK'; readonly check: CheckKey; readonly on: boolean }
  | {
      readonly kind: 'THRESHOLD'
      readonly threshold: keyof Thresholds
      readonly before: Thresholds[keyof Thresholds]
      readonly after: Thresholds[keyof Thresholds]
    }
  | { readonly kind: 'REMOVED'; readonly rule: Rule; readonly place: number }
  | { readonly kind: 'ADDED'; readonly rule: Rule; readonly place: number }
  | { readonly kind: 'ALTERED'; readonly before: Rule; readonly after: Rule }
  | {
      readonly kind: 'MOVED'
      readonly rule: Rule
      readonly before: number
      readonly after: number
    }
  | { readonly kind: 'OTHERWISE'; readonly before: Effect; readonly after: Effect }

/** What the second profile has otherwise than the first, from the scene to the rules. A rule is the same rule by its id. */
export function diffProfiles(before: CheckProfile, after: CheckProfile): readonly ProfileChange[] {
  return [
    ...(before.scene === after.scene
      ? []
      : [{ kind: 'SCENE' as const, before: before.scene, after: after.scene }]),
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
    ...ruleChanges(before.rules, after.rules),
    ...(isSame(before.otherwise, after.otherwise)
      ? []
      : [{ kind: 'OTHERWISE' as const, before: before.otherwise, after: after.otherwise }]),
  ]
}

export const isSameProfile = (a: CheckProfile, b: CheckProfile): boolean => isSame(a, b)

function ruleChanges(before: readonly Rule[], after: readonly Rule[]): readonly ProfileChange[] {
  const placeBefore = placesOf(before)
  const placeAfter = placesOf(after)
  const stay = longestRise(
    after.flatMap(({ id }) => {
      const place = placeBefore.get(id)
      return place === undefined ? [] : [place]
    }),
  )
  return [
    ...before
      .map((rule, index) => ({ kind: 'REMOVED' as const, rule, place: index + 1 }))
      .filter(({ rule }) => !placeAfter.has(rule.id)),
    ...after.flatMap((rule, index): readonly ProfileChange[] => {
      const old = placeBefore.get(rule.id)
      const oldRule = old === undefined ? undefined : before[old]
      if (old === undefined || !oldRule) return [{ kind: 'ADDED', rule, place: index + 1 }]
      return [
        ...(isSame(oldRule, rule)
          ? []
          : [{ kind: 'ALTERED' as const, before: oldRule, after: rule }]),
        ...(stay.has(old)
          ? []
          : [{ kind: 'MOVED' as const, rule, before: old + 1, after: index + 1 }]),
      ]
    }),
  ]
}

/** A draft may have an id twice; its first place counts. */
const placesOf = (rules: readonly Rule[]): ReadonlyMap<string, number> =>
  new Map(rules.map(({ id }, index) => [id, index] as const).toReversed())

/** The most of the places that stand in their order as they are: whatever else there is was moved. */
function longestRise(places: readonly number[]): ReadonlySet<number> {
  let best: readonly number[] = []
  const risesTo: (readonly number[])[] = []
  for (const place of places) {
    let longest: readonly number[] = []
    for (const rise of risesTo) {
      if (rise.length > longest.length && (rise.at(-1) ?? 0) < place) longest = rise
    }
    const rise = [...longest, place]
    risesTo.push(rise)
    if (rise.length > best.length) best = rise
  }
  return new Set(best)
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)
