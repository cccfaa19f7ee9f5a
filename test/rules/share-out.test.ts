import { expect, test } from 'vitest'
import { checkKeys } from '../../domain/check.ts'
import { bitsWhere, has, indicesOf, type Bits } from '../../rules/lint/bits.ts'
import { countKinds, spaceOf, status, type CountKind, type Space } from '../../rules/lint/space.ts'
import { shareOut, type Share } from '../../rules/lint/together.ts'
import { presetOf } from '../../rules/presets.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { createRandom, type Random } from '../../specimens/random.ts'

/** Few enough that every way to share out can be tried. */
const on = checkKeys.slice(0, 4)
const profile: CheckProfile = {
  ...presetOf('FULL').profile,
  checks: firstOn(),
}
const space = spaceOf(profile, [
  ...countKinds.map((kind) => ({
    fact: `ALL.${kind}`,
    operator: 'EQUAL' as const,
    value: 1,
  })),
  { fact: 'ALL.mendable', operator: 'EQUAL', value: true },
])

test('numbers of checks are shared out wherever trying every way finds one, and as they are wanted', () => {
  const random = createRandom(11)
  const seen = { shared: 0, none: 0 }
  for (let round = 0; round < 1_000; round += 1) {
    const domains = someDomains(random)
    const found = shareOut(space, domains)
    const exists = everyWay(domains).some((shares) => isWanted(domains, shares))
    expect(found !== null).toBe(exists)
    if (found) expect(isWanted(domains, found)).toBe(true)
    seen[found ? 'shared' : 'none'] += 1
  }
  expect(Math.min(seen.shared, seen.none)).toBeGreaterThan(200)
})

function firstOn(): CheckProfile['checks'] {
  const checks = { ...presetOf('FULL').profile.checks }
  for (const key of checkKeys) checks[key] = { on: on.includes(key) }
  return checks
}

function someDomains(random: Random): readonly Bits[] {
  const domains = [...space.start]
  const share = 0.3 + random.next() * 0.6
  for (const check of space.checks.filter(({ key }) => on.includes(key))) {
    const kept = random.int(0, 4)
    domains[check.status] = bitsWhere(5, (each) => each === kept || random.next() < share)
  }
  const offs = checkKeys.length - on.length
  for (const kind of countKinds) {
    const variable = space.counts[kind]
    const size = variable === null ? 0 : (space.variables[variable]?.values.length ?? 0)
    if (variable === null || random.next() < 0.3) continue
    const around = kind === 'skipped' ? offs : 0
    const wanted = around + random.int(0, 3)
    domains[variable] = bitsWhere(size, (each) => each === wanted || random.next() < 0.2)
  }
  if (space.mendable !== null) domains[space.mendable] = [random.int(1, 3)]
  return domains
}

/** No rule names a reason, so an open check may be one that new pictures mend, or one that they don't. */
function everyWay(domains: readonly Bits[]): readonly (readonly Share[])[] {
  return space.checks.reduce<readonly (readonly Share[])[]>(
    (ways, check) => {
      const shares = indicesOf(domains[check.status] ?? []).flatMap((said): Share[] =>
        isOpen(said)
          ? [
              { status: said, mendable: true },
              { status: said, mendable: false },
            ]
          : [{ status: said, mendable: null }],
      )
      return ways.flatMap((way) => shares.map((share) => [...way, share]))
    },
    [[]],
  )
}

function isWanted(domains: readonly Bits[], shares: readonly Share[]): boolean {
  const kinds = shares.map(({ status: said }) => kindOf(said))
  const open = shares.filter(({ status: said }) => isOpen(said))
  const mendable =
    open.length > 0 &&
    shares.every(({ status: said }) => said !== status.NONE) &&
    open.every((share) => share.mendable === true)
  return (
    countKinds.every((kind) =>
      allows(domains, space.counts[kind], kinds.filter((each) => each === kind).length),
    ) &&
    // where nobody asks, it is not said
    (asksNothing(domains, space) || allows(domains, space.mendable, mendable ? 1 : 0))
  )
}

const isOpen = (said: number): boolean => said === status.FAIL || said === status.UNCERTAIN

function kindOf(said: number): CountKind {
  if (said === status.PASS) return 'passed'
  if (said === status.FAIL) return 'failed'
  return said === status.SKIPPED ? 'skipped' : 'uncertain'
}

const allows = (domains: readonly Bits[], variable: number | null, value: number): boolean =>
  variable === null || has(domains[variable] ?? [], value)

const asksNothing = (domains: readonly Bits[], { mendable }: Space): boolean =>
  mendable === null || domains[mendable]?.[0] === 3
