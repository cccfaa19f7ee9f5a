import type { CheckKey, CheckResult } from '../../domain/check.ts'
import { runCheck } from '../run-checks.ts'
import type { FactValue } from '../operators.ts'
import type { Thresholds } from '../thresholds.ts'
import { findingsByCheck, noFindings } from './imagined-findings.ts'

/** A fact by its name in its check, with the value that it is imagined to have. */
export type Moves = ReadonlyMap<string, FactValue>

/**
 * The record that a check gives when some of its facts are others. The check itself gives it, from findings of which it would
 * have said the record that there is: so what it can't say, or never says together, is not imagined.
 * @returns null where there is no such record, or the record does not tell enough of what the check saw
 */
export function imagine(
  was: CheckResult,
  thresholds: Thresholds,
  moves: Moves,
): CheckResult | null {
  const before = factsOfRecord(was)
  const findings = findingsByCheck[was.key](
    { ...before, ...Object.fromEntries(moves) },
    was,
    thresholds,
  )
  if (!findings) return null
  const found = runCheck(was.key, { ...noFindings, ...findings, thresholds })
  const after = factsOfRecord(found)
  const asImagined = [...new Set([...Object.keys(before), ...Object.keys(after)])].every((name) => {
    const [seen, now] = [before[name] ?? null, after[name] ?? null]
    if (moves.has(name)) return isAlike(now, moves.get(name) ?? null)
    return seen === null || now === null || follows(was.key, name) || isAlike(seen, now)
  })
  if (!asImagined) return null
  // where the reasons are among those it had, they were seen where they were seen
  const isNews = found.reasonCodes.some((code) => !was.reasonCodes.includes(code))
  return { ...found, evidence: isNews ? found.evidence : was.evidence, by: was.by }
}

/** Does the record say all that the check judged by? Where it doesn't, a fact can't be changed alone. */
export function isUnderstood(was: CheckResult, thresholds: Thresholds): boolean {
  const again = imagine(was, thresholds, new Map())
  return (
    again !== null &&
    again.outcome === was.outcome &&
    again.reasonCodes.length === was.reasonCodes.length &&
    again.reasonCodes.every((code) => was.reasonCodes.includes(code)) &&
    Object.entries(again.facts).every(([name, value]) => isAlike(value, was.facts[name] ?? null))
  )
}

export const factsOfRecord = ({
  facts,
  score,
  outcome,
}: CheckResult): Readonly<Record<string, FactValue>> => ({ ...facts, score, outcome })

/** Facts that go with another one of their check, beside those that were missing or are so then. */
const follows = (key: CheckKey, name: string): boolean =>
  name === 'outcome' || (followers[key]?.includes(name) ?? false)

const followers: Partial<Record<CheckKey, readonly string[]>> = {
  DOC_AUTHENTICITY: ['score'],
  EXPIRY: ['trusted'],
  DOB_AGE: ['trusted'],
  NAME: ['support'],
  ADDRESS: ['support'],
  FACE_MATCH: ['score', 'margin', 'farLevel'],
}

const isAlike = (one: FactValue, other: FactValue): boolean =>
  one === other ||
  (typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) < 1e-9)
