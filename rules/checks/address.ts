import { compareAddresses, type AddressAnswer } from '../../domain/addresses.ts'
import type { CheckResult } from '../../domain/check.ts'
import { compareWithReading } from '../../domain/compare-with-reading.ts'
import type { CheckInput } from './check-input.ts'
import {
  fieldEvidence,
  fieldOf,
  hasEntries,
  rulesEngine,
  skipped,
  unavailable,
} from './check-result.ts'
import { readingsOf } from './readings.ts'

/** 住所一致: the declared address against the latest printed one; an entry on the back beats the front. */
export function checkAddress(input: CheckInput): CheckResult {
  const { declared, documentReading } = input
  if (declared.address === undefined) return skipped('ADDRESS')
  if (!documentReading) return unavailable('ADDRESS')
  return hasEntries(input.backReading)
    ? checkBack(input, declared.address)
    : checkFront(input, declared.address)
}

function checkFront(input: CheckInput, declared: string): CheckResult {
  const field = fieldOf(input.documentReading, 'address')
  const compared = compareWithReading(declared, readingsOf(field), 'address')
  const base = {
    key: 'ADDRESS',
    score: null,
    evidence: fieldEvidence(field),
    by: rulesEngine,
  } as const
  if (!compared || compared.support === 'NONE') {
    return {
      ...base,
      outcome: 'UNCERTAIN',
      reasonCodes: ['FIELD_UNREADABLE'],
      facts: { answer: null, support: 'NONE', changedOnBack: false },
    }
  }
  const facts = { ...compared, changedOnBack: false }
  if (compared.answer === 'DIFFERENT') {
    const outcome = field?.trusted === true ? 'FAIL' : 'UNCERTAIN'
    return { ...base, outcome, reasonCodes: ['ADDRESS_MISMATCH'], facts }
  }
  const whole = isWhole(compared.answer, input.thresholds.buildingOmittedOk)
  return {
    ...base,
    outcome: whole ? 'PASS' : 'UNCERTAIN',
    reasonCodes: whole ? [] : ['ADDRESS_PARTIAL'],
    facts,
  }
}

/** The entries are free text: they can confirm the declared address, yet never contradict it by themselves. */
function checkBack(input: CheckInput, declared: string): CheckResult {
  const field = fieldOf(input.backReading ?? null, 'addressChange')
  const answers = (field?.text ?? '').split('\n').map((line) => compareAddresses(declared, line))
  const answer = answers.find((each) => isWhole(each, input.thresholds.buildingOmittedOk)) ?? null
  const confirmed = answer !== null && field?.trusted === true
  return {
    key: 'ADDRESS',
    outcome: confirmed ? 'PASS' : 'UNCERTAIN',
    score: null,
    reasonCodes: confirmed ? [] : ['ADDRESS_PARTIAL'],
    evidence: fieldEvidence(field),
    facts: { answer, support: confirmed ? 'READ' : 'NONE', changedOnBack: true },
    by: rulesEngine,
  }
}

/** Is that as much of the address as the tenant wants? */
export const isWhole = (answer: AddressAnswer, buildingOmittedOk: boolean): boolean =>
  answer === 'SAME' ||
  answer === 'PREFECTURE_OMITTED' ||
  (answer === 'BUILDING_OMITTED' && buildingOmittedOk)
