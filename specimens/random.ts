export type Random = {
  /** The next number of [0, 1). */
  readonly next: () => number
  /** A whole number from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number
  readonly pick: <Item>(list: readonly Item[]) => Item
  /** Mean 0, standard deviation 1. */
  readonly gaussian: () => number
}

/** A seeded source of randomness (mulberry32): the same seed gives the same row on every machine. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  let spare: number | undefined

  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))

  const pick = <Item>(list: readonly Item[]): Item => {
    const index = int(0, list.length - 1)
    for (const item of list.slice(index, index + 1)) return item
    throw new RangeError('pick: expected a list with at least one item')
  }

  // Box-Muller makes two at a time.
  const gaussian = (): number => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    const angle = 2 * Math.PI * next()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  return { next, int, pick, gaussian }
}
