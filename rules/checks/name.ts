import type { CheckResult } from '../../domain/check.ts'
import { compareWithReading } from '../../domain/compare-with-reading.ts'
import { nameTiers, type NameTier } from '../../domain/names.ts'
import type { Thresholds } from '../thresholds.ts'
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

/** 氏名一致: the declared name against the read one, to the tenant's tolerance of variants. */
export function checkName(input: CheckInput): CheckResult {
  const { declared, documentReading, backReading, thresholds } = input
  if (declared.name === undefined) return skipped('NAME')
  if (!documentReading) return unavailable('NAME')
  const field = fieldOf(documentReading, 'name')
  const compared = compareWithReading(declared.name, readingsOf(field), 'name')
  const base = {
    key: 'NAME',
    score: null,
    evidence: fieldEvidence(field),
    by: rulesEngine,
  } as const
  if (!compared || compared.support === 'NONE') {
    return {
      ...base,
      outcome: 'UNCERTAIN',
      reasonCodes: ['FIELD_UNREADABLE'],
      facts: { tier: null, support: 'NONE' },
    }
  }
  const facts = { tier: compared.answer, support: compared.support }
  if (compared.answer === 'DIFFERENT') {
    // the back may carry a new name
    const certain = field?.trusted === true && !hasEntries(backReading)
    const outcome = certain ? 'FAIL' : 'UNCERTAIN'
    return { ...base, outcome, reasonCodes: ['NAME_MISMATCH'], facts }
  }
  const near = isNear(compared.answer, thresholds.nameTolerance)
  return {
    ...base,
    outcome: near ? 'PASS' : 'UNCERTAIN',
    reasonCodes: near ? [] : ['NAME_VARIANT'],
    facts,
  }
}

/** Does the tolerance let a name through that agrees so far? */
export const isNear = (tier: NameTier, tolerance: Thresholds['nameTolerance']): boolean =>
  nameTiers.indexOf(tier) <= nameTiers.indexOf(lowestTier[tolerance])

/** Width, blanks and dots are no difference, however strict the tenant is. */
const lowestTier: Record<Thresholds['nameTolerance'], (typeof nameTiers)[number]> = {
  EXACT: 'FOLDED',
  GLYPH: 'GLYPH',
  LOOSE: 'LOOSE',
}
