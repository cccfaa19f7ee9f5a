import type { CheckKey } from '../../domain/check.ts'
import { facts } from '../../rules/facts.ts'
import type { CheckProfile, Effect, EffectKind, Rule } from '../../rules/profile-schema.ts'
import type { Words } from '../../rules/facts.ts'

export const setCheck = (profile: CheckProfile, key: CheckKey, on: boolean): CheckProfile => ({
  ...profile,
  checks: { ...profile.checks, [key]: { on } },
})

export const setThresholds = (
  profile: CheckProfile,
  changes: Partial<CheckProfile['thresholds']>,
): CheckProfile => ({ ...profile, thresholds: { ...profile.thresholds, ...changes } })

export const setRule = (profile: CheckProfile, index: number, rule: Rule): CheckProfile => ({
  ...profile,
  rules: profile.rules.with(index, rule),
})

/** One place up or down; at the end of the list nothing changes. */
export function moveRule(profile: CheckProfile, index: number, by: -1 | 1): CheckProfile {
  const moved = profile.rules[index]
  const other = profile.rules[index + by]
  if (!moved || !other) return profile
  return { ...profile, rules: profile.rules.with(index, other).with(index + by, moved) }
}

export const removeRule = (profile: CheckProfile, index: number): CheckProfile => ({
  ...profile,
  rules: profile.rules.toSpliced(index, 1),
})

/** A copy right behind its model, under an id of its own. */
export function duplicateRule(profile: CheckProfile, index: number): CheckProfile {
  const model = profile.rules[index]
  if (!model) return profile
  const copy = { ...model, id: freshId(profile) }
  return { ...profile, rules: profile.rules.toSpliced(index + 1, 0, copy) }
}

/** First in the list, where it is seen and where it counts; it sends to review until an author says otherwise. */
export const addRule = (profile: CheckProfile, name: Words): CheckProfile => ({
  ...profile,
  rules: [
    {
      id: freshId(profile),
      name,
      when: { all: [{ fact: firstFact(profile), operator: 'EQUAL', value: 'FAIL' }] },
      effect: effectOf('REVIEW'),
    },
    ...profile.rules,
  ],
})

/** The outcome of the first check that is on. */
export const firstFact = (profile: CheckProfile): string =>
  facts.find(
    ({ id, owner }) => owner !== 'ALL' && profile.checks[owner].on && id.endsWith('.outcome'),
  )?.id ?? 'DOC_TYPE.outcome'

/** An effect of a kind, with what it can keep of the one before. */
export function effectOf(kind: EffectKind, before?: Effect): Effect {
  const reasonCodes = before && 'reasonCodes' in before ? before.reasonCodes : []
  switch (kind) {
    case 'APPROVE':
    case 'HOLD_FOR_MASKING':
      return { kind }
    case 'DECLINE':
      return { kind, reasonCodes }
    case 'REVIEW':
      return {
        kind,
        reasonCodes,
        queue: 'standard',
        priority: 0,
        outsource: false,
        secondPerson: false,
      }
    case 'ASK_AGAIN':
      return { kind, reasonCodes, slots: [] }
  }
}

function freshId({ rules }: CheckProfile): string {
  const taken = new Set(rules.map(({ id }) => id))
  let number = rules.length + 1
  while (taken.has(`rule-${number}`)) number += 1
  return `rule-${number}`
}
