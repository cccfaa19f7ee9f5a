/** A colour in linear light, 0 to 1 for a diffuse surface (a highlight may go above). */
export type Rgb = readonly [number, number, number]

export const clamp = (value: number, low = 0, high = 1): number =>
  value < low ? low : value > high ? high : value

export const mix = (from: number, to: number, share: number): number => from + (to - from) * share

/** 0 at `start`, 1 at `end`, with flat ends; `start` may lie above `end`. */
export const smoothstep = (start: number, end: number, value: number): number => {
  const t = clamp((value - start) / (end - start))
  return t * t * (3 - 2 * t)
}

/** A bell over two axes, 1 in its middle. */
export const bell = (dx: number, dy: number, widthX: number, widthY: number): number =>
  Math.exp(-0.5 * ((dx * dx) / (widthX * widthX) + (dy * dy) / (widthY * widthY)))

/** A narrow ridge over one axis, 1 at zero. */
export const ridge = (distance: number, width: number): number =>
  Math.exp(-((distance / width) ** 2))

/** The element of a buffer; the index is known to be inside. */
export const at = (buffer: ArrayLike<number>, index: number): number => buffer[index] ?? 0

export const mixRgb = (from: Rgb, to: Rgb, share: number): Rgb => [
  mix(from[0], to[0], share),
  mix(from[1], to[1], share),
  mix(from[2], to[2], share),
]

export const scaleRgb = (color: Rgb, factor: number): Rgb => [
  color[0] * factor,
  color[1] * factor,
  color[2] * factor,
]

/** A colour along a list of colours; `position` runs from 0 to 1. */
export const colorAlong = (colors: readonly Rgb[], position: number): Rgb => {
  const place = clamp(position) * (colors.length - 1)
  const index = Math.min(colors.length - 2, Math.floor(place))
  const black: Rgb = [0, 0, 0]
  return mixRgb(colors[index] ?? black, colors[index + 1] ?? black, place - index)
}

/** A smooth curve through points of ascending x (cubic Hermite, finite-difference slopes), flat beyond its ends. */
export const smoothCurve = (
  points: readonly (readonly [number, number])[],
): ((x: number) => number) => {
  const xs = Float64Array.from(points, ([x]) => x)
  const ys = Float64Array.from(points, ([, y]) => y)
  const last = points.length - 1
  const slopes = Float64Array.from(points, (_, index) => {
    const before = Math.max(0, index - 1)
    const after = Math.min(last, index + 1)
    return (at(ys, after) - at(ys, before)) / (at(xs, after) - at(xs, before) || 1)
  })
  return (x) => {
    if (x <= at(xs, 0)) return at(ys, 0)
    if (x >= at(xs, last)) return at(ys, last)
    let index = 0
    while (x > at(xs, index + 1)) index++
    const step = at(xs, index + 1) - at(xs, index)
    const t = (x - at(xs, index)) / step
    const t2 = t * t
    const t3 = t2 * t
    return (
      (2 * t3 - 3 * t2 + 1) * at(ys, index) +
      (t3 - 2 * t2 + t) * step * at(slopes, index) +
      (3 * t2 - 2 * t3) * at(ys, index + 1) +
      (t3 - t2) * step * at(slopes, index + 1)
    )
  }
}
