import { useReducer } from 'react'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { beginHistory, nextHistory, type EditHistory, type HistoryStep } from '../edit-history.ts'

export interface Draft {
  readonly profile: CheckProfile
  /** @param place what is typed into, so that a typed word is undone as one */
  readonly change: (next: CheckProfile, place?: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly mayUndo: boolean
  readonly mayRedo: boolean
}

/** A profile under the hands of its author. */
export function useDraft(saved: CheckProfile): Draft {
  const [history, step] = useReducer(nextDraft, saved, (first) => beginHistory(first))
  return {
    profile: history.present,
    change: (next, place) => step({ kind: 'CHANGE', next, place: place ?? null }),
    undo: () => step({ kind: 'UNDO' }),
    redo: () => step({ kind: 'REDO' }),
    mayUndo: history.past.length > 0,
    mayRedo: history.future.length > 0,
  }
}

const nextDraft = (
  history: EditHistory<CheckProfile>,
  step: HistoryStep<CheckProfile>,
): EditHistory<CheckProfile> => nextHistory(history, step)
