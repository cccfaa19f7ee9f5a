import { reasonCodes, type ReasonCode } from '../../domain/reason-codes.ts'

export const reasonGroupOrder = ['IMAGE', 'DOCUMENT', 'DATA', 'PERSON', 'OTHER'] as const
export type ReasonGroup = (typeof reasonGroupOrder)[number]

/** Under which heading a reviewer looks for a reason. */
export const reasonGroups: Record<ReasonCode, ReasonGroup> = {
  IMG_BLUR: 'IMAGE',
  IMG_GLARE: 'IMAGE',
  IMG_DARK: 'IMAGE',
  IMG_BRIGHT: 'IMAGE',
  IMG_CROPPED: 'IMAGE',
  IMG_SMALL: 'IMAGE',
  IMG_OCCLUDED: 'IMAGE',
  IMG_MISSING: 'IMAGE',
  IMG_COLOR: 'IMAGE',
  IMG_UNREADABLE: 'IMAGE',
  DOC_NOT_FOUND: 'IMAGE',
  DOC_TYPE_MISMATCH: 'DOCUMENT',
  DOC_SIDE_MISMATCH: 'DOCUMENT',
  DOC_NOT_ACCEPTED: 'DOCUMENT',
  DOC_EXPIRED: 'DOCUMENT',
  DOC_NUMBER_INVALID: 'DOCUMENT',
  FIELD_UNREADABLE: 'DOCUMENT',
  THICKNESS_NG: 'DOCUMENT',
  THICKNESS_FACE_MISMATCH: 'DOCUMENT',
  COPY_SUSPECT: 'DOCUMENT',
  SCREEN_SUSPECT: 'DOCUMENT',
  TAMPER_SUSPECT: 'DOCUMENT',
  NAME_MISMATCH: 'DATA',
  NAME_VARIANT: 'DATA',
  ADDRESS_MISMATCH: 'DATA',
  ADDRESS_PARTIAL: 'DATA',
  DOB_MISMATCH: 'DATA',
  AGE_UNDER: 'DATA',
  FACE_MISMATCH: 'PERSON',
  FACE_DOUBTFUL: 'PERSON',
  FACE_NOT_FOUND: 'PERSON',
  SELFIE_MANY_FACES: 'PERSON',
  SELFIE_NG: 'PERSON',
  LIVENESS_NG: 'PERSON',
  LIVENESS_ORDER: 'PERSON',
  LIVENESS_PERSON_CHANGED: 'PERSON',
  MASK_REQUIRED: 'OTHER',
  DUPLICATE: 'OTHER',
  MACHINE_UNAVAILABLE: 'OTHER',
  OTHER: 'OTHER',
}

/** All reasons, group by group. */
export const groupedReasons: readonly ReasonCode[] = reasonGroupOrder.flatMap((group) =>
  reasonCodes.filter((code) => reasonGroups[code] === group),
)
