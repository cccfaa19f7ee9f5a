import { useState, type Dispatch } from 'react'
import type { LoadedCapture, LoadedCheck, Place } from './case-types.ts'
import type { TableAction } from '../pictures/light-table.ts'

/** The check or field that is looked at; its picture is laid on the table, its place marked. */
export function useChosenCheck(
  checks: readonly LoadedCheck[],
  captures: readonly LoadedCapture[],
  onTable: Dispatch<TableAction>,
) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [evidence, setEvidence] = useState<readonly Place[]>([])

  /** Lays the pictures that the evidence is on: two at most, as many as lie side by side. */
  const lay = (places: readonly Place[]) => {
    setEvidence(places)
    for (const slot of [...new Set(places.map((place) => place.slot))].slice(0, 2)) {
      const capture = captures.find((each) => each.slot === slot && !each.superseded)
      if (capture) onTable({ type: 'LAY', capture })
    }
  }
  const point = (places: readonly Place[]) => {
    setChosen(null)
    lay(places)
  }
  const choose = (key: string) => {
    if (key === chosen) return point([])
    const check = checks.find((each) => each.key === key)
    if (!check) return
    setChosen(key)
    lay(check.evidence)
  }
  return { chosen, evidence, choose, point }
}
