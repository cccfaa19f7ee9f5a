import type { CaptureKey } from '../../domain/words/capture/keys.ts'
import type { DocumentHint as Measured } from '../../vision/pixels/measure-document.ts'
import type { DocumentLook, DocumentSlot } from './look-at-document.ts'

export type DocumentHint = Extract<
  CaptureKey,
  | 'cap.front'
  | 'cap.back'
  | 'cap.thickness'
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

/** Within what the server takes, so that a hand that trembles stays there. */
const tiltDegrees = { least: 38, most: 60 } as const
const mostWidthShare = 0.94

const hintByMeasure: Record<Exclude<Measured, 'NO_DOCUMENT' | 'CROPPED'>, DocumentHint> = {
  TOO_FAR: 'cap.closer',
  NOT_STRAIGHT: 'cap.straight',
  DARK: 'cap.dark',
  BRIGHT: 'cap.bright',
  GLARE: 'cap.glare',
  BLUR: 'cap.blur',
}

/** The one thing that helps most now; `cap.hold` means that the frame is good. */
export function documentHint(
  slot: DocumentSlot,
  { hints, quad, widthShare, tiltDegrees: tilt }: DocumentLook,
): DocumentHint {
  const [first] = hints
  if (first === 'DARK') return 'cap.dark'
  if (first === 'NO_DOCUMENT' || quad === null) return firstHint[slot]
  if (first === 'CROPPED') return widthShare > mostWidthShare ? 'cap.farther' : 'cap.whole'
  if (slot === 'THICKNESS') {
    if (tilt < tiltDegrees.least) return 'cap.tilt.more'
    if (tilt > tiltDegrees.most) return 'cap.tilt.less'
  }
  return first === undefined ? 'cap.hold' : hintByMeasure[first]
}
