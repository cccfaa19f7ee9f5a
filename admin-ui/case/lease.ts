/** What the viewer is to a case. */
export type Standing = 'MINE' | 'FREE' | 'TAKEN' | 'CLOSED' | 'LOOKING'

interface CaseSeen {
  readonly status: 'OPEN' | 'ASSIGNED' | 'RESOLVED' | 'WITHDRAWN'
  readonly assignee: { readonly id: string } | null
  readonly leaseExpiresAt: string | null
}

/** An assignment whose lease has run out is free for everybody, its former holder too. */
export function standingOf(
  { status, assignee, leaseExpiresAt }: CaseSeen,
  viewerId: string | null,
  mayReview: boolean,
  nowMs: number,
): Standing {
  if (status === 'RESOLVED' || status === 'WITHDRAWN') return 'CLOSED'
  if (!mayReview) return 'LOOKING'
  const runs = leaseExpiresAt !== null && Date.parse(leaseExpiresAt) > nowMs
  if (status === 'OPEN' || !runs) return 'FREE'
  return assignee?.id === viewerId ? 'MINE' : 'TAKEN'
}

/**
 * When to renew next: while the reviewer is at work, after a third of what is left, at most once a minute. Null: the reviewer has
 * gone, and the case should go back to the queue by itself.
 */
export function renewInMs(
  leaseExpiresAt: string,
  nowMs: number,
  lastSignMs: number,
): number | null {
  if (nowMs - lastSignMs > idleMs) return null
  const leftMs = Date.parse(leaseExpiresAt) - nowMs
  return leftMs <= 0 ? null : Math.min(Math.max(leftMs / 3, 1_000), 60_000)
}

/** Without a sign of the reviewer for so long, a case is no longer held. */
const idleMs = 5 * 60_000
