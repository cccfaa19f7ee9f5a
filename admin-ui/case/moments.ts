import type { Slot } from '../../domain/method.ts'
import type { LoadedCase } from './case-types.ts'

/** Something that happened to a case or its application. */
export type Happening =
  | { readonly kind: 'CASE'; readonly type: string; readonly by: string | null }
  | { readonly kind: 'CAPTURE'; readonly slot: Slot }
  | { readonly kind: 'DECISION'; readonly outcome: string; readonly by: string | null }

/** A moment at which something changed. */
export interface Moment {
  readonly at: string
  readonly happenings: readonly Happening[]
}

/** The moments of a case since it was opened, first to last: the places where its time line can be stopped. */
export function momentsOf({ events, openedAt, session }: LoadedCase): readonly Moment[] {
  const all: readonly (readonly [string, Happening])[] = [
    ...events.map(
      ({ at, type, member }) =>
        [at, { kind: 'CASE', type, by: member?.displayName ?? null }] as const,
    ),
    ...session.attempts.flatMap(({ captures }) =>
      captures.map(({ receivedAt, slot }) => [receivedAt, { kind: 'CAPTURE', slot }] as const),
    ),
    ...session.decisions.map(
      ({ createdAt, outcome, member }) =>
        [createdAt, { kind: 'DECISION', outcome, by: member?.displayName ?? null }] as const,
    ),
  ]
  const since = all.filter(([at]) => at >= openedAt)
  return [...Map.groupBy(since, ([at]) => at)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([at, rows]) => ({ at, happenings: rows.map(([, happening]) => happening) }))
}

/** The moment before or after the one that is shown. Null: now. */
export function stepMoment(
  moments: readonly Moment[],
  shown: string | null,
  by: 1 | -1,
): string | null {
  const index = shown === null ? moments.length : moments.findIndex(({ at }) => at === shown)
  // the last moment is how things are now
  const next = Math.max(0, index + (shown === null && by === -1 ? -2 : by))
  return next >= moments.length - 1 ? null : (moments[next]?.at ?? null)
}
