import type { CardBox } from './geometry.ts'
import type { Slot } from './method.ts'

export const documentTypes = ['DRIVERS_LICENCE'] as const
export type DocumentType = (typeof documentTypes)[number]

/** Fields that a document can carry; one list for all documents. */
export const fieldKeys = [
  'name',
  'birthDate',
  'address',
  'issueDate',
  'inquiryNumber',
  'expiryDate',
  'conditions',
  'number',
  'firstIssuedMotorcycle',
  'firstIssuedOther',
  'firstIssuedClassTwo',
  'addressChange',
] as const
export type FieldKey = (typeof fieldKeys)[number]

export type FieldGrammar =
  | 'NAME'
  | 'ADDRESS'
  | 'DATE'
  | 'BIRTH_DATE'
  | 'EXPIRY_BELT'
  | 'LICENCE_NUMBER'
  | 'DIGITS_5'
  | 'FREE_TEXT'

export interface FieldDescriptor {
  readonly key: FieldKey
  readonly slot: Slot
  readonly box: CardBox
  readonly grammar: FieldGrammar
  /** A session can't be decided without it. */
  readonly required: boolean
}

export interface MaskDescriptor {
  readonly name: string
  readonly slot: Slot
  readonly box: CardBox
  /** MUST: the law forbids to hold it. DEFAULT: on unless the tenant switches it off. */
  readonly force: 'MUST' | 'DEFAULT'
}

export interface DocumentDescriptor {
  readonly type: DocumentType
  readonly sides: readonly Slot[]
  /** Width : height of the rectified side. */
  readonly aspect: number
  readonly fields: readonly FieldDescriptor[]
  readonly masks: readonly MaskDescriptor[]
  readonly portrait: CardBox | null
  readonly expiryRule: 'PRINTED' | 'NONE'
}

const box = (x0: number, y0: number, x1: number, y1: number): CardBox => ({ x0, y0, x1, y1 })

/**
 * The documents of Kakunin, one row each. Boxes are fractions of the card measured on official-style specimens (±0.01).
 * 運転免許証: 道路交通法施行規則 別記様式第十四.
 */
export const documentCatalogue: Record<DocumentType, DocumentDescriptor> = {
  DRIVERS_LICENCE: {
    type: 'DRIVERS_LICENCE',
    sides: ['FRONT', 'BACK'],
    aspect: 85.6 / 53.98,
    fields: [
      {
        key: 'name',
        slot: 'FRONT',
        box: box(0.112, 0.056, 0.63, 0.129),
        grammar: 'NAME',
        required: true,
      },
      {
        key: 'birthDate',
        slot: 'FRONT',
        box: box(0.63, 0.056, 0.967, 0.129),
        grammar: 'BIRTH_DATE',
        required: true,
      },
      {
        key: 'address',
        slot: 'FRONT',
        box: box(0.112, 0.204, 0.967, 0.279),
        grammar: 'ADDRESS',
        required: true,
      },
      {
        key: 'issueDate',
        slot: 'FRONT',
        box: box(0.112, 0.279, 0.485, 0.347),
        grammar: 'DATE',
        required: false,
      },
      {
        key: 'inquiryNumber',
        slot: 'FRONT',
        box: box(0.49, 0.279, 0.607, 0.347),
        grammar: 'DIGITS_5',
        required: false,
      },
      {
        key: 'expiryDate',
        slot: 'FRONT',
        box: box(0.037, 0.35, 0.629, 0.439),
        grammar: 'EXPIRY_BELT',
        required: true,
      },
      {
        key: 'conditions',
        slot: 'FRONT',
        box: box(0.118, 0.439, 0.63, 0.683),
        grammar: 'FREE_TEXT',
        required: false,
      },
      {
        key: 'number',
        slot: 'FRONT',
        box: box(0.172, 0.683, 0.515, 0.749),
        grammar: 'LICENCE_NUMBER',
        required: true,
      },
      {
        key: 'firstIssuedMotorcycle',
        slot: 'FRONT',
        box: box(0.092, 0.768, 0.362, 0.827),
        grammar: 'DATE',
        required: false,
      },
      {
        key: 'firstIssuedOther',
        slot: 'FRONT',
        box: box(0.092, 0.827, 0.362, 0.885),
        grammar: 'DATE',
        required: false,
      },
      {
        key: 'firstIssuedClassTwo',
        slot: 'FRONT',
        box: box(0.092, 0.885, 0.362, 0.944),
        grammar: 'DATE',
        required: false,
      },
      {
        key: 'addressChange',
        slot: 'BACK',
        box: box(0.04, 0.08, 0.96, 0.52),
        grammar: 'FREE_TEXT',
        required: false,
      },
    ],
    masks: [
      { name: 'conditions', slot: 'FRONT', box: box(0.118, 0.439, 0.63, 0.683), force: 'DEFAULT' },
      { name: 'organDonation', slot: 'BACK', box: box(0.02, 0.56, 0.98, 0.98), force: 'DEFAULT' },
    ],
    portrait: box(0.683, 0.289, 0.959, 0.84),
    expiryRule: 'PRINTED',
  },
}
