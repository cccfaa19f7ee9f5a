import type { CheckKey, CheckResult } from '../domain/check.ts'
import { draw, lot } from './back-test-draw.ts'
import { fitTo, type PastFacts } from './back-test-facts.ts'
import type { BackTestTally, Drawn } from './back-test-tally.ts'
import { compileTells } from './back-test-told.ts'
import { comparisonsOf } from './condition.ts'
import { compileDecider } from './decide-many.ts'
import { factsById } from './facts.ts'
import type { CheckProfile, EffectKind } from './profile-schema.ts'

export interface PastAttempt extends PastFacts {
  readonly id: string
  readonly number: number
  /** What the machine decided, and by which rule. */
  readonly outcome: EffectKind
  readonly ruleId: string | null
  /** What a person decided in the end; null: nobody had to. */
  readonly human: EffectKind | null
}

export interface PastSession {
  readonly id: string
  /** Those that the machine decided. */
  readonly attempts: readonly PastAttempt[]
}

export interface BackTest {
  add(session: PastSession): void
  /** Nothing of it is left. */
  addGone(): void
  tally(): BackTestTally
}

export interface BackTestPlan {
  readonly profile: CheckProfile
  /** Of the drawn samples. */
  readonly seed: number
  /** From this attempt on, who would be asked again goes to a person: the tenant's own limit. */
  readonly maxResubmissions: number
}

/** Decides past sessions by a profile and counts what would have been otherwise. @param from where an earlier part ended */
export function continueBackTest(
  { profile, seed, maxResubmissions }: BackTestPlan,
  from: BackTestTally,
): BackTest {
  const fit = fitTo(profile)
  const decide = compileDecider(profile)
  const tells = compileTells(profile)
  const noteFacts = factCounter(profile)
  const { sessions, sessionsChanged, gone, undecided, attempts, attemptsUntold } = from
  const counts = { sessions, sessionsChanged, gone, undecided, attempts, attemptsUntold }
  const untold: Record<string, number> = { ...from.untold }
  const facts: Record<string, number> = { ...from.facts }
  const flows = new Map(from.flows.map((flow) => [`${flow.then} ${flow.now}`, flow]))
  const people = new Map(
    from.people.map((each) => [`${each.human} ${each.then} ${each.now}`, each]),
  )
  const rules = new Map(from.rules.map((each) => [each.rule, { ...each }]))

  /** @returns would it be decided otherwise? */
  function addAttempt(sessionId: string, past: PastAttempt): boolean {
    const fitted = fit(past)
    const decision = decide(fitted.results)
    counts.attempts += 1
    noteFacts(fitted.results, facts)
    if (!tells(fitted, decision)) {
      counts.attemptsUntold += 1
      for (const key of fitted.untold) untold[key] = (untold[key] ?? 0) + 1
      return false
    }
    const now = effectNow(decision.effect.kind, past, maxResubmissions)
    const then = effectThen(past)
    const { human } = past
    const changed = now !== then
    const rule = rules.get(decision.decidedBy)
    if (rule) {
      rule.attempts += 1
      if (changed) rule.changed += 1
    }
    const name = `${then} ${now}`
    const flow = flows.get(name) ?? { then, now, attempts: 0, drawn: [] }
    const one: Drawn = {
      mark: changed ? lot(seed, past.id) : 0,
      sessionId,
      attempt: past.number,
      thenRule: past.ruleId,
      nowRule: decision.decidedBy,
      human,
    }
    const drawn = changed ? [...draw(flow.drawn, one)] : flow.drawn
    flows.set(name, { ...flow, attempts: flow.attempts + 1, drawn })
    if (human !== null) {
      const place = `${human} ${name}`
      const before = people.get(place)?.attempts ?? 0
      people.set(place, { human, then, now, attempts: before + 1 })
    }
    return changed
  }

  return {
    add({ id, attempts: past }) {
      if (past.length === 0) {
        counts.undecided += 1
        return
      }
      const changes = past.map((attempt) => addAttempt(id, attempt))
      counts.sessions += 1
      if (changes.includes(true)) counts.sessionsChanged += 1
    },
    addGone() {
      counts.gone += 1
    },
    tally: () => ({
      ...counts,
      untold: sorted(untold),
      facts: sorted(facts),
      flows: inOrder(flows),
      people: inOrder(people),
      rules: [...rules.values()].map((rule) => ({ ...rule })),
    }),
  }
}

/** What an effect comes to: who has been asked again often enough goes to a person, as the story sends them. */
export const effectNow = (
  kind: EffectKind,
  { number }: Pick<PastAttempt, 'number'>,
  maxResubmissions: number,
): EffectKind => (kind === 'ASK_AGAIN' && number > maxResubmissions ? 'REVIEW' : kind)

/** A hold for masking reached a person as a review, and is stored as one. */
export const effectThen = ({ outcome, ruleId, then }: PastAttempt): EffectKind =>
  outcome === 'REVIEW' && then.effectsByRule.get(ruleId ?? '') === 'HOLD_FOR_MASKING'
    ? 'HOLD_FOR_MASKING'
    : outcome

/** Counts which of the facts that the rules ask for a check gave; that it was skipped is none. */
function factCounter(profile: CheckProfile) {
  const names = new Map<CheckKey, Set<string>>()
  for (const { fact } of profile.rules.flatMap(({ when }) => comparisonsOf(when))) {
    const owner = factsById.get(fact)?.owner
    if (owner === undefined || owner === 'ALL') continue
    const known = names.get(owner) ?? new Set()
    names.set(owner, known.add(fact.slice(owner.length + 1)))
  }
  return (results: readonly CheckResult[], into: Record<string, number>): void => {
    for (const result of results) {
      if (result.outcome === 'SKIPPED') continue
      for (const name of names.get(result.key) ?? []) {
        if (!isThere(result, name)) continue
        const fact = `${result.key}.${name}`
        into[fact] = (into[fact] ?? 0) + 1
      }
    }
  }
}

function isThere(result: CheckResult, name: string): boolean {
  if (name === 'outcome' || name === 'reasons') return true
  if (name === 'score') return result.score !== null
  return (result.facts[name] ?? null) !== null
}

const sorted = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const inOrder = <T>(rows: ReadonlyMap<string, T>): T[] =>
  [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
