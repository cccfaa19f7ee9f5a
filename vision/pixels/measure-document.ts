import type { CardBox, Quad } from '../../domain/geometry.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { measureExposure } from './exposure.ts'
import { findQuad } from './find-quad.ts'
import { measureGlare } from './glare.ts'
import { toGrey } from './grey.ts'
import { estimatePose } from './measure-tilt.ts'
import type { Pixels, RgbPixels } from './pixels.ts'
import { quadSize } from './quads.ts'
import { measureSharpness } from './sharpness.ts'
import { rectifiedPx, warpQuad } from './warp.ts'

/** What to tell the person who holds the camera; most helpful first. */
export const documentHints = [
  'NO_DOCUMENT',
  'CROPPED',
  'TOO_FAR',
  'NOT_STRAIGHT',
  'DARK',
  'BRIGHT',
  'GLARE',
  'BLUR',
] as const
export type DocumentHint = (typeof documentHints)[number]

/** The reason a capture is refused for, by hint. */
export const reasonByHint: Record<DocumentHint, ReasonCode> = {
  NO_DOCUMENT: 'DOC_NOT_FOUND',
  CROPPED: 'IMG_CROPPED',
  TOO_FAR: 'IMG_SMALL',
  NOT_STRAIGHT: 'IMG_UNREADABLE',
  DARK: 'IMG_DARK',
  BRIGHT: 'IMG_BRIGHT',
  GLARE: 'IMG_GLARE',
  BLUR: 'IMG_BLUR',
}

export interface DocumentMeasures {
  /** Corners in pixels of the picture; null when no card was found. */
  readonly quad: Quad | null
  readonly hints: readonly DocumentHint[]
  /** By name: see `measureDocument`. */
  readonly measures: Readonly<Record<string, number>>
  /** The straightened card, where one was found; 1000 px wide, 500 live. */
  readonly card: RgbPixels | null
}

export interface MeasureOptions {
  /** Where light may not blot anything out, in fractions of the card. */
  readonly boxes?: readonly CardBox[]
  /** The guide frame on the screen, in pixels of the picture. */
  readonly guide?: Quad
  /** A frame of the viewfinder (about 640 px): coarser and cheap, its blur is judged leniently. */
  readonly live?: boolean
  /** Width of the stored picture, when `pixels` is a smaller copy of it. */
  readonly sourceWidthPx?: number
  /** The card is held askew to show its edge. */
  readonly tilted?: boolean
  /** An outline that is known already. */
  readonly quad?: Quad
  /** What lies inside that outline, 1000 px wide. */
  readonly card?: RgbPixels
}

/** Gates of an accepted picture. The card's width keeps the portrait at 110 px and more; blur was set on printed cards. */
export const documentGates = {
  minCardWidthPx: 1000,
  /** In the viewfinder: share of the picture's width. */
  minWidthShare: 0.5,
  maxTiltDegrees: 28,
  maxRollDegrees: 20,
  minWhite: 90,
  minMedian: 70,
  maxMedian: 249,
  maxGlareShare: 0.12,
  maxBlur: 0.25,
  minLaplacian: 100,
  minLiveLaplacian: 60,
  minScore: 0.5,
} as const

/**
 * Measures a document in a picture, the same in the viewfinder and on the server. Measures: `score` (outline, 0…1), `cardWidthPx`
 * (in the stored picture), `widthShare`, `tiltDegrees`, `rollDegrees`, `median` and `white` (levels 0…255), `clipped`,
 * `glareShare`, `glareBox` (index of the worst box), `blur` (0…1), `laplacian`.
 */
export function measureDocument(pixels: Pixels, options: MeasureOptions = {}): DocumentMeasures {
  const live = options.live === true
  const found = options.quad
    ? { quad: options.quad, score: 1 }
    : findQuad(pixels, {
        coarse: live,
        tilted: options.tilted === true,
        ...(options.guide ? { guide: options.guide } : {}),
      })
  if (found === null || found.score < documentGates.minScore) {
    const whole = measureExposure(toGrey(pixels))
    const hints: DocumentHint[] = whole.p90 < 50 ? ['DARK', 'NO_DOCUMENT'] : ['NO_DOCUMENT']
    return {
      quad: null,
      hints,
      measures: { median: whole.median, score: found?.score ?? 0 },
      card: null,
    }
  }
  const { quad, score } = found
  const hints: DocumentHint[] = []

  // Whole: no corner outside, nor on the border, where a cut-off card seems to end.
  const margin = 0.006 * Math.max(pixels.width, pixels.height)
  const cropped = quad.some(
    ({ x, y }) =>
      x < margin || y < margin || x > pixels.width - margin || y > pixels.height - margin,
  )
  if (cropped) hints.push('CROPPED')

  // Big enough.
  const { width } = quadSize(quad)
  const widthShare = width / pixels.width
  const cardWidthPx = Math.round(widthShare * (options.sourceWidthPx ?? pixels.width))
  const small = live
    ? Math.max(widthShare, width / pixels.height) < documentGates.minWidthShare
    : cardWidthPx < documentGates.minCardWidthPx
  if (small) hints.push('TOO_FAR')

  // Straight.
  const [p0, p1] = quad
  const roll = (Math.atan2(p1.y - p0.y, p1.x - p0.x) * 180) / Math.PI
  const quarterRoll = Math.abs(roll - 90 * Math.round(roll / 90))
  const tiltDegrees = estimatePose(quad, pixels)?.tiltDegrees ?? 90
  if (
    (tiltDegrees > documentGates.maxTiltDegrees && !options.tilted) ||
    quarterRoll > documentGates.maxRollDegrees
  )
    hints.push('NOT_STRAIGHT')

  // Light.
  const size = live ? { width: 500, height: 315 } : rectifiedPx
  const card = options.card ?? warpQuad(pixels, quad, size)
  const grey = toGrey(card)
  const exposure = measureExposure(grey)
  if (exposure.p90 < documentGates.minWhite || exposure.median < documentGates.minMedian)
    hints.push('DARK')
  if (exposure.median > documentGates.maxMedian) hints.push('BRIGHT')
  const glare = measureGlare(grey, options.boxes ?? wholeCard)
  if (glare.share > documentGates.maxGlareShare && !hints.includes('BRIGHT')) hints.push('GLARE')

  // Sharp. Live frames are small and often enlarged, so there only a coarse blur shows.
  const { blur, laplacian } = measureSharpness(grey)
  const blurred = live
    ? laplacian < documentGates.minLiveLaplacian
    : blur > documentGates.maxBlur || laplacian < documentGates.minLaplacian
  // Dark and small pictures lose detail by themselves; the person is told the cause.
  if (blurred && !hints.includes('DARK') && !hints.includes('TOO_FAR')) hints.push('BLUR')

  const measures = {
    score,
    cardWidthPx,
    widthShare,
    tiltDegrees,
    rollDegrees: roll,
    median: exposure.median,
    white: exposure.p90,
    clipped: exposure.clipped,
    glareShare: glare.share,
    glareBox: glare.worst,
    blur,
    laplacian,
  }
  return { quad, hints, measures, card }
}

const wholeCard: readonly CardBox[] = [{ x0: 0.03, y0: 0.05, x1: 0.97, y1: 0.95 }]
