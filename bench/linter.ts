import type { Condition } from '../rules/condition.ts'
import { lintProfile, lintReport } from '../rules/lint.ts'
import type { CheckProfile, Effect, Rule } from '../rules/profile-schema.ts'
import { allCases, countCases } from '../specimens/profiles/all-cases.ts'
import { foundBy } from '../specimens/profiles/found-by-linter.ts'
import { randomProfile } from '../specimens/profiles/random-profile.ts'
import { smallPlan, smallProfile } from '../specimens/profiles/small-profiles.ts'
import { trueFindings } from '../specimens/profiles/true-findings.ts'
import { createRandom, type Random } from '../specimens/random.ts'
import type { Bench } from './bench.ts'
import { median, percentile, round } from './statistics.ts'

const wanted = 500
const mostCases = 600

/** Sound random profiles and what mutation made of them, judged by deciding every case; then 200 rules, as while typing. */
export const bench: Bench = async ({ say }) => {
  let sound = 0
  let flawed = 0
  let trueOnes = 0
  let foundOnes = 0
  let falseOnes = 0
  for (let seed = 1; sound < wanted || flawed < wanted; seed += 1) {
    const random = createRandom(seed)
    const profile = smallProfile(random, {
      ...smallPlan(random),
      rules: random.int(2, 3),
      depth: 0,
    })
    const judged = await judge(profile)
    if (!judged || judged.truth.size > 0) continue
    if (sound < wanted) {
      sound += 1
      falseOnes += judged.extra
    }
    const mutant = await judge(random.pick(mutations)(profile, random))
    if (!mutant || mutant.truth.size === 0 || flawed >= wanted) continue
    flawed += 1
    trueOnes += mutant.truth.size
    foundOnes += mutant.hits
    falseOnes += mutant.extra
    if (flawed % 100 === 0) say(`${flawed} flawed, ${sound} sound`)
  }
  const tookMs = Array.from({ length: 60 }, (_, seed) => {
    const profile = randomProfile(createRandom(seed), { rules: 200, depth: 1 })
    const startMs = performance.now()
    lintProfile(profile)
    return performance.now() - startMs
  })
  const figures = {
    found: round(foundOnes / trueOnes, 4),
    false: falseOnes,
    p95_ms: round(percentile(tookMs, 0.95)),
  }
  return {
    rows: [{ sound, flawed, 'p50 ms': round(median(tookMs)), ...figures }],
    notes: ['goal: found 1, false 0, p95 ≤ 100 ms for 200 rules'],
    figures,
  }
}

async function judge(profile: CheckProfile) {
  if (countCases(profile) > mostCases) return null
  const truth = await trueFindings(profile)
  const found = foundBy(profile, allCases(profile), lintReport(profile).findings)
  const hits = [...truth].filter((each) => found.has(each)).length
  return { truth, hits, extra: [...found].filter((each) => !truth.has(each)).length }
}

type Mutation = (profile: CheckProfile, random: Random) => CheckProfile

const added = (
  profile: CheckProfile,
  place: number,
  when: Condition,
  effect: Effect,
): CheckProfile => {
  const rule: Rule = { id: 'added', when, effect }
  return { ...profile, rules: profile.rules.toSpliced(place, 0, rule) }
}
const opposite = ({ effect }: Rule): Effect =>
  effect.kind === 'APPROVE' ? { kind: 'DECLINE', reasonCodes: [] } : { kind: 'APPROVE' }

/** Each makes one kind of mistake; whether it is one there, the truth says. */
const mutations: readonly Mutation[] = [
  // the same asked again, to another end
  (profile, random) => {
    const rule = random.pick(profile.rules)
    return added(profile, profile.rules.length, rule.when, opposite(rule))
  },
  // a condition and its denial
  (profile, random) => {
    const rule = random.pick(profile.rules)
    return added(profile, 0, { all: [rule.when, { not: rule.when }] }, rule.effect)
  },
  // narrower than an earlier rule
  (profile, random) => {
    const [rule, other] = [random.pick(profile.rules), random.pick(profile.rules)]
    return added(profile, profile.rules.length, { all: [rule.when, other.when] }, rule.effect)
  },
  // an unconditional rule in front
  (profile) => added(profile, 0, { all: [] }, { kind: 'HOLD_FOR_MASKING' }),
  // wider than a rule behind it
  (profile, random) => {
    const [rule, other] = [random.pick(profile.rules), random.pick(profile.rules)]
    return added(profile, 0, { any: [rule.when, other.when] }, { kind: 'HOLD_FOR_MASKING' })
  },
  // the opposite of a rule on the same facts, under other conditions
  (profile, random) => {
    const rule = random.pick(profile.rules)
    return added(
      profile,
      profile.rules.length,
      { any: [rule.when, { not: rule.when }] },
      opposite(rule),
    )
  },
  // a check switched off that a rule needs
  (profile, random) => {
    const on = Object.entries(profile.checks).filter(([, check]) => check.on)
    const [key] = random.pick(on)
    return { ...profile, checks: { ...profile.checks, [key]: { on: false } } }
  },
]
