import { useRef } from 'react'
import type { DecisionDraft } from './decision-draft.ts'

/** One key a decision: sent twice, as when nobody answered the first time, it counts once. Another decision is another key. */
export function useSendKey(): (draft: DecisionDraft, version: number) => string {
  const last = useRef({ sent: '', key: '' })
  return (draft, version) => {
    const sent = JSON.stringify([draft, version])
    if (last.current.sent !== sent) last.current = { sent, key: crypto.randomUUID() }
    return last.current.key
  }
}
