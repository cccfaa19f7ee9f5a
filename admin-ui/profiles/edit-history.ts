/** What was edited, what was before, and what was taken back. */
export interface EditHistory<State> {
  readonly past: readonly State[]
  readonly present: State
  readonly future: readonly State[]
  /** Of the last change; the next change of the same place joins it, so that a typed word is one step. */
  readonly place: string | null
}
export type HistoryStep<State> =
  | { readonly kind: 'CHANGE'; readonly next: State; readonly place: string | null }
  | { readonly kind: 'UNDO' }
  | { readonly kind: 'REDO' }

export const beginHistory = <State>(present: State): EditHistory<State> => ({
  past: [],
  present,
  future: [],
  place: null,
})

export function nextHistory<State>(
  { past, present, future, place }: EditHistory<State>,
  step: HistoryStep<State>,
): EditHistory<State> {
  switch (step.kind) {
    case 'CHANGE': {
      const joins = step.place !== null && step.place === place
      const kept = joins ? past : [...past, present].slice(-mostSteps)
      return { past: kept, present: step.next, future: [], place: step.place }
    }
    case 'UNDO': {
      const before = past.at(-1)
      if (before === undefined) return { past, present, future, place }
      return {
        past: past.slice(0, -1),
        present: before,
        future: [present, ...future],
        place: null,
      }
    }
    case 'REDO': {
      const [next, ...rest] = future
      if (next === undefined) return { past, present, future, place }
      return { past: [...past, present], present: next, future: rest, place: null }
    }
  }
}

const mostSteps = 200
