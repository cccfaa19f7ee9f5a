import type { CheckResult } from '../../domain/check.ts'
import { reasonCodes, reasonTable, type ReasonCode } from '../../domain/reason-codes.ts'
import { has, indicesOf } from './bits.ts'
import { plainResult } from './plain-results.ts'
import type { Found } from './solve.ts'
import { reason, status, statuses, type CheckVariables, type Space } from './space.ts'
import { mayGive, mends, type Share } from './together.ts'

/** A case that was found, as records of the checks: with as few facts as it needs. */
export function caseOf(space: Space, found: Found): readonly CheckResult[] {
  return space.checks.flatMap((check, index) =>
    resultOf(space, check, found, found.shares?.[index]),
  )
}

/** What a check most plausibly does, where anything would do. */
const plausible = [status.NONE, status.PASS, status.UNCERTAIN, status.FAIL, status.SKIPPED]

function resultOf(
  space: Space,
  check: CheckVariables,
  { domains }: Found,
  share: Share | undefined,
): readonly CheckResult[] {
  const domain = domains[check.status] ?? []
  const chosen = share?.status ?? plausible.find((each) => has(domain, each)) ?? status.NONE
  const outcome = statuses[chosen]
  if (!outcome) return []
  if (outcome === 'SKIPPED') return [plainResult(check.key, outcome)]
  const facts = new Map<string, number | string | boolean>()
  for (const variable of check.facts) {
    const [first = 0] = indicesOf(domains[variable] ?? [])
    const { id = '', values = [] } = space.variables[variable] ?? {}
    const value = values[first]
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
      facts.set(id.slice(check.key.length + 1), value)
    }
  }
  const { score, ...others } = Object.fromEntries(facts)
  const open = outcome !== 'PASS'
  const given = open ? reasonsOf(check, domains, share?.mendable ?? null) : []
  return [
    {
      ...plainResult(check.key, outcome),
      score: typeof score === 'number' ? score : null,
      reasonCodes: given,
      evidence: share?.mendable === true ? [{ slot: 'FRONT', box: null, label: null }] : [],
      facts: others,
    },
  ]
}

function reasonsOf(
  check: CheckVariables,
  domains: Found['domains'],
  mendable: boolean | null,
): ReasonCode[] {
  const must = check.reasons
    .filter(({ variable }) => !has(domains[variable] ?? [], reason.OUT))
    .map(({ code }) => code)
  if (mendable === null) return must
  const settled = mendable
    ? must.length > 0
    : must.length === 0 || must.some((code) => !isAlwaysPlaced(code))
  if (settled) return must
  const more = reasonCodes.find(
    (code) => mayGive(check, domains, code) && (mendable ? mends(code) : !isAlwaysPlaced(code)),
  )
  return more ? [...must, more] : must
}

/** New pictures mend it wherever it was found; of `SLOT` that is only so where the evidence names a place. */
const isAlwaysPlaced = (code: ReasonCode): boolean => Array.isArray(reasonTable[code].retake)
