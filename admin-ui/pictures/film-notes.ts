import type { LoadedCapture, LoadedCheck } from '../case/case-types.ts'

/** Something that was asked for, or noticed, in a film. */
export interface FilmNote {
  /** A direction, or the code under which a check tells it. */
  readonly label: string
  readonly atMs: number | null
  readonly measured: number | null
  /** Null: the record does not say. */
  readonly seen: boolean | null
  readonly atFrame: number | null
}

/** What the checks noted of moments in a film; where they noted none, what the applicant was asked to do. */
export function filmNotes(
  { slot, directions, frameTimesMs }: Pick<LoadedCapture, 'slot' | 'directions' | 'frameTimesMs'>,
  checks: readonly Pick<LoadedCheck, 'evidence'>[],
): readonly FilmNote[] {
  const noted = checks.flatMap(({ evidence }) =>
    evidence.flatMap((place): FilmNote[] =>
      place.slot === slot && place.label !== null && (place.atMs !== null || isTurn(place.label))
        ? [
            {
              label: place.label,
              atMs: place.atMs,
              measured: place.measured,
              seen: place.atMs !== null,
              atFrame: place.atMs === null ? null : nearest(frameTimesMs, place.atMs),
            },
          ]
        : [],
    ),
  )
  if (noted.length > 0) return noted
  return directions.map((label) => ({
    label,
    atMs: null,
    measured: null,
    seen: null,
    atFrame: null,
  }))

  function isTurn(label: string): boolean {
    return directions.some((direction) => direction === label)
  }
}

/** The frame taken nearest to a moment. */
function nearest(timesMs: readonly number[], atMs: number): number {
  let best = 0
  timesMs.forEach((time, index) => {
    if (Math.abs(time - atMs) < Math.abs((timesMs[best] ?? 0) - atMs)) best = index
  })
  return best
}
