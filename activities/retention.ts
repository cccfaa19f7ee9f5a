import { Context } from '@temporalio/activity'
import { withTenant } from '../db/client.ts'
import { dueSessions } from '../db/reads/due-erasures.ts'
import { readTenant } from '../db/reads/tenants.ts'
import { eraseSession } from '../db/writes/erase-session.ts'
import { erasedKinds } from '../domain/retention.ts'
import type { BatchActivities } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

/** Words for workflows are read within moments of their writing; what is older than this waits for nobody. */
const inboxLifeMs = 90 * 86_400_000

/** Erases what its term has ended for, session by session, each in a transaction of its own. */
export function createRetentionActivities({
  db,
  keyring,
  store,
  clock,
}: Dependencies): Pick<BatchActivities, 'eraseDue'> {
  return {
    async eraseDue({ tenantId, most }) {
      // outside of transactions: asked for inside, it might wait for a connection
      await keyring.tenantBox(tenantId)
      const at = clock()
      const erased = { PICTURES: 0, FILMS: 0, PERSON: 0 }
      let over = true
      for (const kind of erasedKinds) {
        const { due, ids } = await withTenant(db, tenantId, async (trx) => {
          const tenant = await readTenant(trx)
          if (!tenant) return { due: null, ids: [] }
          const found = { kind, retention: tenant.settings.retention, at }
          return { due: found, ids: await dueSessions(trx, found, most) }
        })
        if (!due) continue
        for (const sessionId of ids) {
          mindCancellation()
          const done = await withTenant(db, tenantId, (trx) =>
            eraseSession(trx, { store, keyring, tenantId, sessionId }, due),
          )
          if (done) erased[kind] += 1
        }
        if (ids.length === most) over = false
      }
      await withTenant(db, tenantId, (trx) =>
        trx
          .deleteFrom('inbox')
          .where('createdAt', '<', new Date(at.getTime() - inboxLifeMs))
          .execute(),
      )
      return { erased, over }
    },
  }
}

function mindCancellation(): void {
  const context = Context.current()
  context.heartbeat()
  context.cancellationSignal.throwIfAborted()
}
