import { decodeImage } from '../decode.ts'
import { findQuad, type FoundQuad } from '../pixels/find-quad.ts'
import { quadSize, scaleQuad } from '../pixels/quads.ts'
import type { Raster } from '../raster.ts'

export interface LoadedDocument {
  readonly image: Raster
  /** Pixels of the stored picture per pixel of `image`. */
  readonly scale: number
  readonly sourceWidthPx: number
  /** In pixels of `image`; null where no card was found. */
  readonly found: FoundQuad | null
}

/** Enough for a card that fills half of the picture; JPEGs are decoded at this size much faster than at 12 MP. */
const workingSidePx = 2048

/**
 * Decodes a picture at working size and finds its card; where the card would come out narrower than the reader needs,
 * the picture is decoded once more at full size.
 * @throws DomainError as `decodeImage`
 */
export async function loadDocument(
  bytes: Uint8Array,
  { tilted = false }: { readonly tilted?: boolean } = {},
): Promise<LoadedDocument> {
  const small = await decodeImage(bytes, { maxSidePx: workingSidePx })
  const scale = small.sourceWidth / small.width
  const found = findQuad(small, { tilted })
  if (found === null || scale < 1.05 || quadSize(found.quad).width >= 1000)
    return { image: small, scale, sourceWidthPx: small.sourceWidth, found }
  const image = await decodeImage(bytes)
  const refined = findQuad(image, { tilted })
  return {
    image,
    scale: 1,
    sourceWidthPx: image.width,
    found: refined ?? { ...found, quad: scaleQuad(found.quad, scale) },
  }
}
