import { factsById } from '../facts.ts'
import { bitsWhere } from './bits.ts'
import { finding, type LintFinding, type LintProof, type Range } from './finding.ts'
import { renamed, type Formula } from './formula.ts'
import { sameFacts } from './same-facts.ts'
import type { Found } from './solve.ts'
import { onlyValue } from './space.ts'
import type { Study, StudiedRule } from './study.ts'

/**
 * Ranges of a number that no rule decides, though of two rules on the same facts one decides below and the other above, all
 * else being equal: 20 between "under 20" and "over 20". One finding for each range that is not broken. Numbers of checks are
 * left out: none changes while all else stays.
 */
export function gaps(study: Study): readonly LintFinding[] {
  return sameFacts(study.rules).flatMap((group) => {
    const [first] = group
    const facts = new Set(first?.comparisons.map(({ fact }) => fact))
    return [...facts]
      .filter((fact) => factsById.get(fact)?.kind === 'NUMBER' && !fact.startsWith('ALL.'))
      .flatMap((fact) => gapsOf(study, group, fact))
  })
}

interface Gap {
  readonly at: number
  readonly proof: LintProof
}

function gapsOf(study: Study, group: readonly StudiedRule[], fact: string): readonly LintFinding[] {
  const variable = study.space.byId.get(fact)
  const points = variable === undefined ? [] : (study.space.variables[variable]?.values ?? [])
  if (variable === undefined) return []
  const runs: Gap[][] = []
  for (let at = 1; at < points.length; at += 1) {
    const proof = gapAt(study, group, variable, at)
    const run = runs.at(-1)
    if (!proof) continue
    if (run && run.at(-1)?.at === at - 1) run.push({ at, proof })
    else runs.push([{ at, proof }])
  }
  return runs.flatMap((run) => {
    const [start] = run
    const last = run.at(-1)
    if (!start || !last) return []
    const range = rangeOf(study, fact, Number(points[start.at]), Number(points[last.at]))
    const [rule = null] = study.rules
      .map(({ rule: { id } }) => id)
      .filter((id) => start.proof.rules.includes(id))
    return [finding('GAP', { rule, fact, proof: { ...start.proof, range } })]
  })
}

function gapAt(
  study: Study,
  group: readonly StudiedRule[],
  variable: number,
  at: number,
): LintProof | null {
  const { space } = study
  const size = space.variables[variable]?.values.length ?? 0
  const copies = [
    [space.below, bitsWhere(size, (index) => index > 0 && index < at)],
    [space.above, bitsWhere(size, (index) => index > at)],
  ] as const
  const inside: Formula = {
    kind: 'IN',
    variable,
    set: onlyValue(space, variable, at),
    rest: bitsWhere(size, (index) => index !== at),
  }
  const denials = study.rules.map(({ fails }) => fails)
  const anyOf = (rules: readonly StudiedRule[], copy: number): Formula => ({
    kind: 'ANY',
    parts: rules.map(({ holds }) => renamed(holds, variable, copy)),
  })
  const between = (below: readonly StudiedRule[], above: readonly StudiedRule[]): Found | null => {
    const holds = [inside, anyOf(below, space.below), anyOf(above, space.above)]
    const answer = study.ask({ holds, denials, copies })
    return answer === 'NONE' || answer === 'NOT_PROVEN' ? null : answer
  }
  if (!between(group, group)) return null
  for (const below of group) {
    const others = group.filter((rule) => rule !== below)
    if (!between([below], others)) continue
    for (const above of others) {
      const found = between([below], [above])
      const rules = [below.rule.id, above.rule.id]
      if (found) return study.proofOf(found, below.comparisons, { rules })
    }
  }
  return null
}

/** From the constants around it; a constant that no rule decides belongs to the range. */
function rangeOf(study: Study, fact: string, first: number, last: number): Range {
  const constants = study.rules
    .flatMap(({ comparisons }) => comparisons)
    .flatMap((each) => (each.fact === fact && typeof each.value === 'number' ? each.value : []))
  const fromIncluded = constants.includes(first)
  const toIncluded = constants.includes(last)
  return {
    from: fromIncluded ? first : Math.max(...constants.filter((each) => each < first)),
    fromIncluded,
    to: toIncluded ? last : Math.min(...constants.filter((each) => each > last)),
    toIncluded,
  }
}
