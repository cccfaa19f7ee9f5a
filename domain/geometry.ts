export interface Point {
  readonly x: number
  readonly y: number
}

/** Top-left, top-right, bottom-right, bottom-left, in pixels of the image they were found in. */
export type Quad = readonly [Point, Point, Point, Point]

/** A rectangle in fractions (0…1) of an upright, rectified document side; origin top-left. */
export interface CardBox {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** ISO/IEC 7810 ID-1 in millimetres. */
export const id1Mm = { width: 85.6, height: 53.98, thickness: 0.76, cornerRadius: 3 } as const
