import type { CheckResult } from '../../domain/check.ts'
import type { CheckInput } from './check-input.ts'
import {
  fieldEvidence,
  fieldOf,
  hasEntries,
  rulesEngine,
  skipped,
  slotEvidence,
  unavailable,
} from './check-result.ts'

/** 裏面・追記: the back is there; entries that could not be read with certainty need a person, for the seal too. */
export function checkBackSide(input: CheckInput): CheckResult {
  if (!input.slots.includes('BACK')) return skipped('BACK_SIDE')
  const verdict = input.verdicts.find(({ slot }) => slot === 'BACK')
  const base = { key: 'BACK_SIDE', score: null, by: rulesEngine } as const
  if (!verdict?.accepted) {
    return {
      ...base,
      outcome: 'FAIL',
      reasonCodes: verdict ? [...verdict.reasonCodes] : ['IMG_MISSING'],
      evidence: [slotEvidence('BACK')],
      facts: { captured: verdict !== undefined, changesPrinted: null },
    }
  }
  if (!input.backReading) return unavailable('BACK_SIDE')
  const field = fieldOf(input.backReading, 'addressChange')
  const changesPrinted = hasEntries(input.backReading)
  const doubtful = changesPrinted && field?.trusted !== true
  return {
    ...base,
    outcome: doubtful ? 'UNCERTAIN' : 'PASS',
    reasonCodes: doubtful ? ['FIELD_UNREADABLE'] : [],
    evidence: changesPrinted ? fieldEvidence(field) : [slotEvidence('BACK')],
    facts: { captured: true, changesPrinted },
  }
}
