import type { Engine, EngineResult } from 'json-rules-engine'
import type { CheckResult } from '../domain/check.ts'
import { slots, type Slot } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import { factsOf, openChecks, slotsFor, type FactsByOwner } from './check-facts.ts'
import { compileProfile, factsName, ownProperty } from './compile.ts'
import { satisfies, type FactValue, type Operator } from './operators.ts'
import { profileHash } from './profile-hash.ts'
import { comparisonsOf, type Condition } from './condition.ts'
import type { CheckProfile, Effect, EffectKind, Rule } from './profile-schema.ts'

/** UNKNOWN: a fact was missing and the others did not settle it; the rule does not hold. */
export type TraceOutcome = 'HOLDS' | 'FAILS' | 'UNKNOWN'

export interface ConditionTrace {
  readonly fact: string
  readonly operator: Operator
  readonly value: number | string | boolean | readonly string[]
  /** What the check said; null: nothing. */
  readonly seen: FactValue
  readonly outcome: TraceOutcome
}

export interface RuleTrace {
  readonly rule: string
  readonly outcome: TraceOutcome
  /** The first rule that holds decides; later ones are traced all the same. */
  readonly decided: boolean
  readonly conditions: readonly ConditionTrace[]
}

/** An effect with everything filled in from the checks. */
export interface DecidedEffect {
  readonly kind: EffectKind
  readonly reasonCodes: readonly ReasonCode[]
  /** What to take again; only ASK_AGAIN has any, and always at least one. */
  readonly slots: readonly Slot[]
  /** Only REVIEW has one. */
  readonly queue: string | null
  /** 0…100; cases with a higher one are taken first. */
  readonly priority: number
  /** May a partner organisation resolve the case? */
  readonly outsource: boolean
  /** Must a second person confirm it? */
  readonly secondPerson: boolean
}

export interface Evaluation {
  readonly effect: DecidedEffect
  /** Null: no rule held, `otherwise` decided. */
  readonly decidedBy: string | null
  readonly trace: readonly RuleTrace[]
}

/**
 * What the pinned profile makes of the checks: rules in their order, the first that holds decides, every one is traced.
 * Same profile and results, same evaluation. Rejects only when the profile was not parsed by `parseCheckProfile`.
 */
export async function evaluateProfile(
  profile: CheckProfile,
  results: readonly CheckResult[],
): Promise<Evaluation> {
  const facts = factsOf(profile, results)
  const holding = await rulesThatHold(profile, facts)
  const decider = profile.rules.find((rule) => holding.has(rule.id))
  return {
    effect: fillIn(decider?.effect ?? profile.otherwise, results),
    decidedBy: decider?.id ?? null,
    trace: profile.rules.map((rule) =>
      traceOf(rule, facts, holding.has(rule.id), rule === decider),
    ),
  }
}

async function rulesThatHold(
  profile: CheckProfile,
  facts: FactsByOwner,
): Promise<ReadonlySet<string>> {
  const hash = await hashOnce(profile)
  const cached = enginesByHash.get(hash)
  const entry: CachedEngine = cached ?? { engine: compileProfile(profile), last: Promise.resolve() }
  if (!cached) remember(hash, entry)
  // an engine has one status for all its runs, and one that ends makes another skip rules: so runs queue up
  const run = runAfter(entry.last, entry.engine, facts)
  entry.last = run.catch(() => undefined)
  const { results } = await run
  return new Set(results.map(({ name }) => name))
}

async function runAfter(
  last: Promise<unknown>,
  engine: Engine,
  facts: FactsByOwner,
): Promise<EngineResult> {
  await last
  return engine.run({ [factsName]: facts })
}

const hashes = new WeakMap<CheckProfile, Promise<string>>()
function hashOnce(profile: CheckProfile): Promise<string> {
  const known = hashes.get(profile)
  const hash = known ?? profileHash(profile)
  if (!known) hashes.set(profile, hash)
  return hash
}

