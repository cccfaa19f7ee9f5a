import type { CheckKey, CheckResult, Evidence } from '../../domain/check.ts'
import type { By, DocumentReading, FieldReading } from '../../domain/findings.ts'
import type { FieldKey } from '../../domain/document-catalogue.ts'
import type { Slot } from '../../domain/method.ts'

/** The checks that compare rather than see. */
export const rulesEngine: By = { engine: 'kakunin-rules', model: null, version: '1' }

/** Switched off, or nothing to check: the method doesn't ask for it or nothing was declared. */
export const skipped = (key: CheckKey): CheckResult => ({
  ...nothing(),
  key,
  outcome: 'SKIPPED',
})

/** The machine failed; a person can still judge. */
export const unavailable = (key: CheckKey): CheckResult => ({
  ...nothing(),
  key,
  outcome: 'UNCERTAIN',
  reasonCodes: ['MACHINE_UNAVAILABLE'],
})

function nothing(): Omit<CheckResult, 'key' | 'outcome'> {
  return { score: null, reasonCodes: [], evidence: [], facts: {}, by: rulesEngine }
}

export const fieldOf = (reading: DocumentReading | null, key: FieldKey): FieldReading | undefined =>
  reading?.fields.find((field) => field.key === key)

/** Where a field stands on the card; the label is the field's key. */
export const fieldEvidence = (field: FieldReading | undefined): Evidence[] =>
  field ? [{ slot: field.slot, box: field.box, label: field.key }] : []

export const slotEvidence = (slot: Slot): Evidence => ({ slot, box: null, label: null })

/** The least letters and digits that make an entry of what the reader saw on the back. */
const leastEntryLength = 5

/** 備考欄: has anything been written there since the card was issued? */
export function hasEntries(back: DocumentReading | null | undefined): boolean {
  const text = fieldOf(back ?? null, 'addressChange')?.text ?? ''
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= leastEntryLength
}
