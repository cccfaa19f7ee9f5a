/**
 * One message at a time, and none that flickers: a hint stays `holdMs`, then gives way to one that was asked for
 * in the meantime. `now` is any monotonic clock in milliseconds.
 */
export function createSteadyHint<Hint extends string>(first: Hint, holdMs = 700) {
  let shown = first
  let sinceMs = -Infinity
  return (wanted: Hint, nowMs: number): Hint => {
    if (wanted !== shown && nowMs - sinceMs >= holdMs) {
      shown = wanted
      sinceMs = nowMs
    }
    return shown
  }
}

/** True once `needed` good frames came in a row, spread over at least `overMs`. */
export function createSteadiness(needed: number, overMs: number) {
  let good = 0
  let sinceMs = 0
  return (isGood: boolean, nowMs: number): boolean => {
    if (!isGood) {
      good = 0
      return false
    }
    if (good === 0) sinceMs = nowMs
    good++
    return good >= needed && nowMs - sinceMs >= overMs
  }
}
