import { z } from 'zod'
import type { Regime } from './regulation.ts'
import type { SessionStatus } from './session-state.ts'

/** What is erased, each in its own time. PERSON is all that is left of the person, pictures included. */
export const erasedKinds = ['PICTURES', 'FILMS', 'PERSON'] as const
export type ErasedKind = (typeof erasedKinds)[number]
export const outcomesKept = ['APPROVED', 'DECLINED', 'OTHER'] as const
export type OutcomeKept = (typeof outcomesKept)[number]

export const statusesOf: Record<OutcomeKept, readonly SessionStatus[]> = {
  APPROVED: ['APPROVED'],
  DECLINED: ['DECLINED'],
  OTHER: ['EXPIRED', 'CANCELLED'],
}

/** Whole days; null: kept until somebody says otherwise. */
const days = z.number().int().min(1).max(36_500).nullable().default(null)
const termsSchema = z.strictObject({ PICTURES: days, FILMS: days, PERSON: days })
export const retentionSchema = z.strictObject({
  APPROVED: termsSchema.prefault({}),
  DECLINED: termsSchema.prefault({}),
  OTHER: termsSchema.prefault({}),
})
export type Retention = z.infer<typeof retentionSchema>

export interface Duty {
  readonly days: number
  /** From which day it counts. What counts from a contract's end is kept until the company names that day. */
  readonly from: 'DECISION' | 'CONTRACT_END'
  /** What must be kept so long. Of the film no law of these says anything. */
  readonly kinds: readonly ErasedKind[]
  readonly outcome: OutcomeKept
  readonly source: string
}

/** Years with as many leap days as they can have. */
const [threeYears, sevenYears] = [1096, 2557]

/** How long the law wants the record of a verification to be kept: dated data like domain/regulation.ts, to be checked by counsel. */
const duties: Readonly<Record<Regime, Duty | null>> = {
  NONE: null,
  // 確認記録 with the pictures that belong to it: 法6条2項, 施行規則19条1項2号・20条3項・21条
  APTCP: {
    days: sevenYears,
    from: 'CONTRACT_END',
    kinds: ['PICTURES', 'PERSON'],
    outcome: 'APPROVED',
    source: '犯罪収益移転防止法6条2項、施行規則21条',
  },
  // held to be so, without a text at hand: the longer keeping does no harm
  MOBILE: {
    days: threeYears,
    from: 'CONTRACT_END',
    kinds: ['PICTURES', 'PERSON'],
    outcome: 'APPROVED',
    source: '携帯電話不正利用防止法4条2項',
  },
  // 帳簿
  KOBUTSU: {
    days: threeYears,
    from: 'DECISION',
    kinds: ['PICTURES', 'PERSON'],
    outcome: 'APPROVED',
    source: '古物営業法18条1項',
  },
  DATING: null,
  ALCOHOL: null,
}

export const dutyOf = (regime: Regime): Duty | null => duties[regime]

/** The least days that a term may have; 0: no law says. */
export function leastDays(regime: Regime, outcome: OutcomeKept, kind: ErasedKind): number {
  const duty = duties[regime]
  return duty && duty.outcome === outcome && duty.kinds.includes(kind) ? duty.days : 0
}

/** The first term that the law forbids, or that could not be kept; null: all may stand. */
export function retentionProblem(
  regime: Regime,
  retention: Retention,
): { readonly field: string; readonly message: string; readonly law: boolean } | null {
  for (const outcome of outcomesKept) {
    const terms = retention[outcome]
    for (const kind of erasedKinds) {
      const term = terms[kind]
      const least = leastDays(regime, outcome, kind)
      const field = `${outcome}.${kind}`
      if (term === null) continue
      if (term < least) return { field, law: true, message: `expected ${least} days at least` }
      if (terms.PERSON !== null && term > terms.PERSON)
        return { field, law: false, message: 'expected no more days than of PERSON' }
    }
  }
  return null
}

/** Why a session must not be erased, whatever its term. */
export const holdReasons = [
  'LITIGATION',
  'INVESTIGATION',
  'REGULATOR',
  'COMPLAINT',
  'OTHER',
] as const
export type HoldReason = (typeof holdReasons)[number]
