/** How a person is verified (確認方式). Stable ids; the law's letters are dated labels in `regulation.ts`. */
export const methods = [
  'DOC_ONLY',
  'DOC_SELFIE',
  'IC_ONLY',
  'IC_SELFIE',
  'JPKI',
  'GENERIC_DOC',
  'MYNUMBER_COLLECT',
] as const
export type Method = (typeof methods)[number]

/** One thing to capture inside an attempt. */
export const slots = ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS'] as const
export type Slot = (typeof slots)[number]

/** Most JPEG frames that a capture of a slot may hold; a still is one frame. */
export const framesBySlot: Record<Slot, { readonly min: number; readonly max: number }> = {
  FRONT: { min: 1, max: 3 },
  BACK: { min: 1, max: 3 },
  THICKNESS: { min: 2, max: 6 },
  FACE: { min: 1, max: 3 },
  LIVENESS: { min: 6, max: 60 },
}

/** What a method asks for, in the order in which the applicant is asked. Only methods that run today are listed. */
export const slotsByMethod: Partial<Record<Method, readonly Slot[]>> = {
  DOC_SELFIE: ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS'],
}

/** Most bytes that an upload for a slot may have. */
export const maxUploadBytesBySlot: Record<Slot, number> = {
  FRONT: 25_000_000,
  BACK: 25_000_000,
  THICKNESS: 40_000_000,
  FACE: 15_000_000,
  LIVENESS: 40_000_000,
}

export const directions = ['LEFT', 'RIGHT', 'UP', 'DOWN'] as const
/** A head turn as the person feels it: LEFT is their own left. */
export type Direction = (typeof directions)[number]

export const locales = ['ja', 'en', 'vi'] as const
export type Locale = (typeof locales)[number]

export const isLocale = (value: unknown): value is Locale =>
  locales.some((locale) => locale === value)
