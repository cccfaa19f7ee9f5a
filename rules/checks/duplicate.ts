import type { CheckResult } from '../../domain/check.ts'
import type { CheckInput } from './check-input.ts'
import { rulesEngine, unavailable } from './check-result.ts'

/** 二重登録: other sessions of the tenant with the same name and birth date. */
export function checkDuplicate({ duplicateCount }: CheckInput): CheckResult {
  if (duplicateCount === null) return unavailable('DUPLICATE')
  return {
    key: 'DUPLICATE',
    outcome: duplicateCount > 0 ? 'FAIL' : 'PASS',
    score: null,
    reasonCodes: duplicateCount > 0 ? ['DUPLICATE'] : [],
    evidence: [],
    facts: { count: duplicateCount },
    by: rulesEngine,
  }
}
