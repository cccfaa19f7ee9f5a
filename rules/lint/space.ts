import { checkKeys, type CheckKey } from '../../domain/check.ts'
import { isReasonCode, reasonCodes, type ReasonCode } from '../../domain/reason-codes.ts'
import type { Comparison } from '../condition.ts'
import { factsById, type FactDescriptor } from '../facts.ts'
import type { FactValue } from '../operators.ts'
import type { CheckProfile } from '../profile-schema.ts'
import { bitsWhere, only, type Bits } from './bits.ts'
import { testPoints } from './regions.ts'

/**
 * Everything that can vary between two cases, as far as the comparisons of a profile can tell, each with its few values:
 *
 * - of a check, whether there is a record (null: none) and its outcome;
 * - of a fact, one value for each range that the constants tell apart, or null: the check said nothing;
 * - of a check and a reason code, whether it is among the reasons;
 * - how many checks passed, failed, are uncertain, were skipped, and whether new pictures mend all: these follow from the rest.
 */
export interface Space {
  readonly profile: CheckProfile
  readonly variables: readonly Variable[]
  /** Every value that each variable can have with the checks that are on. */
  readonly start: readonly Bits[]
  readonly byId: ReadonlyMap<string, number>
  /** One a check, in the order of `checkKeys`. */
  readonly checks: readonly CheckVariables[]
  readonly counts: Readonly<Record<CountKind, number | null>>
  readonly mendable: number | null
  /** Does a rule ask for all checks together? */
  readonly together: boolean
  /** Variables that stand for a fact below and above a range, where a gap is looked for. */
  readonly below: number
  readonly above: number
}

export interface Variable {
  readonly id: string
  readonly check: number | null
  readonly kind: 'STATUS' | 'FACT' | 'REASON' | 'TOGETHER' | 'COPY'
  readonly values: readonly FactValue[]
}

export interface CheckVariables {
  readonly key: CheckKey
  readonly status: number
  readonly facts: readonly number[]
  readonly reasons: readonly { readonly code: ReasonCode; readonly variable: number }[]
}

export const statuses = [null, 'SKIPPED', 'PASS', 'FAIL', 'UNCERTAIN'] as const
export const status = { NONE: 0, SKIPPED: 1, PASS: 2, FAIL: 3, UNCERTAIN: 4 } as const
/** Of a reason code: no list of reasons, in the list, not in the list. */
export const reason = { NONE: 0, IN: 1, OUT: 2 } as const
export const countKinds = ['passed', 'failed', 'uncertain', 'skipped'] as const
export type CountKind = (typeof countKinds)[number]

/** The space of a profile, seen by these comparisons; they fit their facts. */
export function spaceOf(profile: CheckProfile, comparisons: readonly Comparison[]): Space {
  const constants = new Map<string, number[]>()
  const codes = new Map<string, Set<ReasonCode>>()
  const used = new Set<string>()
  for (const { fact, value } of comparisons) {
    used.add(fact)
    if (typeof value === 'number') constants.set(fact, [...(constants.get(fact) ?? []), value])
    if (typeof value === 'string' && isReasonCode(value)) {
      codes.set(fact, (codes.get(fact) ?? new Set()).add(value))
    }
  }
  const variables: Variable[] = []
  const start: Bits[] = []
  const byId = new Map<string, number>()
  const add = (variable: Variable, may: (index: number) => boolean = () => true): number => {
    byId.set(variable.id, variables.length)
    start.push(bitsWhere(variable.values.length, may))
    return variables.push(variable) - 1
  }
  const checks = checkKeys.map((key, check): CheckVariables => {
    const { on } = profile.checks[key]
    const ofAll = codes.get('ALL.reasons') ?? []
    const wanted = reasonCodes.filter(
      (code) => codes.get(`${key}.reasons`)?.has(code) || [...ofAll].includes(code),
    )
    return {
      key,
      status: add({ id: `${key}.outcome`, check, kind: 'STATUS', values: statuses }, (index) =>
        on ? true : index === status.SKIPPED,
      ),
      facts: [...used]
        .map((id) => factsById.get(id))
        .filter((fact) => fact !== undefined)
        .filter((fact) => fact.owner === key && isFree(fact))
        .map((fact) =>
          add(
            {
              id: fact.id,
              check,
              kind: 'FACT',
              values: valuesOf(fact, constants.get(fact.id) ?? []),
            },
            (index) => on || index === 0,
          ),
        ),
      reasons: wanted.map((code) => ({
        code,
        variable: add(
          { id: reasonId(key, code), check, kind: 'REASON', values: [null, true, false] },
          (index) => on || index === reason.NONE,
        ),
      })),
    }
  })
  const together = (id: string, values: readonly FactValue[]) =>
    used.has(id) ? add({ id, check: null, kind: 'TOGETHER', values }) : null
  const numbers = Array.from({ length: checkKeys.length + 1 }, (_, index) => index)
  const counts = {
    passed: together('ALL.passed', numbers),
    failed: together('ALL.failed', numbers),
    uncertain: together('ALL.uncertain', numbers),
    skipped: together('ALL.skipped', numbers),
  }
  const mendable = together('ALL.mendable', [false, true])
  const below = add({ id: 'BELOW', check: null, kind: 'COPY', values: [null] })
  const above = add({ id: 'ABOVE', check: null, kind: 'COPY', values: [null] })
  const isTogether = [...used].some((id) => id.startsWith('ALL.'))
  return {
    profile,
    variables,
    start,
    byId,
    checks,
    counts,
    mendable,
    together: isTogether,
    below,
    above,
  }
}

export const reasonId = (check: CheckKey, code: string): string => `${check}.reasons#${code}`

/** The set of one value of a variable. */
export const onlyValue = (space: Space, variable: number, index: number): Bits =>
  only(space.variables[variable]?.values.length ?? 0, index)

const isFree = (fact: FactDescriptor): boolean =>
  fact.kind !== 'REASONS' && !fact.id.endsWith('.outcome')

function valuesOf(fact: FactDescriptor, constants: readonly number[]): readonly FactValue[] {
  switch (fact.kind) {
    case 'NUMBER':
      return [null, ...testPoints(fact, constants)]
    case 'ENUM':
      return [null, ...fact.values]
    case 'FLAG':
      return [null, true, false]
    case 'REASONS':
      return [null]
  }
}
