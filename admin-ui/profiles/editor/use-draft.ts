import { useCallback, useReducer } from 'react'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { beginHistory, nextHistory, type EditHistory, type HistoryStep } from '../edit-history.ts'

/** Makes the next profile from the present one. */
export type Edit = (profile: CheckProfile) => CheckProfile

export interface Draft {
  readonly profile: CheckProfile
  /** The same function for as long as the draft lives. @param place what is typed into, so that a typed word is undone as one */
  readonly edit: (edit: Edit, place?: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly mayUndo: boolean
  readonly mayRedo: boolean
  /** Goes on with another profile; what was done before is not taken back. */
  readonly begin: (profile: CheckProfile) => void
}

/** A profile under the hands of its author. */
export function useDraft(saved: CheckProfile): Draft {
  const [history, step] = useReducer(nextDraft, saved, (first) => beginHistory(first))
  return {
    profile: history.present,
    edit: useCallback((edit: Edit, place?: string) => step({ edit, place: place ?? null }), []),
    undo: useCallback(() => step({ kind: 'UNDO' }), []),
    redo: useCallback(() => step({ kind: 'REDO' }), []),
    mayUndo: history.past.length > 0,
    mayRedo: history.future.length > 0,
    begin: useCallback((profile: CheckProfile) => step({ kind: 'BEGIN', profile }), []),
  }
}

type DraftStep =
  | { readonly edit: Edit; readonly place: string | null }
  | { readonly kind: 'BEGIN'; readonly profile: CheckProfile }
  | Exclude<HistoryStep<CheckProfile>, { kind: 'CHANGE' }>

function nextDraft(history: EditHistory<CheckProfile>, step: DraftStep): EditHistory<CheckProfile> {
  if (!('edit' in step)) {
    return step.kind === 'BEGIN' ? beginHistory(step.profile) : nextHistory(history, step)
  }
  const next = step.edit(history.present)
  if (next === history.present) return history
  return nextHistory(history, { kind: 'CHANGE', next, place: step.place })
}
