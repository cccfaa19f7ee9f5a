import type { CheckKey, CheckResult } from '../../domain/check.ts'
import { factsById, facts as allFacts, type FactDescriptor } from '../facts.ts'
import type { FactValue } from '../operators.ts'
import type { CheckProfile } from '../profile-schema.ts'
import { candidateValues, distanceOf } from './candidate-values.ts'
import { judgedAt } from './judged-at.ts'
import { factsOfRecord, imagine, isUnderstood, type Moves } from './imagine.ts'
import { passing } from './passing.ts'
import type { Seen } from './what-rules-see.ts'

/** A fact that was another one, by its id. */
export interface FactChange {
  readonly fact: string
  readonly seen: FactValue
  readonly needed: FactValue
}

/** A record that a check could have given instead, with the facts that make the difference. */
export interface Alternative {
  readonly record: CheckResult
  readonly changes: readonly FactChange[]
  readonly distance: number
}

/** More facts of one check at once are another application. */
const mostMoves = 3
/** Imagined records of one check; what lies beyond is not looked for. */
const mostImagined = 4_000

/**
 * What a check could have said instead, by single facts: of all records that the rules can't tell apart, the one of the fewest
 * and shortest changes. What the record doesn't explain (the machine failed, another release wrote it) can only pass as a whole.
 */
export function alternativesOf(
  profile: CheckProfile,
  was: CheckResult,
  { constantsOf, seenOf }: Seen,
): readonly Alternative[] {
  if (was.outcome === 'SKIPPED') return []
  if (!isUnderstood(was, profile.thresholds))
    return was.outcome === 'PASS' ? [] : [whole(profile, was)]
  const before = factsOfRecord(was)
  const knobs = knobsOf(was.key).flatMap((fact) => {
    const name = nameIn(fact)
    const seen = before[name] ?? null
    if (seen === null && !mayBeUnread.includes(was.key)) return []
    const constants = [...constantsOf(fact.id), ...judgedAt(fact.id, profile.thresholds, was)]
    return [{ fact, name, seen, values: candidateValues(fact, seen, constants) }]
  })
  const cheapest = new Map<string, Alternative>()
  const unchanged = seenOf(was)
  let left = mostImagined
  for (let size = 1; size <= mostMoves; size += 1) walk(0, size, [])
  return [...cheapest.values()]

  function walk(from: number, size: number, chosen: readonly Chosen[]): void {
    if (size === 0) return consider(chosen)
    for (let index = from; index <= knobs.length - size; index += 1) {
      const knob = knobs[index]
      for (const value of knob?.values ?? []) {
        if (knob && left > 0) walk(index + 1, size - 1, [...chosen, { ...knob, value }])
      }
    }
  }

  function consider(chosen: readonly Chosen[]): void {
    left -= 1
    const moves: Moves = new Map(chosen.map(({ name, value }) => [name, value]))
    const record = imagine(was, profile.thresholds, moves)
    if (!record) return
    const mark = seenOf(record)
    if (mark === unchanged) return
    const distance = chosen.reduce(
      (sum, { fact, seen, value }) => sum + distanceOf(fact, seen, value),
      0,
    )
    const found = cheapest.get(mark)
    // sizes come in their order, so that fewer facts were seen first
    if (found && (found.changes.length < chosen.length || found.distance <= distance)) return
    const changes = chosen.map(({ fact, seen, value }) => ({ fact: fact.id, seen, needed: value }))
    cheapest.set(mark, { record, changes, distance })
  }
}

interface Chosen {
  readonly fact: FactDescriptor
  readonly name: string
  readonly seen: FactValue
  readonly value: FactValue
}

/** Checks whose machine judges by more than it tells: of them the outcome itself can be another. */
const judgedByMachine: readonly CheckKey[] = ['THICKNESS', 'LIVENESS', 'BACK_SIDE']

/** What these don't say was not read; what others don't say was never looked for. */
const mayBeUnread: readonly CheckKey[] = ['EXPIRY', 'NAME', 'ADDRESS', 'DOB_AGE']

const knobsOf = (key: CheckKey): readonly FactDescriptor[] =>
  allFacts.filter(
    ({ id, owner }) => owner === key && (id !== `${key}.outcome` || judgedByMachine.includes(key)),
  )

const nameIn = ({ id, owner }: FactDescriptor): string => id.slice(owner.length + 1)

function whole(profile: CheckProfile, was: CheckResult): Alternative {
  const fact = `${was.key}.outcome`
  return {
    record: passing(profile, was),
    changes: [{ fact, seen: was.outcome, needed: 'PASS' }],
    distance: factsById.has(fact) ? 1 : 0,
  }
}
