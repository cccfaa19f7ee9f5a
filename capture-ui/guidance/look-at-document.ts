import type { Quad } from '../../domain/geometry.ts'
import { id1Mm } from '../../domain/geometry.ts'
import { measureExposure } from '../../vision/pixels/exposure.ts'
import { findQuad } from '../../vision/pixels/find-quad.ts'
import { measureGlare } from '../../vision/pixels/glare.ts'
import { toGrey } from '../../vision/pixels/grey.ts'
import type { Pixels } from '../../vision/pixels/pixels.ts'
import { quadSize } from '../../vision/pixels/quads.ts'
import { measureSharpness } from '../../vision/pixels/sharpness.ts'
import { warpQuad } from '../../vision/pixels/warp.ts'

/** One live frame, looked at. Lengths are shares of the frame's width and height. */
export interface DocumentLook {
  /** Corners as shares of the frame; null where no card was found. */
  readonly quad: Quad | null
  /** Card's longer side : frame's width. */
  readonly widthShare: number
  /** Least distance of a corner from the frame's border; negative outside. */
  readonly margin: number
  /** Degrees that the upper side leans. */
  readonly leanDegrees: number
  /** Degrees between the card and the camera's plane, by its foreshortened shape. */
  readonly tiltDegrees: number
  /** Median and near-white level of the card, or of the frame, 0…255. */
  readonly median: number
  readonly white: number
  readonly clipped: number
  readonly glare: number
  /** 0 crisp … 1 blurred */
  readonly blur: number
}

const flatAspect = id1Mm.width / id1Mm.height
/** Shapes that a card tilted by 0°, or by 45° about its long or its short side, has in the picture. */
const tiltedAspects = [flatAspect / Math.SQRT1_2, flatAspect, flatAspect * Math.SQRT1_2] as const
const cardPx = { width: 360, height: Math.round(360 / flatAspect) }
const wholeCard = [{ x0: 0.02, y0: 0.03, x1: 0.98, y1: 0.97 }]

/** Pure; runs in a worker. `mayTilt` accepts the shapes of a tilted card too. */
export function lookAtDocument(frame: Pixels, mayTilt: boolean): DocumentLook {
  const aspects = mayTilt ? tiltedAspects : [flatAspect]
  const found = aspects
    .map((aspect) => findQuad(frame, { aspect, coarse: true }))
    .filter((each) => each !== null)
    .toSorted((a, b) => b.score - a.score)[0]
  if (found === undefined) {
    const { median, p90: white, clipped } = measureExposure(toGrey(frame))
    return { ...nothing, median, white, clipped }
  }
  const size = quadSize(found.quad)
  const card = toGrey(warpQuad(frame, found.quad, cardPx))
  const { median, p90: white, clipped } = measureExposure(card)
  const [topLeft, topRight] = found.quad
  const share = ({ x, y }: { readonly x: number; readonly y: number }) => ({
    x: x / frame.width,
    y: y / frame.height,
  })
  const [a, b, c, d] = found.quad
  const quad: Quad = [share(a), share(b), share(c), share(d)]
  const squeeze = size.height / size.width / (1 / flatAspect)
  return {
    quad,
    widthShare: Math.max(size.width, size.height) / frame.width,
    margin: Math.min(...quad.flatMap(({ x, y }) => [x, y, 1 - x, 1 - y])),
    leanDegrees: degrees(Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x)),
    tiltDegrees: degrees(Math.acos(Math.min(squeeze, 1 / squeeze, 1))),
    median,
    white,
    clipped,
    glare: measureGlare(card, wholeCard).share,
    blur: measureSharpness(card).blur,
  }
}

const degrees = (radians: number): number => (radians * 180) / Math.PI

const nothing: DocumentLook = {
  quad: null,
  widthShare: 0,
  margin: 0,
  leanDegrees: 0,
  tiltDegrees: 0,
  median: 0,
  white: 0,
  clipped: 0,
  glare: 0,
  blur: 1,
}
