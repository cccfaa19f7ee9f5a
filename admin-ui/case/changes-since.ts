import type { LoadedCase } from './case-types.ts'

/** How a case was when the reviewer last looked at all of it. */
export interface Baseline {
  readonly version: number
  readonly events: number
  readonly captures: readonly string[]
  readonly decisions: readonly string[]
  readonly reasonCodes: readonly string[]
}

export const baselineOf = ({
  version,
  events,
  reasonCodes,
  session: { attempts, decisions },
}: LoadedCase): Baseline => ({
  version,
  events: events.length,
  captures: attempts.flatMap(({ captures }) => captures.map(({ id }) => id)),
  decisions: decisions.map(({ id }) => id),
  reasonCodes,
})

/** Something that others, or the machine, changed. */
export type Change =
  | {
      readonly kind: 'EVENT'
      readonly type: string
      readonly at: string
      /** Null: nobody of the staff. */
      readonly by: string | null
    }
  | { readonly kind: 'CAPTURES'; readonly count: number }
  | { readonly kind: 'DECISIONS'; readonly count: number }
  | { readonly kind: 'REASONS' }

/** What changed since then by anybody but the viewer. */
export function changesSince(
  then: Baseline,
  now: LoadedCase,
  viewerId: string | null,
): readonly Change[] {
  const added = (before: readonly string[], after: readonly string[]) =>
    after.filter((id) => !before.includes(id)).length
  const { captures, decisions, reasonCodes } = baselineOf(now)
  const newCaptures = added(then.captures, captures)
  const newDecisions = now.resolvedAt === null ? added(then.decisions, decisions) : 0
  return [
    ...now.events
      .slice(then.events)
      // a reservation that ran out is told by itself
      .filter(({ type, member }) => type !== 'LEASE_EXPIRED' && member?.id !== viewerId)
      .map(({ type, at, member }): Change => ({
        kind: 'EVENT',
        type,
        at,
        by: member?.displayName ?? null,
      })),
    ...(newCaptures > 0 ? [{ kind: 'CAPTURES', count: newCaptures } as const] : []),
    ...(newDecisions > 0 ? [{ kind: 'DECISIONS', count: newDecisions } as const] : []),
    ...(added(then.reasonCodes, reasonCodes) > 0 ? [{ kind: 'REASONS' } as const] : []),
  ]
}