interface CachedEngine {
  readonly engine: Engine
  /** Settles when the engine is free. */
  last: Promise<unknown>
}
const enginesByHash = new Map<string, CachedEngine>()
/** Engines worth keeping: profiles in use at one time, over all tenants of a worker. */
const mostEngines = 100
function remember(hash: string, entry: CachedEngine): void {
  const [oldest] = enginesByHash.keys()
  if (enginesByHash.size >= mostEngines && oldest !== undefined) enginesByHash.delete(oldest)
  enginesByHash.set(hash, entry)
}

function fillIn(effect: Effect, results: readonly CheckResult[]): DecidedEffect {
  const open = openChecks(results)
  const found = [...new Set(open.flatMap(({ reasonCodes }) => reasonCodes))]
  const given = 'reasonCodes' in effect ? effect.reasonCodes : []
  const named = given.length > 0 ? given : found
  if (effect.kind === 'APPROVE') return { ...plain, kind: 'APPROVE' }
  if (effect.kind !== 'ASK_AGAIN') return { ...plain, ...effect, reasonCodes: named }
  const slotsOf = (code: ReasonCode) =>
    open
      .filter(({ reasonCodes }) => reasonCodes.includes(code))
      .flatMap((result) => slotsFor(code, result))
  const wanted = new Set(effect.slots.length > 0 ? effect.slots : named.flatMap(slotsOf))
  // new pictures would mend nothing: a person has to look
  if (wanted.size === 0) {
    return { ...plain, kind: 'REVIEW', reasonCodes: named, queue: 'standard' }
  }
  return {
    ...plain,
    kind: 'ASK_AGAIN',
    reasonCodes: given.length > 0 ? named : named.filter((code) => slotsOf(code).length > 0),
    slots: slots.filter((slot) => wanted.has(slot)),
  }
}

const plain = {
  reasonCodes: [],
  slots: [],
  queue: null,
  priority: 0,
  outsource: false,
  secondPerson: false,
} as const

function traceOf(rule: Rule, facts: FactsByOwner, holds: boolean, decided: boolean): RuleTrace {
  const conditions = comparisonsOf(rule.when).map(({ fact, operator, value }): ConditionTrace => {
    const seen = seenValue(facts, fact)
    const met = satisfies(seen, operator, value)
    return {
      fact,
      operator,
      value,
      seen,
      outcome: seen === null ? 'UNKNOWN' : met ? 'HOLDS' : 'FAILS',
    }
  })
  const leaves = conditions.values()
  const outcome = holds ? 'HOLDS' : overall(rule.when, () => leaves.next().value?.outcome)
  return { rule: rule.id, outcome, decided, conditions }
}

function seenValue(facts: FactsByOwner, fact: string): FactValue {
  const seen = ownProperty(facts, fact)
  if (Array.isArray(seen)) return seen.filter((item) => typeof item === 'string')
  return typeof seen === 'number' || typeof seen === 'string' || typeof seen === 'boolean'
    ? seen
    : null
}

/** Three-valued: tells a rule that fails from one that a missing fact leaves open. */
function overall(condition: Condition, next: () => TraceOutcome | undefined): TraceOutcome {
  if ('not' in condition) {
    const inner = overall(condition.not, next)
    if (inner === 'UNKNOWN') return 'UNKNOWN'
    return inner === 'HOLDS' ? 'FAILS' : 'HOLDS'
  }
  if ('all' in condition) {
    const parts = condition.all.map((part) => overall(part, next))
    if (parts.includes('FAILS')) return 'FAILS'
    return parts.includes('UNKNOWN') ? 'UNKNOWN' : 'HOLDS'
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => overall(part, next))
    if (parts.includes('HOLDS')) return 'HOLDS'
    return parts.includes('UNKNOWN') ? 'UNKNOWN' : 'FAILS'
  }
  return next() ?? 'UNKNOWN'
}
