import type { Resolution } from './case-state.ts'

/** What two people, who did not know of each other, made of one case, and what became of it. */
export interface BlindPair {
  readonly first: { readonly memberId: string; readonly resolution: Resolution }
  readonly second: { readonly memberId: string; readonly resolution: Resolution }
  /** The outcome: where they differed, the supervisor's. */
  readonly final: Resolution
  /** Why the case had to be looked at. */
  readonly reasonCodes: readonly string[]
}

export interface Agreement {
  readonly cases: number
  /** Share of cases in which both said the same; null: there are none. */
  readonly observed: number | null
  /** Null: there are no cases, or all that was said is one and the same, so that chance explains everything. */
  readonly kappa: number | null
}

/**
 * Cohen's κ = (p₀ − pₑ) / (1 − pₑ): agreement beyond what chance gives two people who say each outcome as often as these do.
 * 1: always the same, 0: as by chance, below: less than that.
 * @see Cohen, A Coefficient of Agreement for Nominal Scales, 1960
 */
export function agreementOf(pairs: readonly BlindPair[]): Agreement {
  const cases = pairs.length
  if (cases === 0) return { cases, observed: null, kappa: null }
  const observed = pairs.filter(({ first, second }) => same(first, second)).length / cases
  const outcomes = new Set(
    pairs.flatMap(({ first, second }) => [first.resolution, second.resolution]),
  )
  const share = (which: 'first' | 'second', outcome: Resolution) =>
    pairs.filter((pair) => pair[which].resolution === outcome).length / cases
  const byChance = [...outcomes].reduce(
    (sum, outcome) => sum + share('first', outcome) * share('second', outcome),
    0,
  )
  return { cases, observed, kappa: byChance === 1 ? null : (observed - byChance) / (1 - byChance) }
}

const same = (one: { resolution: Resolution }, other: { resolution: Resolution }): boolean =>
  one.resolution === other.resolution

export interface ReviewerRecord extends Agreement {
  readonly memberId: string
  /** Cases that ended otherwise than this person had said. */
  readonly overturned: number
}

/** Each person's share in it, those with most cases first. */
export function recordsOf(pairs: readonly BlindPair[]): readonly ReviewerRecord[] {
  const people = new Set(pairs.flatMap(({ first, second }) => [first.memberId, second.memberId]))
  return [...people]
    .map((memberId) => {
      const theirs = pairs.filter((pair) => sideOf(pair, memberId) !== null)
      const overturned = theirs.filter((pair) => sideOf(pair, memberId)?.resolution !== pair.final)
      return { memberId, ...agreementOf(theirs), overturned: overturned.length }
    })
    .toSorted((a, b) => b.cases - a.cases)
}

const sideOf = ({ first, second }: BlindPair, memberId: string) =>
  first.memberId === memberId ? first : second.memberId === memberId ? second : null

export interface ReasonRecord {
  readonly code: string
  readonly cases: number
  readonly differed: number
}

/** About which reasons people differ, the most frequent first. */
export function reasonsOf(pairs: readonly BlindPair[]): readonly ReasonRecord[] {
  const codes = new Set(pairs.flatMap(({ reasonCodes }) => reasonCodes))
  return [...codes]
    .map((code) => {
      const about = pairs.filter(({ reasonCodes }) => reasonCodes.includes(code))
      const differed = about.filter(({ first, second }) => !same(first, second)).length
      return { code, cases: about.length, differed }
    })
    .toSorted((a, b) => b.differed - a.differed || b.cases - a.cases)
}
