import type { Outcome } from '../../domain/check.ts'
import type { LoadedCapture, LoadedCheck, Place } from '../case/case-types.ts'
import type { Variant } from './use-picture-url.ts'
import { displayOf } from './pane-table.ts'

export interface Box {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** A place on a picture, in fractions of it. */
export interface Region extends Box {
  /** The check that speaks of it; null: pointed at otherwise. */
  readonly check: string | null
  readonly outcome: Outcome | null
  readonly chosen: boolean
}

/** What is drawn on a picture: the places of all checks, over them what is chosen. */
export function regionsOn(
  { slot }: Pick<LoadedCapture, 'slot'>,
  variant: Variant,
  checks: readonly LoadedCheck[],
  pointed: readonly Place[],
): readonly Region[] {
  // boxes are fractions of the picture that its slot shows first
  if (displayOf(slot).variant !== variant) return []
  const all = checks.flatMap(({ key, outcome, evidence }) =>
    evidence.flatMap((place) =>
      place.slot === slot && place.box
        ? [{ ...place.box, check: key, outcome, chosen: false } satisfies Region]
        : [],
    ),
  )
  const chosen = pointed.flatMap((place) => (place.slot === slot && place.box ? [place.box] : []))
  const isChosen = (box: Box) => chosen.some((each) => isSame(each, box))
  return [
    // one place of several checks belongs to the most urgent one, which comes first
    ...all.filter(
      (region, index) =>
        !isChosen(region) && all.findIndex((other) => isSame(other, region)) === index,
    ),
    ...chosen.map((box): Region => {
      const known = all.find((region) => isSame(region, box))
      return { check: null, outcome: null, ...known, ...boxOf(box), chosen: true }
    }),
  ]
}

const boxOf = ({ x0, y0, x1, y1 }: Box): Box => ({ x0, y0, x1, y1 })
const isSame = (a: Box, b: Box): boolean =>
  a.x0 === b.x0 && a.y0 === b.y0 && a.x1 === b.x1 && a.y1 === b.y1
