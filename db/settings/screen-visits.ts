import { sql } from 'kysely'
import type { CaptureScreen, DeviceKind } from '../../domain/capture-screens.ts'
import type { Trx } from '../client.ts'

/** Nobody looks at one screen longer; who puts the phone away says nothing of the screen. */
const longestVisitMs = 1_800_000

/**
 * An applicant sees a screen: the visit before it ends, this one begins. A picture of many and no part of a case, so it is
 * in no story and no audit chain.
 */
export async function noteScreen(
  trx: Trx,
  { tenantId, sessionId }: { readonly tenantId: string; readonly sessionId: string },
  screen: CaptureScreen,
  at: Date,
): Promise<void> {
  await sql`
    update screen_visits
    set total_ms = total_ms + least(greatest(extract(epoch from ${at}::timestamptz - last_at) * 1000, 0), ${longestVisitMs})
    where session_id = ${sessionId} and screen = (
      select screen from screen_visits where session_id = ${sessionId} order by last_at desc, screen limit 1
    )`.execute(trx)
  await sql`
    insert into screen_visits (tenant_id, session_id, screen, visits, total_ms, first_at, last_at)
    values (${tenantId}, ${sessionId}, ${screen}, 1, 0, ${at}, ${at})
    on conflict (tenant_id, session_id, screen) do update
    set visits = screen_visits.visits + 1, last_at = excluded.last_at`.execute(trx)
}

/** What the applicant captures with from now on. */
export async function noteDevice(trx: Trx, sessionId: string, kind: DeviceKind): Promise<void> {
  await trx.updateTable('sessions').set({ deviceKind: kind }).where('id', '=', sessionId).execute()
}
