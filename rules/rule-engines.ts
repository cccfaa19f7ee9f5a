import type { Engine, EngineResult } from 'json-rules-engine'
import type { FactsByOwner } from './check-facts.ts'
import { compileProfile } from './compile.ts'
import { FactsAlmanac } from './facts-almanac.ts'
import { profileHash } from './profile-hash.ts'
import type { CheckProfile } from './profile-schema.ts'

/** Ids of the rules that hold, as json-rules-engine finds them. One engine serves all that is decided by a profile. */
export async function rulesThatHold(
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
  return engine.run({}, { almanac: new FactsAlmanac(facts) })
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
