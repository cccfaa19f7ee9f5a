import type { CheckResult } from '../domain/check.ts'
import { slots, type Slot } from '../domain/method.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import { openChecks, slotsFor } from './check-facts.ts'
import type { Effect, EffectKind } from './profile-schema.ts'

/** An effect with everything filled in from the checks. */
export interface DecidedEffect {
  readonly kind: EffectKind
  readonly reasonCodes: readonly ReasonCode[]
  /** What to take again; only ASK_AGAIN has any, and always at least one. */
  readonly slots: readonly Slot[]
  /** Only REVIEW has one. */
  readonly queue: string | null
  /** 0…100; cases with a higher one are taken first. */
  readonly priority: number
  /** May a partner organisation resolve the case? */
  readonly outsource: boolean
  /** Must a second person confirm it? */
  readonly secondPerson: boolean
}

/** What the effect of the deciding rule means for these checks: its own reasons and pictures, or those that the checks name. */
export function decidedEffect(effect: Effect, results: readonly CheckResult[]): DecidedEffect {
  const open = openChecks(results)
  const found = [...new Set(open.flatMap(({ reasonCodes }) => reasonCodes))]
  const given = 'reasonCodes' in effect ? effect.reasonCodes : []
  const named = given.length > 0 ? given : found
  if (effect.kind === 'APPROVE') return { ...plain, kind: 'APPROVE' }
  if (effect.kind !== 'ASK_AGAIN') return { ...plain, ...effect, reasonCodes: named }
  const slotsOf = (code: ReasonCode) =>
    open
      .filter(({ reasonCodes }) => reasonCodes.includes(code))
      .flatMap((result) => slotsFor(code, result))
  const wanted = new Set(effect.slots.length > 0 ? effect.slots : named.flatMap(slotsOf))
  // new pictures would mend nothing: a person has to look
  if (wanted.size === 0) {
    return { ...plain, kind: 'REVIEW', reasonCodes: named, queue: 'standard' }
  }
  return {
    ...plain,
    kind: 'ASK_AGAIN',
    reasonCodes: given.length > 0 ? named : named.filter((code) => slotsOf(code).length > 0),
    slots: slots.filter((slot) => wanted.has(slot)),
  }
}

const plain = {
  reasonCodes: [],
  slots: [],
  queue: null,
  priority: 0,
  outsource: false,
  secondPerson: false,
} as const
