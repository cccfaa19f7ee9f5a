import type { CheckResult } from '../../domain/check.ts'
import { ageOnDay, parseJapaneseDate } from '../../domain/dates.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { CheckInput } from './check-input.ts'
import { fieldEvidence, fieldOf, rulesEngine, skipped, unavailable } from './check-result.ts'

/** 生年月日一致・年齢条件: equal to the declared day, and old enough on the day in Japan. */
export function checkBirthDate(input: CheckInput): CheckResult {
  const { declared, documentReading, thresholds, day } = input
  if (declared.birthDate === undefined && thresholds.minAge === null) return skipped('DOB_AGE')
  if (!documentReading) return unavailable('DOB_AGE')
  const field = fieldOf(documentReading, 'birthDate')
  const date = parseJapaneseDate(field?.value ?? '')
  const base = {
    key: 'DOB_AGE',
    score: null,
    evidence: fieldEvidence(field),
    by: rulesEngine,
  } as const
  if (field?.trusted !== true || date === null || date.iso > day) {
    return {
      ...base,
      outcome: 'UNCERTAIN',
      reasonCodes: ['FIELD_UNREADABLE'],
      facts: { matches: null, age: null, trusted: false },
    }
  }
  const age = ageOnDay(date.iso, day)
  const matches = declared.birthDate === undefined ? null : declared.birthDate === date.iso
  const reasonCodes: ReasonCode[] = [
    ...(thresholds.minAge !== null && age < thresholds.minAge ? (['AGE_UNDER'] as const) : []),
    ...(matches === false ? (['DOB_MISMATCH'] as const) : []),
  ]
  return {
    ...base,
    outcome: reasonCodes.length > 0 ? 'FAIL' : 'PASS',
    reasonCodes,
    facts: { matches, age, trusted: true },
  }
}
