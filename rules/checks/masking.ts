import type { CheckResult } from '../../domain/check.ts'
import { documentCatalogue } from '../../domain/document-catalogue.ts'
import type { CheckInput } from './check-input.ts'
import { slotEvidence, unavailable } from './check-result.ts'

/** マスキング済: each captured side that can carry what must not be seen was masked with certainty. */
export function checkMasking({ documentType, slots, masks }: CheckInput): CheckResult {
  const sides = documentCatalogue[documentType].sides.filter((side) => slots.includes(side))
  const [first] = masks
  const missing = sides.some((side) => !masks.some(({ slot }) => slot === side))
  if (!first || missing) return unavailable('MASKING')
  const doubtful = masks.filter(({ confident }) => !confident)
  return {
    key: 'MASKING',
    outcome: doubtful.length > 0 ? 'UNCERTAIN' : 'PASS',
    score: null,
    reasonCodes: doubtful.length > 0 ? ['MASK_REQUIRED'] : [],
    evidence: doubtful.map(({ slot }) => slotEvidence(slot)),
    facts: {
      maskedRegions: masks.reduce((total, { boxes }) => total + boxes.length, 0),
      confident: doubtful.length === 0,
    },
    by: first.by,
  }
}
