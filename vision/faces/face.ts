import type { Point } from '../../domain/geometry.ts'

/** Eye and mouth corner on the picture's left first: left eye, right eye, nose tip, left and right mouth corner. */
export type FivePoints = readonly [Point, Point, Point, Point, Point]

/** A face in pixels of the picture that it was found in. */
export interface Face {
  readonly box: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
  readonly points5: FivePoints
  /** 0…1, the detector's own. */
  readonly score: number
}

export const faceCentre = ({ box }: Face): Point => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
})

/** The largest face, and how many others are large enough to be somebody in front of the camera. */
export function mainFace(faces: readonly Face[]): { main: Face | null; others: number } {
  const bySize = faces.toSorted((a, b) => b.box.width - a.box.width)
  const [main = null, ...rest] = bySize
  const leastShare = 0.4
  const others =
    main === null ? 0 : rest.filter(({ box }) => box.width >= leastShare * main.box.width).length
  return { main, others }
}

/** Greedy non-maximum suppression by intersection over union. */
export function suppressOverlaps(faces: readonly Face[], mostOverlap = 0.3): readonly Face[] {
  const kept: Face[] = []
  for (const face of faces.toSorted((a, b) => b.score - a.score))
    if (kept.every((other) => overlap(face, other) <= mostOverlap)) kept.push(face)
  return kept
}

function overlap({ box: a }: Face, { box: b }: Face): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  const common = width * height
  return common / (a.width * a.height + b.width * b.height - common)
}
