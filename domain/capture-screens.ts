/** Screens that an applicant can come through, in the order of the way; capture-ui reports each when it shows. */
export const captureScreens = [
  'WELCOME',
  'HANDOFF',
  'CONSENT',
  'CONSENT_REFUSED',
  'DOCUMENT',
  'PREPARE',
  'FRONT',
  'BACK',
  'THICKNESS',
  'FACE_INTRO',
  'FACE',
  'LIVENESS',
  'SUBMIT',
  'RETAKE',
] as const
export type CaptureScreen = (typeof captureScreens)[number]

export const isCaptureScreen = (value: string): value is CaptureScreen =>
  captureScreens.some((screen) => screen === value)

/** What a capture is made with, as roughly as a picture of many needs it. */
export const deviceKinds = ['IPHONE', 'ANDROID', 'TABLET', 'DESKTOP', 'IN_APP', 'OTHER'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** @param userAgent the header of that name; it is not kept */
export function deviceKindOf(userAgent: string): DeviceKind {
  const row = signs.find(([pattern]) => pattern.test(userAgent))
  return row?.[1] ?? 'OTHER'
}

/** The first that fits. A browser inside another app names it; that app is what makes the difference to a camera. */
const signs: readonly (readonly [RegExp, DeviceKind])[] = [
  [/\bLine\/|FBA[NV]\/|Instagram|; wv\)|\bTwitter|GSA\//i, 'IN_APP'],
  [/iPad|Tablet|PlayBook|Silk(?!.*Mobile)/i, 'TABLET'],
  [/iPhone|iPod/i, 'IPHONE'],
  [/Android(?=.*Mobile)/i, 'ANDROID'],
  [/Android/i, 'TABLET'],
  [/Windows NT|Macintosh|X11|CrOS/i, 'DESKTOP'],
]
