import { createHash } from 'node:crypto'
import type { AuditExcerpt } from './content.ts'
import { EvidenceError } from './evidence-error.ts'

/**
 * Computes every event's hash again from the hash before it and its own text; where two follow each other without a gap, the
 * first one's hash must be that of the second's. What lies in the gaps is other people's, so there the signature vouches.
 * @returns how many of the links could be followed
 * @throws EvidenceError `AUDIT_BROKEN`
 */
export function followChain({ events, head }: AuditExcerpt, sessionId: string): number {
  const broken = () => new EvidenceError('AUDIT_BROKEN', 'audit.json')
  let linked = 0
  for (const [i, event] of events.entries()) {
    const expected = createHash('sha256')
      .update(Buffer.from(event.previousHash, 'hex'))
      .update(event.canonical, 'utf8')
      .digest('hex')
    const text = parsed(event.canonical)
    if (expected !== event.hash || text?.seq !== event.seq || text.subjectId !== sessionId)
      throw broken()
    const before = events[i - 1]
    if (before && before.seq >= event.seq) throw broken()
    if (before && before.seq === event.seq - 1) {
      if (before.hash !== event.previousHash) throw broken()
      linked += 1
    }
  }
  const last = events.at(-1)
  if (last && (last.seq > head.seq || (last.seq === head.seq && last.hash !== head.hash)))
    throw broken()
  return linked
}

function parsed(text: string): { readonly seq: unknown; readonly subjectId: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
      ? { seq: Reflect.get(value, 'seq'), subjectId: Reflect.get(value, 'subjectId') }
      : null
  } catch {
    return null
  }
}
