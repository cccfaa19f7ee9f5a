import { checkKeys, type CheckKey, type CheckResult } from '../../domain/check.ts'
import { factsOf } from '../check-facts.ts'
import { comparisonsOf } from '../condition.ts'
import { testOf } from '../decide-many.ts'
import { normalForm } from '../normal-form.ts'
import type { CheckProfile, EffectKind, Rule } from '../profile-schema.ts'

/**
 * For each rule with a wished effect, checks without a change of which it can't hold: those of which alone a part speaks that
 * must hold and doesn't. What leaves all of them as they are need not be decided at all.
 */
export function waysTo(
  profile: CheckProfile,
  results: readonly CheckResult[],
  isWished: (kind: EffectKind) => boolean,
): readonly (readonly CheckKey[])[] {
  const facts = factsOf(profile, results)
  const ways = profile.rules
    // pictures that nothing can mend make a review of it
    .filter(
      ({ effect: { kind } }) => isWished(kind) || (kind === 'ASK_AGAIN' && isWished('REVIEW')),
    )
    .map((rule) => mustChange(rule))
  const { kind } = profile.otherwise
  return isWished(kind) || (kind === 'ASK_AGAIN' && isWished('REVIEW')) ? [...ways, []] : ways

  function mustChange({ when }: Rule): readonly CheckKey[] {
    const normal = normalForm(when)
    const parts = 'all' in normal ? normal.all : [normal]
    return parts
      .filter((part) => !testOf(part)(facts))
      .flatMap((part) => {
        const owners = new Set(comparisonsOf(part).map(({ fact }) => fact.split('.')[0]))
        const [only, ...more] = owners
        return more.length > 0 ? [] : checkKeys.filter((key) => key === only)
      })
  }
}
