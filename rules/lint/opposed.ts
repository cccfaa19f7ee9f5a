import type { EffectKind } from '../profile-schema.ts'
import { finding, type LintFinding } from './finding.ts'
import type { Reach } from './reach.ts'
import { sameFacts } from './same-facts.ts'
import type { Study, StudiedRule } from './study.ts'

/**
 * Rules on the same facts of which one approves what another declines: which of them decides hangs on their order alone. Told
 * of the later one, with the first that it meets. A rule that never decides is told elsewhere.
 */
export function opposedRules(study: Study, reach: readonly Reach[]): readonly LintFinding[] {
  const dead = new Set(reach.filter(({ decides }) => decides === 'NEVER').map(({ rule }) => rule))
  return sameFacts(study.rules).flatMap((group) =>
    group.flatMap((later, place) => {
      if (dead.has(later)) return []
      for (const earlier of group.slice(0, place)) {
        const against = opposites[earlier.rule.effect.kind] === later.rule.effect.kind
        const proof = against && !dead.has(earlier) ? overlap(study, earlier, later) : null
        if (proof) return [finding('OPPOSED', { rule: later.rule.id, proof })]
      }
      return []
    }),
  )
}

const opposites: Partial<Record<EffectKind, EffectKind>> = {
  APPROVE: 'DECLINE',
  DECLINE: 'APPROVE',
}

function overlap(study: Study, earlier: StudiedRule, later: StudiedRule) {
  const found = study.ask({
    holds: [earlier.holds, later.holds],
    denials: study.rules.filter(({ index }) => index < earlier.index).map(({ fails }) => fails),
  })
  return found === 'NONE' || found === 'NOT_PROVEN'
    ? null
    : study.proofOf(found, [...earlier.comparisons, ...later.comparisons], {
        rules: [earlier.rule.id],
      })
}
