import { areDisjoint, both, isEmpty, isWithin, type Bits } from './bits.ts'
import { denied, type Formula } from './formula.ts'
import { reason, status, type Space } from './space.ts'
import { canShareOut, shareOut, type Share } from './together.ts'

/** How much may still be tried; what runs out of it is not proven. */
export interface Budget {
  left: number
}

export interface Found {
  /** What is left of each variable; any choice with these shares holds. */
  readonly domains: readonly Bits[]
  /** What each check does; null: nothing depends on them together. */
  readonly shares: readonly Share[] | null
}
export type Answer = Found | 'NONE' | 'NOT_PROVEN'

/**
 * Is there a case in which all formulas hold? Exact, unless the budget runs out.
 * @param domains with what always holds inside each check kept (`settle`)
 */
export function solve(
  space: Space,
  domains: readonly Bits[],
  formulas: readonly Formula[],
  budget: Budget,
): Answer {
  const state: State = { space, domains: [...domains], open: [] }
  return formulas.every((formula) => assume(state, formula)) ? search(state, budget) : 'NONE'
}

interface State {
  readonly space: Space
  readonly domains: Bits[]
  /** `ANY` of which at least two parts are undecided. */
  open: Formula[]
}

function search(state: State, budget: Budget): Answer {
  if (budget.left <= 0) return 'NOT_PROVEN'
  budget.left -= 1
  if (!tidy(state)) return 'NONE'
  const { space, domains } = state
  const together = asksTogether(state)
  const [smallest] = state.open.toSorted((a, b) => sizeOf(a) - sizeOf(b))
  if (!smallest) {
    const shares = together ? shareOut(space, domains) : null
    return together && !shares ? 'NONE' : { domains, shares }
  }
  // what the checks can't do together, they can't do with more asked of them
  if (together && !canShareOut(space, domains)) return 'NONE'
  let unproven = false
  const others = state.open.filter((formula) => formula !== smallest)
  const refused: Formula[] = []
  for (const part of smallest.kind === 'IN' ? [] : smallest.parts) {
    const next: State = { ...state, domains: [...state.domains], open: [...others] }
    if ([...refused, part].every((formula) => assume(next, formula))) {
      const answer = search(next, budget)
      if (answer === 'NOT_PROVEN') unproven = true
      else if (answer !== 'NONE') return answer
    }
    // the cases with this part have been tried: the next ones are without
    refused.push(denied(part))
  }
  return unproven ? 'NOT_PROVEN' : 'NONE'
}

/** Does what is asked depend on the checks together? */
const asksTogether = ({ space, domains }: State): boolean =>
  [...Object.values(space.counts), space.mendable].some(
    (variable) =>
      variable !== null && !isWithin(space.start[variable] ?? [], domains[variable] ?? []),
  )

/** False: the formula can't hold any more. */
function assume(state: State, formula: Formula): boolean {
  if (formula.kind === 'IN') return narrow(state, formula.variable, formula.set)
  if (formula.kind === 'ALL') return formula.parts.every((part) => assume(state, part))
  const rest: Formula[] = []
  for (const part of formula.parts) {
    const known = standing(state, part)
    if (known === true) return true
    if (known === null) rest.push(part)
  }
  const [first, second] = rest
  if (!first) return false
  if (!second) return assume(state, first)
  state.open.push(rest.length === formula.parts.length ? formula : { kind: 'ANY', parts: rest })
  return true
}

/** Looks again at what is open until nothing changes. */
function tidy(state: State): boolean {
  for (let changed = true; changed;) {
    const before = state.open
    state.open = []
    if (!before.every((formula) => assume(state, formula))) return false
    changed =
      state.open.length !== before.length ||
      state.open.some((formula, index) => formula !== before[index])
  }
  return true
}

/** True, false, or null: open. */
function standing(state: State, formula: Formula): boolean | null {
  if (formula.kind === 'IN') {
    const domain = state.domains[formula.variable] ?? []
    if (areDisjoint(domain, formula.set)) return false
    return isWithin(domain, formula.set) ? true : null
  }
  const decisive = formula.kind === 'ANY'
  let open = false
  for (const part of formula.parts) {
    const known = standing(state, part)
    if (known === decisive) return decisive
    if (known === null) open = true
  }
  return open ? null : !decisive
}

function narrow(state: State, variable: number, set: Bits): boolean {
  const before = state.domains[variable] ?? []
  if (isWithin(before, set)) return true
  const after = both(before, set)
  if (isEmpty(after)) return false
  state.domains[variable] = after
  return settle(state, state.space.variables[variable]?.check ?? null)
}

/**
 * What always holds inside a check: without a record, or SKIPPED, it says no facts and no reasons; with another outcome there
 * is a list of reasons, which is empty where it passed.
 */
function settle({ domains, space }: State, check: number | null): boolean {
  const variables = check === null ? undefined : space.checks[check]
  if (!variables) return true
  let said = wordOf(domains[variables.status])
  if (variables.facts.some((fact) => (wordOf(domains[fact]) & 1) === 0)) said &= ~silent
  for (const { variable } of variables.reasons) {
    const list = wordOf(domains[variable])
    if ((list & noList) === 0) said &= ~silent
    if ((list & outOfList) === 0) said &= ~passed
    if ((list & (inList | outOfList)) === 0) said &= ~open
  }
  if (said === 0) return false
  domains[variables.status] = [said]
  const mayList =
    ((said & silent) === 0 ? 0 : noList) |
    ((said & open) === 0 ? 0 : inList | outOfList) |
    ((said & passed) === 0 ? 0 : outOfList)
  for (const { variable } of variables.reasons) {
    const list = wordOf(domains[variable]) & mayList
    if (list === 0) return false
    domains[variable] = [list]
  }
  if ((said & ~silent) !== 0) return true
  for (const fact of variables.facts) {
    const before = domains[fact] ?? []
    if ((wordOf(before) & 1) === 0) return false
    domains[fact] = before.map((_word, index) => (index === 0 ? 1 : 0))
  }
  return true
}

// statuses and reasons have so few values that one word holds them
const wordOf = (bits: Bits | undefined): number => bits?.[0] ?? 0
const silent = (1 << status.NONE) | (1 << status.SKIPPED)
const passed = 1 << status.PASS
const open = (1 << status.FAIL) | (1 << status.UNCERTAIN)
const noList = 1 << reason.NONE
const inList = 1 << reason.IN
const outOfList = 1 << reason.OUT

const sizeOf = (formula: Formula): number => (formula.kind === 'IN' ? 1 : formula.parts.length)
