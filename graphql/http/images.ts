import type { Dependencies } from '../dependencies.ts'

/** What an image address opens: one frame of one masked capture. */
export interface PictureAsked {
  readonly sessionId: string
  readonly captureId: string
  readonly variant: 'MASKED' | 'RECTIFIED'
  readonly frame: number
}

const addressLifeMs = 300_000

/** An address of one masked picture, good for five minutes; what it names is sealed, so a log that holds it tells nothing. */
export function imageAddress(
  { tokens, clock, publicUrl }: Pick<Dependencies, 'tokens' | 'clock' | 'publicUrl'>,
  viewer: object,
  picture: PictureAsked,
): string {
  const expiresAt = new Date(clock().getTime() + addressLifeMs)
  return `${publicUrl}/images/${tokens.seal('image', { viewer, picture }, expiresAt)}`
}
