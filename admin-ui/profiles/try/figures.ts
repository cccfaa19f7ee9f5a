import type { EffectKind } from '../../../rules/profile-schema.ts'
import type { Counts } from './operations.ts'

/** How a machine's decision stands beside a person's. */
export const verdicts = ['AGREES', 'PERSON', 'DIFFERS', 'OPPOSITE'] as const
export type Verdict = (typeof verdicts)[number]

/** @param human what a person decided in the end @param machine what a version decides */
export function verdictOf(human: EffectKind, machine: EffectKind): Verdict {
  if (machine === 'REVIEW' || machine === 'HOLD_FOR_MASKING') return 'PERSON'
  if (machine === human) return 'AGREES'
  const both = [human, machine]
  return both.includes('APPROVE') && both.includes('DECLINE') ? 'OPPOSITE' : 'DIFFERS'
}

export interface Cell {
  readonly row: EffectKind
  readonly column: EffectKind
  readonly attempts: number
}

/** People's decisions in rows, the machine's in columns: then, or now. */
export const peopleCells = (people: Counts['people'], side: 'then' | 'now'): readonly Cell[] =>
  gathered(people.map((each) => ({ row: each.human, column: each[side], attempts: each.attempts })))

/** What the machine said then in rows, what it would say now in columns. */
export const flowCells = (flows: Counts['flows']): readonly Cell[] =>
  gathered(flows.map(({ then, now, attempts }) => ({ row: then, column: now, attempts })))

function gathered(cells: readonly Cell[]): readonly Cell[] {
  const known = new Map<string, Cell>()
  for (const cell of cells) {
    const place = `${cell.row} ${cell.column}`
    const before = known.get(place)?.attempts ?? 0
    known.set(place, { ...cell, attempts: before + cell.attempts })
  }
  return [...known.values()]
}

export interface Figures {
  readonly sessions: number
  readonly sessionsChanged: number
  /** Attempts whose decision could be told. */
  readonly told: number
  /** Shares of them that no person would look at, and none looked at then; 0…1. */
  readonly automatic: number
  readonly automaticThen: number
  /** Attempts that a person decided. */
  readonly people: number
  readonly byVerdict: Readonly<Record<Verdict, number>>
  readonly byEffect: Readonly<Record<EffectKind, number>>
}

export function figuresOf({ sessions, sessionsChanged, flows, people }: Counts): Figures {
  const total = (rows: readonly { readonly attempts: number }[]) =>
    rows.reduce((sum, { attempts }) => sum + attempts, 0)
  const told = total(flows)
  const share = (part: number) => (told === 0 ? 0 : part / told)
  const verdict = (wanted: Verdict) =>
    total(people.filter(({ human, now }) => verdictOf(human, now) === wanted))
  const effect = (wanted: EffectKind) => total(flows.filter(({ now }) => now === wanted))
  return {
    sessions,
    sessionsChanged,
    told,
    automatic: share(total(flows.filter(({ now }) => isAutomatic(now)))),
    automaticThen: share(total(flows.filter(({ then }) => isAutomatic(then)))),
    people: total(people),
    byVerdict: {
      AGREES: verdict('AGREES'),
      PERSON: verdict('PERSON'),
      DIFFERS: verdict('DIFFERS'),
      OPPOSITE: verdict('OPPOSITE'),
    },
    byEffect: {
      APPROVE: effect('APPROVE'),
      DECLINE: effect('DECLINE'),
      ASK_AGAIN: effect('ASK_AGAIN'),
      REVIEW: effect('REVIEW'),
      HOLD_FOR_MASKING: effect('HOLD_FOR_MASKING'),
    },
  }
}

const isAutomatic = (effect: EffectKind): boolean =>
  effect !== 'REVIEW' && effect !== 'HOLD_FOR_MASKING'
