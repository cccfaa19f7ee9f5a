import { finding, type LintFinding } from './finding.ts'
import { formulaOf, type Formula } from './formula.ts'
import type { Answer, Found } from './solve.ts'
import type { Study, StudiedRule } from './study.ts'

/** Can a rule decide? A case that it decides, or why there is none. */
export type Reach =
  | { readonly rule: StudiedRule; readonly decides: Found | null }
  | { readonly rule: StudiedRule; readonly decides: 'NEVER'; readonly finding: LintFinding }

/** Each rule in its order; `decides` null: not proven either way. */
export function reachOf(study: Study): readonly Reach[] {
  const earlier: StudiedRule[] = []
  /** Earlier rules of which one holds whatever the facts are. */
  let closedBy: readonly StudiedRule[] | null = null
  return study.rules.map((rule) => {
    const reach = one(rule)
    earlier.push(rule)
    return reach
  })

  function one(rule: StudiedRule): Reach {
    const alone = study.ask({ holds: [rule.holds], denials: [] })
    if (alone === 'NONE') return { rule, decides: 'NEVER', finding: neverHolds(study, rule) }
    if (alone === 'NOT_PROVEN') return { rule, decides: null }
    if (closedBy) return taken(rule, alone, 'UNREACHABLE', closedBy)
    const first = coverOf(study, rule.holds, earlier)
    if (first === 'NOT_PROVEN') return { rule, decides: null }
    if ('domains' in first) return { rule, decides: first }
    const always = coverOf(study, { kind: 'ALL', parts: [] }, earlier)
    if (always !== 'NOT_PROVEN' && 'cover' in always) closedBy = always.cover
    return closedBy
      ? taken(rule, alone, 'UNREACHABLE', closedBy)
      : taken(rule, alone, 'SHADOWED', first.cover)
  }

  function taken(
    rule: StudiedRule,
    example: Found,
    code: 'UNREACHABLE' | 'SHADOWED',
    by: readonly StudiedRule[],
  ): Reach {
    const comparisons = [...by.flatMap((each) => each.comparisons), ...rule.comparisons]
    const proof = study.proofOf(example, comparisons, { rules: by.map((each) => each.rule.id) })
    return { rule, decides: 'NEVER', finding: finding(code, { rule: rule.rule.id, proof }) }
  }
}

/**
 * A case of the formula that none of the rules takes, or rules that take every case and of which none can be left out. Each case
 * that is found names a rule that takes it, until there is no case or nobody takes it.
 */
function coverOf(
  study: Study,
  holds: Formula,
  rules: readonly StudiedRule[],
): Found | { readonly cover: readonly StudiedRule[] } | 'NOT_PROVEN' {
  let cover: readonly StudiedRule[] = []
  for (;;) {
    const found = notTakenBy(cover)
    if (found === 'NOT_PROVEN') return found
    if (found === 'NONE') break
    const facts = study.factsIn(found)
    const taker = rules.find(({ test }) => test(facts))
    if (!taker) return found
    cover = [...cover, taker]
  }
  for (const rule of cover) {
    const without = cover.filter((each) => each !== rule)
    if (notTakenBy(without) === 'NONE') cover = without
  }
  return { cover }

  function notTakenBy(some: readonly StudiedRule[]): Answer {
    return study.ask({ holds: [holds], denials: some.map(({ fails }) => fails) })
  }
}

/** With the fewest comparisons that keep every case out, and a case of which the rule would hold without the last of them. */
function neverHolds(study: Study, { rule, comparisons }: StudiedRule): LintFinding {
  const dropped = new Set<number>()
  const answer = () =>
    study.ask({
      holds: [formulaOf(study.space, rule.when, (leaf) => dropped.has(leaf))],
      denials: [],
    })
  for (const leaf of comparisons.keys()) {
    dropped.add(leaf)
    if (answer() !== 'NONE') dropped.delete(leaf)
  }
  const core = [...comparisons.keys()].filter((leaf) => !dropped.has(leaf))
  const last = core.at(-1)
  if (last !== undefined) dropped.add(last)
  const nearly = answer()
  const contradiction = core.flatMap((leaf) => comparisons[leaf] ?? [])
  return finding('NEVER_HOLDS', {
    rule: rule.id,
    proof:
      nearly === 'NONE' || nearly === 'NOT_PROVEN'
        ? study.proofBy([], contradiction, { comparisons: contradiction })
        : study.proofOf(nearly, contradiction, { comparisons: contradiction }),
  })
}
