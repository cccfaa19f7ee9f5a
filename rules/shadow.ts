import type { CheckKey } from '../domain/check.ts'
import { fitTo, type Fit, type PastFacts } from './back-test-facts.ts'
import { compileTells, type Tells } from './back-test-told.ts'
import { compileDecider, type Decider } from './decide-many.ts'
import { parseCheckProfile, type EffectKind } from './profile-schema.ts'

export interface ShadowDecision {
  /** As the rules say it, before a story makes of it what it can do. */
  readonly kind: EffectKind
  /** Null: no rule held. */
  readonly rule: string | null
  /** False: the decision hangs on checks of which nothing is stored. */
  readonly told: boolean
  readonly untold: readonly CheckKey[]
}

/**
 * What a stored definition makes of an attempt whose checks ran under another version, judged anew by its own thresholds.
 * @throws DomainError `PROFILE_INVALID` when this release can't read the definition
 */
export function decideInShadow(
  { definition, sha256 }: { readonly definition: string; readonly sha256: string },
  past: PastFacts,
): ShadowDecision {
  const { fit, decide, tells } = compiledOnce(definition, sha256)
  const fitted = fit(past)
  const decision = decide(fitted.results)
  return {
    kind: decision.effect.kind,
    rule: decision.decidedBy,
    told: tells(fitted, decision),
    untold: fitted.untold,
  }
}

interface Compiled {
  readonly fit: Fit
  readonly decide: Decider
  readonly tells: Tells
}
const compiled = new Map<string, Compiled>()
/** Shadows at one time, over all tenants of a worker. */
const mostCompiled = 100

function compiledOnce(definition: string, sha256: string): Compiled {
  const known = compiled.get(sha256)
  if (known) return known
  const profile = parseCheckProfile(JSON.parse(definition))
  const fresh = {
    fit: fitTo(profile),
    decide: compileDecider(profile),
    tells: compileTells(profile),
  }
  const [oldest] = compiled.keys()
  if (compiled.size >= mostCompiled && oldest !== undefined) compiled.delete(oldest)
  compiled.set(sha256, fresh)
  return fresh
}
