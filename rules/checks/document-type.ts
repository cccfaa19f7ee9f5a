import type { CheckResult } from '../../domain/check.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { CheckInput } from './check-input.ts'
import { slotEvidence, unavailable } from './check-result.ts'

/** 書類種別: the captured document is the chosen one, and the tenant accepts it. */
export function checkDocumentType(input: CheckInput): CheckResult {
  const reading = input.documentReading
  if (!reading) return unavailable('DOC_TYPE')
  const accepted = input.acceptedDocuments.includes(reading.documentType)
  const certain = reading.typeScore >= input.thresholds.minTypeScore
  const asChosen = reading.documentType === input.documentType
  const reasonCodes: ReasonCode[] = [
    ...(asChosen && certain ? [] : (['DOC_TYPE_MISMATCH'] as const)),
    ...(accepted ? [] : (['DOC_NOT_ACCEPTED'] as const)),
  ]
  return {
    key: 'DOC_TYPE',
    outcome: !certain ? 'UNCERTAIN' : reasonCodes.length > 0 ? 'FAIL' : 'PASS',
    score: reading.typeScore,
    reasonCodes,
    evidence: [slotEvidence('FRONT')],
    facts: { documentType: reading.documentType, accepted },
    by: reading.by,
  }
}
