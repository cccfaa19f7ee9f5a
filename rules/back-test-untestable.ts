import type { BackTestTally } from './back-test-tally.ts'
import { comparisonsOf, type Comparison } from './condition.ts'
import { factsById } from './facts.ts'
import { normalForm, type NormalCondition } from './normal-form.ts'
import { satisfies } from './operators.ts'
import type { CheckProfile } from './profile-schema.ts'

export interface UntestableRule {
  readonly rule: string
  /** Facts that it asks for and that nothing stored has. */
  readonly facts: readonly string[]
  /** Without them it can never hold; else only a part of it was tried. */
  readonly wholly: boolean
}

/** Rules that what is stored can't try any more: their checks were off, or did not exist. */
export function untestableRules(
  profile: CheckProfile,
  { facts }: Pick<BackTestTally, 'facts'>,
): readonly UntestableRule[] {
  const isSeen = ({ fact, operator, value }: Comparison): boolean =>
    factsById.get(fact)?.owner === 'ALL' ||
    (facts[fact] ?? 0) > 0 ||
    // that a check was skipped is stored too
    (fact.endsWith('.outcome') && satisfies('SKIPPED', operator, value))
  const canHold = (condition: NormalCondition): boolean => {
    if ('all' in condition) return condition.all.every(canHold)
    if ('any' in condition) return condition.any.some(canHold)
    return isSeen(condition)
  }
  return profile.rules.flatMap(({ id, when }) => {
    const normal = normalForm(when)
    const unseen = comparisonsOf(normal).filter((comparison) => !isSeen(comparison))
    if (unseen.length === 0) return []
    return [
      {
        rule: id,
        facts: [...new Set(unseen.map(({ fact }) => fact))],
        wholly: !canHold(normal),
      },
    ]
  })
}
