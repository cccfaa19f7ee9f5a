import type { CaptureKey } from '../../domain/words/capture/keys.ts'
import type { DocumentLook } from './look-at-document.ts'

export type DocumentSlot = 'FRONT' | 'BACK' | 'THICKNESS'
export type DocumentHint = Extract<
  CaptureKey,
  | 'cap.front'
  | 'cap.back'
  | 'cap.thickness'
  | 'cap.thickness2'
  | 'cap.tilt.more'
  | 'cap.tilt.less'
  | 'cap.hold'
  | 'cap.closer'
  | 'cap.farther'
  | 'cap.straight'
  | 'cap.whole'
  | 'cap.dark'
  | 'cap.bright'
  | 'cap.glare'
  | 'cap.blur'
>

/** Shown while nothing is seen. */
export const firstHint: Record<DocumentSlot, DocumentHint> = {
  FRONT: 'cap.front',
  BACK: 'cap.back',
  THICKNESS: 'cap.thickness',
}

/** Live limits are milder than the server's: what they let through is judged there on the full picture. */
export const limits = {
  leastWidthShare: 0.52,
  mostWidthShare: 0.97,
  leastMargin: 0.005,
  mostLeanDegrees: 14,
  leastTiltDegrees: 35,
  mostTiltDegrees: 62,
  mostFlatDegrees: 30,
  darkWhite: 95,
  brightClipped: 0.55,
  mostGlare: 0.06,
  mostBlur: 0.6,
} as const

/** The one thing that helps most now; `cap.hold` means that the frame is good. */
export function documentHint(slot: DocumentSlot, look: DocumentLook): DocumentHint {
  if (look.white < limits.darkWhite) return 'cap.dark'
  if (look.quad === null)
    return look.clipped > limits.brightClipped ? 'cap.bright' : firstHint[slot]
  if (look.margin < limits.leastMargin)
    return look.widthShare > limits.mostWidthShare ? 'cap.farther' : 'cap.whole'
  if (slot === 'THICKNESS') {
    if (look.tiltDegrees < limits.leastTiltDegrees) return 'cap.tilt.more'
    if (look.tiltDegrees > limits.mostTiltDegrees) return 'cap.tilt.less'
    if (look.widthShare < limits.leastWidthShare * 0.7) return 'cap.closer'
    return 'cap.hold'
  }
  if (look.widthShare < limits.leastWidthShare) return 'cap.closer'
  if (look.tiltDegrees > limits.mostFlatDegrees) return 'cap.straight'
  if (Math.abs(look.leanDegrees) > limits.mostLeanDegrees) return 'cap.straight'
  if (look.clipped > limits.brightClipped) return 'cap.bright'
  if (look.glare > limits.mostGlare) return 'cap.glare'
  if (look.blur > limits.mostBlur) return 'cap.blur'
  return 'cap.hold'
}
