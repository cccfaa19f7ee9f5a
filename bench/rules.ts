import { evaluateProfile } from '../rules/evaluate.ts'
import { randomProfile } from '../specimens/profiles/random-profile.ts'
import { randomResults } from '../specimens/profiles/random-results.ts'
import { createRandom } from '../specimens/random.ts'
import type { Bench } from './bench.ts'
import { plainEngine, plainFacts } from './plain-engine.ts'
import { median, percentile, round } from './statistics.ts'

const sessions = 1_000

/** 100 rules on one session's facts, with effect and trace; beside it json-rules-engine alone, given the same rules and facts. */
export const bench: Bench = async () => {
  const random = createRandom(7)
  const profile = randomProfile(random, { rules: 100, depth: 1 })
  const plain = plainEngine(profile)
  const ours: number[] = []
  const alone: number[] = []
  for (let i = 0; i < sessions; i += 1) {
    const results = randomResults(random, profile)
    const startMs = performance.now()
    await evaluateProfile(profile, results)
    const betweenMs = performance.now()
    await plain.run(plainFacts(profile, results))
    const endMs = performance.now()
    // the first tenth warms both up
    if (i < sessions / 10) continue
    ours.push(betweenMs - startMs)
    alone.push(endMs - betweenMs)
  }
  const row = (what: string, took: readonly number[]) => ({
    what,
    'p50 ms': round(median(took), 3),
    'p95 ms': round(percentile(took, 0.95), 3),
  })
  return {
    rows: [row('decided and traced', ours), row('json-rules-engine alone', alone)],
    notes: ['goal: p50 ≤ 1 ms, and ≤ 1.5 × the engine alone'],
    figures: { p50_ms: round(median(ours), 3), plain_p50_ms: round(median(alone), 3) },
  }
}
