export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Wilson's score interval for a share, which also says something where none, or all, of a few cases are hits.
 * @param z standard deviations to either side: 1.96 for 95 % of one interval
 * @param cases one at least
 */
export function wilsonInterval(hits: number, cases: number, z: number): Interval {
  const share = hits / cases
  const weight = 1 + z ** 2 / cases
  const middle = (share + z ** 2 / (2 * cases)) / weight
  const half = (z / weight) * Math.sqrt((share * (1 - share)) / cases + z ** 2 / (4 * cases ** 2))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
