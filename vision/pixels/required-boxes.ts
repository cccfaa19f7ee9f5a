import { documentCatalogue, type DocumentType } from '../../domain/document-catalogue.ts'
import type { CardBox } from '../../domain/geometry.ts'
import type { Slot } from '../../domain/method.ts'

/**
 * What must be legible on the side that a slot shows: its required fields, and the portrait on the front. In fractions of
 * the card; empty where a side has none.
 */
export function requiredBoxes(
  documentType: DocumentType,
  slot: Extract<Slot, 'FRONT' | 'BACK' | 'THICKNESS'>,
): readonly CardBox[] {
  const { fields, portrait } = documentCatalogue[documentType]
  const side = slot === 'THICKNESS' ? 'FRONT' : slot
  return [
    ...fields.filter((field) => field.slot === side && field.required).map(({ box }) => box),
    ...(side === 'FRONT' && portrait ? [portrait] : []),
  ]
}
