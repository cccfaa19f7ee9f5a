import type { Slot } from '../../domain/method.ts'

/** Seconds that a step takes most people, reading included. */
const secondsBySlot: Record<Slot, number> = {
  FRONT: 25,
  BACK: 20,
  THICKNESS: 25,
  FACE: 20,
  LIVENESS: 25,
}

/** Whole minutes, at least one. */
export const minutesLeft = (left: readonly Slot[]): number =>
  Math.max(1, Math.round(left.reduce((sum, slot) => sum + secondsBySlot[slot], 0) / 60))
