import type { CheckResult } from '../../domain/check.ts'
import { parseJapaneseDate } from '../../domain/dates.ts'
import type { DocumentReading, FieldReading } from '../../domain/findings.ts'
import { foldWidth } from '../../domain/fold.ts'
import { isLicenceNumber, licenceFirstYear } from '../../domain/numbers.ts'
import type { CheckInput } from './check-input.ts'
import { fieldEvidence, fieldOf, rulesEngine, unavailable } from './check-result.ts'

/** 書類番号: format and check digit. The year of the first licence is told as a fact only: lapses and old numbers break it. */
export function checkDocumentNumber(input: CheckInput): CheckResult {
  if (!input.documentReading) return unavailable('DOC_NUMBER')
  const field = fieldOf(input.documentReading, 'number')
  const number = numberOf(field)
  const checkDigit = number === null ? 'UNREAD' : isLicenceNumber(number) ? 'OK' : 'WRONG'
  // a check digit that holds vouches for the reading; one that doesn't may be a slip of the reader
  const certain = field !== undefined && (field.trusted || readings(field).size === 1)
  return {
    key: 'DOC_NUMBER',
    outcome:
      checkDigit === 'OK' ? 'PASS' : checkDigit === 'WRONG' && certain ? 'FAIL' : 'UNCERTAIN',
    score: null,
    reasonCodes:
      checkDigit === 'OK'
        ? []
        : [checkDigit === 'WRONG' && certain ? 'DOC_NUMBER_INVALID' : 'FIELD_UNREADABLE'],
    evidence: fieldEvidence(field),
    facts: {
      checkDigit,
      yearMatches: checkDigit === 'OK' ? yearMatches(input.documentReading, number ?? '') : null,
    },
    by: rulesEngine,
  }
}

const digitsOf = (text: string): string => foldWidth(text).replaceAll(/\D/gu, '')

const readings = (field: FieldReading): ReadonlySet<string> =>
  new Set(field.candidates.length > 1 ? field.candidates.map(digitsOf) : [])

/** As the grammar has it; else what all engines read alike, for a number that the grammar refused. */
function numberOf(field: FieldReading | undefined): string | null {
  if (!field) return null
  const read = field.value ?? field.text
  if (read !== null) return digitsOf(read)
  const [first, ...others] = readings(field)
  return first !== undefined && first !== '' && others.length === 0 ? first : null
}

function yearMatches(reading: DocumentReading, number: string): boolean | null {
  const keys = ['firstIssuedMotorcycle', 'firstIssuedOther', 'firstIssuedClassTwo'] as const
  const years = keys
    .map((key) => fieldOf(reading, key))
    .map((field) => (field?.trusted === true ? parseJapaneseDate(field.value ?? '') : null))
    .filter((date) => date !== null)
    .map(({ iso }) => iso.slice(0, 4))
  const [earliest] = years.toSorted()
  return earliest === undefined ? null : earliest.slice(2) === licenceFirstYear(number)
}
