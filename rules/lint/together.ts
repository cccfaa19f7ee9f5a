import { reasonCodes, reasonTable, type ReasonCode } from '../../domain/reason-codes.ts'
import { has, type Bits } from './bits.ts'
import {
  countKinds,
  reason,
  status,
  type CheckVariables,
  type CountKind,
  type Space,
} from './space.ts'

/** What one check does in a case: its status, and whether new pictures would mend it. */
export interface Share {
  readonly status: number
  /** Null: it needs no mending, or nobody asks. */
  readonly mendable: boolean | null
}

/**
 * Gives each check a status so that the numbers of checks that passed, failed, are uncertain or were skipped, and whether new
 * pictures mend all, are as the domains have them. Null: there is no such case. Searched check by check; what failed once
 * from the same numbers fails again, so that the work is bounded by the numbers.
 */
export function shareOut(space: Space, domains: readonly Bits[]): readonly Share[] | null {
  const mending = domainOf(space.mendable)
  const asksMending = mending !== undefined && !(has(mending, 0) && has(mending, 1))
  const options = space.checks.map((check) => optionsOf(check, domains, asksMending))
  const most = options.length + 1
  const mayCome = {
    passed: stillToCome(options, [status.PASS]),
    failed: stillToCome(options, [status.FAIL]),
    uncertain: stillToCome(options, [status.UNCERTAIN, status.NONE]),
    skipped: stillToCome(options, [status.SKIPPED]),
  }
  const dead = new Set<number>()
  const chosen: Share[] = []
  return place(0, 0, 0, 0, unmended.CALM) ? chosen : null

  function place(
    index: number,
    passed: number,
    failed: number,
    uncertain: number,
    mood: number,
  ): boolean {
    const skipped = index - passed - failed - uncertain
    const numbers = { passed, failed, uncertain, skipped }
    if (!countKinds.every((kind) => canReach(kind, numbers[kind], index))) return false
    if (index === options.length) return fitsMood(mood)
    const key = (((index * most + passed) * most + failed) * most + uncertain) * 3 + mood
    if (dead.has(key)) return false
    for (const option of options[index] ?? []) {
      chosen[index] = option
      const open = option.status === status.FAIL || option.status === status.UNCERTAIN
      const bad = option.status === status.NONE || (open && option.mendable === false)
      const next = bad || mood === unmended.BAD ? unmended.BAD : open ? unmended.MENDABLE : mood
      const placed = place(
        index + 1,
        passed + (option.status === status.PASS ? 1 : 0),
        failed + (option.status === status.FAIL ? 1 : 0),
        uncertain + (option.status === status.UNCERTAIN || option.status === status.NONE ? 1 : 0),
        next,
      )
      if (placed) return true
    }
    dead.add(key)
    return false
  }

  /** Can the checks from here on bring the number to one that is wanted? At the end: is it wanted? */
  function canReach(kind: CountKind, number: number, index: number): boolean {
    const domain = domainOf(space.counts[kind])
    if (!domain) return true
    const highest = number + (mayCome[kind][index] ?? 0)
    for (let each = number; each <= highest; each += 1) if (has(domain, each)) return true
    return false
  }
  function fitsMood(mood: number): boolean {
    const domain = domainOf(space.mendable)
    return !domain || has(domain, mood === unmended.MENDABLE ? 1 : 0)
  }
  function domainOf(variable: number | null): Bits | undefined {
    return variable === null ? undefined : domains[variable]
  }
}

/** Of the checks so far: none is open, all that are open can be mended, or one can't be or has no record. */
const unmended = { CALM: 0, MENDABLE: 1, BAD: 2 } as const

/** Of the checks from each place on, how many can have one of the statuses. */
function stillToCome(
  options: readonly (readonly Share[])[],
  wanted: readonly number[],
): readonly number[] {
  const able = options.map((shares) => shares.some((share) => wanted.includes(share.status)))
  return [...options, null].map((_each, index) => able.slice(index).filter(Boolean).length)
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
