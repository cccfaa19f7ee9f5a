import { checkKeys, type CheckKey, type CheckResult, type Outcome } from '../../domain/check.ts'
import type { CheckProfile } from '../profile-schema.ts'

/** Records without facts, for examples: every check that is on says this outcome (null: it gave no record), the others SKIPPED. */
export const plainResults = (
  { checks }: CheckProfile,
  outcome: Outcome | null,
): readonly CheckResult[] =>
  checkKeys.flatMap((key) => {
    const said = checks[key].on ? outcome : 'SKIPPED'
    return said ? [plainResult(key, said)] : []
  })

/** A record that says its outcome alone. */
export const plainResult = (key: CheckKey, outcome: Outcome): CheckResult => ({
  key,
  outcome,
  score: null,
  reasonCodes: [],
  evidence: [],
  facts: {},
  by: { engine: 'example', model: null, version: '1' },
})
