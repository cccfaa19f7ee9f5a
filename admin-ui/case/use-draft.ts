import { useEffect, useRef, useState } from 'react'
import { emptyDraft, isEmpty, type DecisionDraft } from './decision-draft.ts'
import { openDraftStore, type DraftStore } from './draft-store.ts'

/** The reviewer's draft of a case. It outlives a lost reservation, a lost network, and the page being loaded again. */
export function useDraft(caseId: string, draftKey: string | null) {
  const [draft, setDraft] = useState(emptyDraft)
  const [restored, setRestored] = useState(false)
  const store = useRef<DraftStore | null>(null)
  // the last state is what is sealed, however long it takes to open the store
  const latest = useRef(draft)

  useEffect(() => {
    if (draftKey === null) return undefined
    let gone = false
    const open = async () => {
      const opened = await openDraftStore(caseId, draftKey)
      const kept = await opened?.take()
      if (gone || !opened) return
      store.current = opened
      if (!isEmpty(latest.current)) await opened.keep(latest.current)
      else if (kept && !isEmpty(kept)) {
        latest.current = kept
        setDraft(kept)
        setRestored(true)
      }
    }
    void open()
    return () => {
      gone = true
    }
  }, [caseId, draftKey])

  const change = (next: DecisionDraft) => {
    latest.current = next
    setDraft(next)
    if (isEmpty(next)) store.current?.forget()
    else void store.current?.keep(next)
  }
  return {
    draft,
    change,
    restored,
    /** It was sent: nothing of it stays. */
    forget: () => {
      latest.current = emptyDraft
      store.current?.forget()
      setRestored(false)
    },
  }
}
