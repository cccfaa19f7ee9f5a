import type { CheckResult } from '../../domain/check.ts'
import { daysFromTo, parseJapaneseDate } from '../../domain/dates.ts'
import { documentCatalogue } from '../../domain/document-catalogue.ts'
import type { CheckInput } from './check-input.ts'
import { fieldEvidence, fieldOf, rulesEngine, skipped, unavailable } from './check-result.ts'

/** 有効期限: valid on the day the images were received, in Japan; the printed day itself is still valid. */
export function checkExpiry(input: CheckInput): CheckResult {
  if (documentCatalogue[input.documentType].expiryRule === 'NONE') return skipped('EXPIRY')
  if (!input.documentReading) return unavailable('EXPIRY')
  const field = fieldOf(input.documentReading, 'expiryDate')
  const date = parseJapaneseDate(field?.value ?? '')
  const trusted = field?.trusted === true && date !== null
  const remainingDays = trusted ? daysFromTo(input.day, date.iso) : null
  const valid = remainingDays !== null && remainingDays >= input.thresholds.minRemainingDays
  return {
    key: 'EXPIRY',
    outcome: !trusted ? 'UNCERTAIN' : valid ? 'PASS' : 'FAIL',
    score: null,
    reasonCodes: !trusted ? ['FIELD_UNREADABLE'] : valid ? [] : ['DOC_EXPIRED'],
    evidence: fieldEvidence(field),
    facts: { remainingDays, trusted },
    by: rulesEngine,
  }
}
