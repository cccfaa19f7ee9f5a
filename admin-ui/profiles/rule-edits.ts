import type { CheckKey } from '../../domain/check.ts'
import { facts } from '../../rules/facts.ts'
import type { CheckProfile, Effect, Rule } from '../../rules/profile-schema.ts'
import type { Words } from '../../rules/facts.ts'
import { effectOf } from './effect-fields.ts'

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

/** To another place in the order, counted from 0; beyond the ends it stays at the end. */
export function moveRule(profile: CheckProfile, from: number, to: number): CheckProfile {
  const moved = profile.rules[from]
  const place = Math.min(Math.max(to, 0), profile.rules.length - 1)
  if (!moved || place === from) return profile
  return { ...profile, rules: profile.rules.toSpliced(from, 1).toSpliced(place, 0, moved) }
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

/** Queues that the profile sends to, and those that every tenant has. */
export const queuesOf = ({ rules, otherwise }: CheckProfile): readonly string[] => {
  const named = [otherwise, ...rules.map(({ effect }) => effect)].flatMap((effect: Effect) =>
    'queue' in effect ? [effect.queue] : [],
  )
  return [...new Set(['standard', 'suspicion', ...named])].toSorted()
}

function freshId({ rules }: CheckProfile): string {
  const taken = new Set(rules.map(({ id }) => id))
  let number = rules.length + 1
  while (taken.has(`rule-${number}`)) number += 1
  return `rule-${number}`
}
