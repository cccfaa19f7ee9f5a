import type { Bits } from './bits.ts'
import { collectVariables, type Formula } from './formula.ts'
import { solve, type Answer, type Budget } from './solve.ts'
import { onlyValue, status, type Space } from './space.ts'

export interface Question {
  /** Formulas that hold. */
  readonly holds: readonly Formula[]
  /** Formulas that hold because a rule does not: its denial. */
  readonly denials: readonly Formula[]
  /** Values of the copies of a fact (`Space.below`, `Space.above`). */
  readonly copies?: readonly (readonly [variable: number, values: Bits])[]
}

/**
 * Answers questions about a space: is there a case in which some rules hold and others don't? What the former don't ask for may
 * be missing: a missing fact makes no rule hold, so it only helps the denials. Where a rule counts the checks together, that is
 * tried first, and then all the rest.
 */
export function caseFinder(space: Space): (question: Question, budget: Budget) => Answer {
  const silent = allSilent(space, status.NONE)
  const skipped = allSilent(space, status.SKIPPED)
  const factless = space.start.map((domain, variable) =>
    space.variables[variable]?.kind === 'FACT' ? onlyValue(space, variable, 0) : domain,
  )
  return ({ holds, denials, copies = [] }, budget) => {
    const asked = new Set<number>()
    for (const formula of holds) collectVariables(formula, asked)
    const formulas = [...holds, ...denials]
    const from = (base: readonly Bits[]) => withAsked(space, base, asked, copies)
    if (!space.together) return solve(space, from(silent), formulas, budget)
    for (const base of [silent, skipped]) {
      const answer = solve(space, from(base), formulas, budget)
      if (answer !== 'NONE' && answer !== 'NOT_PROVEN') return answer
    }
    return solve(space, from(factless), formulas, budget)
  }
}

/** No check says anything but this status; a check that is off is SKIPPED anyhow. */
function allSilent(space: Space, wanted: number): readonly Bits[] {
  const domains = [...space.start]
  for (const { key, status: variable, facts, reasons } of space.checks) {
    const on = space.profile.checks[key].on
    domains[variable] = onlyValue(space, variable, on ? wanted : status.SKIPPED)
    for (const each of [...facts, ...reasons.map(({ variable: list }) => list)]) {
      domains[each] = onlyValue(space, each, 0)
    }
  }
  return domains
}

/** With all that the asked variables can be, and of their checks the status and the reasons; their other facts stay. */
function withAsked(
  space: Space,
  base: readonly Bits[],
  asked: ReadonlySet<number>,
  copies: Question['copies'] = [],
): readonly Bits[] {
  const domains = [...base]
  const free = (variable: number) => {
    domains[variable] = space.start[variable] ?? []
  }
  for (const variable of asked) {
    const check = space.checks[space.variables[variable]?.check ?? -1]
    free(variable)
    if (!check) continue
    free(check.status)
    for (const each of check.reasons) free(each.variable)
  }
  for (const [variable, values] of copies) domains[variable] = values
  return domains
}
