import type { CheckResult } from '../../domain/check.ts'
import type { FieldReading } from '../../domain/findings.ts'
import { documentCatalogue } from '../../domain/document-catalogue.ts'
import type { CheckInput } from './check-input.ts'
import { fieldEvidence, fieldOf, rulesEngine, slotEvidence } from './check-result.ts'

/** 画像品質: every asked picture is there and was accepted, and the fields that a decision needs could be read. */
export function checkImageQuality(input: CheckInput): CheckResult {
  const missing = input.slots.filter((slot) => !input.verdicts.some((each) => each.slot === slot))
  const rejected = input.verdicts.filter(({ accepted }) => !accepted)
  const required = documentCatalogue[input.documentType].fields.filter((field) => field.required)
  const unreadable = input.documentReading
    ? required.filter(({ key }) => !isRead(fieldOf(input.documentReading, key)))
    : []
  // a single field that the reader can't make out may still be plain to a person
  const failed =
    missing.length > 0 || rejected.length > 0 || unreadable.length * 2 > required.length
  const doubtful = unreadable.length > 0 || input.documentReading === null
  return {
    key: 'IMAGE_QUALITY',
    outcome: failed ? 'FAIL' : doubtful ? 'UNCERTAIN' : 'PASS',
    score: null,
    reasonCodes: [
      ...new Set([
        ...missing.map(() => 'IMG_MISSING' as const),
        ...rejected.flatMap(({ reasonCodes }) => reasonCodes),
        ...unreadable.map(() => 'FIELD_UNREADABLE' as const),
        ...(input.documentReading ? [] : (['MACHINE_UNAVAILABLE'] as const)),
      ]),
    ],
    evidence: [
      ...missing.map(slotEvidence),
      ...rejected.map(({ slot }) => slotEvidence(slot)),
      ...unreadable.flatMap(
        ({ key, slot, box }) =>
          fieldEvidence(fieldOf(input.documentReading, key))[0] ?? { slot, box, label: key },
      ),
    ],
    facts: {
      rejectedCaptures: rejected.length,
      missingCaptures: missing.length,
      unreadableFields: unreadable.length,
    },
    by: rulesEngine,
  }
}

/** What all engines read alike was readable, even where its grammar refuses it: a number's wrong check digit is no blur. */
const isRead = (field: FieldReading | undefined): boolean =>
  field !== undefined &&
  (field.text !== null ||
    (field.candidates.length > 1 &&
      new Set(field.candidates).size === 1 &&
      field.candidates[0] !== ''))
