import { reasonCodes, reasonTable, type ReasonCode } from '../../domain/reason-codes.ts'
import { has, type Bits } from './bits.ts'
import { boundOf, firstNumbers, hasRoom, kindOf, kindsOf, release, type Wanted } from './numbers.ts'
import { reason, status, type CheckVariables, type Space } from './space.ts'

/** What one check does in a case: its status, and whether new pictures would mend it. */
export interface Share {
  readonly status: number
  /** Null: it needs no mending, or nobody asks. */
  readonly mendable: boolean | null
}

/**
 * Gives each check a status so that the numbers of checks that passed, failed, are uncertain or were skipped, and whether new
 * pictures mend all, are as the domains have them. Null: there is no such case.
 */
export function shareOut(space: Space, domains: readonly Bits[]): readonly Share[] | null {
  const wanted = wantedIn(space, domains)
  const asked = askedMending(space, domains)
  if (asked !== null && !mayCount(space, domains)) return null
  const options = space.checks.map((check) => optionsOf(check, domains, asked !== null))
  if (asked === null) return placeAll(options, wanted, 0)
  const good = options.map((shares) => shares.filter((share) => !isBad(share)))
  if (asked) return placeAll(good, wanted, 1)
  // nothing to mend
  const calm = good.map((shares) => shares.filter(({ mendable }) => mendable === null))
  return placeAll(calm, wanted, 0) ?? placeOneBad(options, wanted)
}

/** Is there such a case? */
export const canShareOut = (space: Space, domains: readonly Bits[]): boolean =>
  mayCount(space, domains) &&
  (askedMending(space, domains) === null || shareOut(space, domains) !== null)

/** Can the numbers be had, whatever new pictures mend? */
const mayCount = (space: Space, domains: readonly Bits[]): boolean =>
  firstNumbers(
    space.checks.length,
    wantedIn(space, domains),
    boundOf(space.checks.map((check) => kindsOf(domains[check.status]?.[0] ?? 0))),
    0,
  ) !== null

const wantedIn = ({ counts }: Space, domains: readonly Bits[]): Wanted => ({
  passed: domainOf(counts.passed, domains),
  failed: domainOf(counts.failed, domains),
  uncertain: domainOf(counts.uncertain, domains),
  skipped: domainOf(counts.skipped, domains),
})

/** Must new pictures mend all, or not all? Null: either will do. */
function askedMending({ mendable }: Space, domains: readonly Bits[]): boolean | null {
  const domain = domainOf(mendable, domains)
  return !domain || has(domain, 0) === has(domain, 1) ? null : has(domain, 1)
}

const domainOf = (variable: number | null, domains: readonly Bits[]): Bits | null =>
  variable === null ? null : (domains[variable] ?? null)

/** What each check may do. */
type Options = readonly (readonly Share[])[]

/** One check that new pictures don't mend is enough. */
function placeOneBad(options: Options, wanted: Wanted): readonly Share[] | null {
  for (const [index, shares] of options.entries()) {
    for (const share of shares.filter(isBad)) {
      const placed = placeAll(options.with(index, [share]), wanted, 0)
      if (placed) return placed
    }
  }
  return null
}

/** Without a record, or open and not to be mended by new pictures. */
const isBad = ({ status: said, mendable }: Share): boolean =>
  said === status.NONE || mendable === false

/** Finds numbers first, and then what each check does, so that the others still have room. @param leastOpen see `firstNumbers` */
function placeAll(options: Options, wanted: Wanted, leastOpen: number): readonly Share[] | null {
  const mayCountTo = options.map((shares) =>
    shares.reduce((kinds, share) => kinds | (1 << kindOf(share.status)), 0),
  )
  const others = boundOf(mayCountTo)
  let numbers = firstNumbers(options.length, wanted, others, leastOpen)
  const placed: Share[] = []
  for (const [index, shares] of options.entries()) {
    release(others, mayCountTo[index] ?? 0)
    for (const share of numbers ? shares : []) {
      const left = numbers?.with(kindOf(share.status), (numbers[kindOf(share.status)] ?? 0) - 1)
      if (!left || !hasRoom(left, others)) continue
      placed.push(share)
      numbers = left
      break
    }
  }
  return numbers ? placed : null
}

function optionsOf(
  check: CheckVariables,
  domains: readonly Bits[],
  asksMending: boolean,
): readonly Share[] {
  const domain = domains[check.status] ?? []
  const mend = asksMending ? mendings(check, domains) : [null]
  return [status.NONE, status.SKIPPED, status.PASS, status.FAIL, status.UNCERTAIN]
    .filter((each) => has(domain, each))
    .flatMap((each): readonly Share[] =>
      each === status.FAIL || each === status.UNCERTAIN
        ? mend.map((mendable) => ({ status: each, mendable }))
        : [{ status: each, mendable: null }],
    )
}

/** An open check is mendable where it has reasons and new pictures mend each. */
function mendings(check: CheckVariables, domains: readonly Bits[]): readonly boolean[] {
  const may = (code: ReasonCode) => mayGive(check, domains, code)
  const must = check.reasons.filter(({ variable }) => isForced(domains[variable] ?? []))
  const canBeMended =
    must.every(({ code }) => reasonTable[code].retake !== 'NONE') &&
    reasonCodes.some((code) => mends(code) && may(code))
  const canBeBeyond = must.length === 0 || reasonCodes.some((code) => isPlaced(code) && may(code))
  return [...(canBeBeyond ? [false] : []), ...(canBeMended ? [true] : [])]
}

/** May the check give this reason in the domains? One that no rule asks for it may always give. */
export function mayGive(
  check: CheckVariables,
  domains: readonly Bits[],
  code: ReasonCode,
): boolean {
  const known = check.reasons.find((each) => each.code === code)
  return !known || has(domains[known.variable] ?? [], reason.IN)
}

export const mends = (code: ReasonCode): boolean => reasonTable[code].retake !== 'NONE'
/** Mended by no new picture, or by none where the evidence names no place. */
const isPlaced = (code: ReasonCode): boolean =>
  reasonTable[code].retake === 'NONE' || reasonTable[code].retake === 'SLOT'

/** In the list wherever there is one. */
const isForced = (domain: Bits): boolean => has(domain, reason.IN) && !has(domain, reason.OUT)
