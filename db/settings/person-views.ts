import { sql } from 'kysely'
import type { PersonalKind, ViewReason } from '../../domain/personal-data.ts'
import type { Trx } from '../client.ts'

export interface PersonView {
  readonly sessionId: string
  readonly viewerKind: 'MEMBER' | 'API_KEY'
  readonly viewerId: string
  readonly why: ViewReason
  /** The case, the reveal, or the viewer, that allowed it. */
  readonly grounds: string
  readonly kinds: readonly PersonalKind[]
}

/**
 * Puts on record who sees what of whom: one row for viewer, session, hour and grounds, written anew only where it says more
 * than before.
 */
export async function notePersonViews(
  trx: Trx,
  tenantId: string,
  views: readonly PersonView[],
  at: Date,
): Promise<void> {
  const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)
  await trx
    .insertInto('personViews')
    .values(
      // in one order, or two that note the same would wait for each other
      merged(views).map((view) => ({
        ...view,
        tenantId,
        hour,
        firstAt: at,
        kinds: view.kinds.toSorted(),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'sessionId', 'hour', 'viewerKind', 'viewerId', 'why', 'grounds'])
        .doUpdateSet({
          kinds: sql`array(select distinct unnest(person_views.kinds || excluded.kinds) order by 1)`,
        })
        .where(sql<boolean>`not person_views.kinds @> excluded.kinds`),
    )
    .execute()
}

function merged(views: readonly PersonView[]): readonly PersonView[] {
  const byKey = Map.groupBy(views, ({ sessionId, viewerKind, viewerId, why, grounds }) =>
    [sessionId, viewerKind, viewerId, why, grounds].join('|'),
  )
  return [...byKey]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) =>
      first
        ? [{ ...first, kinds: [...new Set([first, ...others].flatMap(({ kinds }) => kinds))] }]
        : [],
    )
}
