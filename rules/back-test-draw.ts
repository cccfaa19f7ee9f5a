import type { Drawn } from './back-test-tally.ts'

/** Most sessions that are kept for each change of side. */
export const mostDrawn = 20

/**
 * A uniform sample that is the same in whatever order and pieces the sessions come: those with the smallest lots, and the lot
 * hangs on seed and attempt alone.
 */
export function draw(drawn: readonly Drawn[], one: Drawn): readonly Drawn[] {
  const last = drawn.at(-1)
  if (drawn.length >= mostDrawn && last && one.mark >= last.mark) return drawn
  return [...drawn, one].toSorted((a, b) => a.mark - b.mark).slice(0, mostDrawn)
}

/** 0…2⁵³, spread evenly (cyrb53). */
export function lot(seed: number, attemptId: string): number {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let i = 0; i < attemptId.length; i += 1) {
    const code = attemptId.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
