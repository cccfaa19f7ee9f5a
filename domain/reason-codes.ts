import type { Slot } from './method.ts'

/** What the applicant can do about a reason. `SLOT`: retake what the evidence names. */
export type Retake = readonly Slot[] | 'SLOT' | 'NONE'

interface ReasonDescriptor {
  readonly retake: Retake
  /** May the applicant be told? If not, they read the neutral sentence `result.ng`. */
  readonly disclose: boolean
}

/** Every reason a check or a person can give (判定理由). Words: `words/reasons.ts`. */
export const reasonTable = {
  IMG_BLUR: { retake: 'SLOT', disclose: true },
  IMG_GLARE: { retake: 'SLOT', disclose: true },
  IMG_DARK: { retake: 'SLOT', disclose: true },
  IMG_BRIGHT: { retake: 'SLOT', disclose: true },
  IMG_CROPPED: { retake: 'SLOT', disclose: true },
  IMG_SMALL: { retake: 'SLOT', disclose: true },
  IMG_OCCLUDED: { retake: 'SLOT', disclose: true },
  IMG_MISSING: { retake: 'SLOT', disclose: true },
  IMG_COLOR: { retake: 'SLOT', disclose: true },
  IMG_UNREADABLE: { retake: 'SLOT', disclose: true },
  DOC_NOT_FOUND: { retake: 'SLOT', disclose: true },
  DOC_TYPE_MISMATCH: { retake: 'SLOT', disclose: true },
  DOC_SIDE_MISMATCH: { retake: 'SLOT', disclose: true },
  DOC_NOT_ACCEPTED: { retake: ['FRONT', 'BACK', 'THICKNESS'], disclose: true },
  DOC_EXPIRED: { retake: ['FRONT', 'BACK', 'THICKNESS'], disclose: true },
  DOC_NUMBER_INVALID: { retake: 'NONE', disclose: false },
  FIELD_UNREADABLE: { retake: 'SLOT', disclose: true },
  THICKNESS_NG: { retake: ['THICKNESS'], disclose: true },
  THICKNESS_FACE_MISMATCH: { retake: ['THICKNESS'], disclose: true },
  COPY_SUSPECT: { retake: ['FRONT', 'BACK', 'THICKNESS'], disclose: false },
  SCREEN_SUSPECT: { retake: ['FRONT', 'BACK', 'THICKNESS'], disclose: false },
  TAMPER_SUSPECT: { retake: 'NONE', disclose: false },
  NAME_MISMATCH: { retake: 'NONE', disclose: true },
  NAME_VARIANT: { retake: 'NONE', disclose: true },
  ADDRESS_MISMATCH: { retake: 'NONE', disclose: true },
  ADDRESS_PARTIAL: { retake: 'NONE', disclose: true },
  DOB_MISMATCH: { retake: 'NONE', disclose: true },
  AGE_UNDER: { retake: 'NONE', disclose: true },
  FACE_MISMATCH: { retake: ['FACE', 'LIVENESS'], disclose: true },
  FACE_DOUBTFUL: { retake: ['FACE', 'LIVENESS'], disclose: true },
  FACE_NOT_FOUND: { retake: 'SLOT', disclose: true },
  SELFIE_MANY_FACES: { retake: ['FACE', 'LIVENESS'], disclose: true },
  SELFIE_NG: { retake: ['FACE', 'LIVENESS'], disclose: true },
  LIVENESS_NG: { retake: ['LIVENESS'], disclose: true },
  LIVENESS_ORDER: { retake: ['LIVENESS'], disclose: true },
  LIVENESS_PERSON_CHANGED: { retake: 'NONE', disclose: false },
  MASK_REQUIRED: { retake: 'NONE', disclose: false },
  DUPLICATE: { retake: 'NONE', disclose: false },
  MACHINE_UNAVAILABLE: { retake: 'NONE', disclose: false },
  OTHER: { retake: 'NONE', disclose: false },
} as const satisfies Record<string, ReasonDescriptor>

export type ReasonCode = keyof typeof reasonTable
export const reasonCodes = Object.keys(reasonTable) as readonly ReasonCode[]

export const isReasonCode = (value: string): value is ReasonCode =>
  Object.hasOwn(reasonTable, value)

/** The slots to capture again for a reason that was found in `slot`. */
export function slotsToRetake(code: ReasonCode, slot: Slot | null): readonly Slot[] {
  const { retake }: ReasonDescriptor = reasonTable[code]
  if (retake === 'NONE') return []
  if (retake === 'SLOT') return slot === null ? [] : [slot]
  return retake
}

export const mayDisclose = (code: ReasonCode): boolean => reasonTable[code].disclose
