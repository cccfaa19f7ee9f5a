import DataLoader from 'dataloader'
import { withTenant } from '../db/client.ts'
import { notePersonViews, type PersonView } from '../db/settings/person-views.ts'
import type { PersonalKind } from '../domain/personal-data.ts'
import type { Principal } from './auth/principals.ts'
import type { Dependencies } from './dependencies.ts'
import type { Grounds } from './sight.ts'

export type ViewLog = (sessionId: string, grounds: Grounds, kind: PersonalKind) => Promise<void>

/** What one request shows of persons goes on record before it leaves, all that one level of the answer shows in one statement. */
export function createViewLog(
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  { tenantId, kind: viewerKind, id: viewerId }: Pick<Principal, 'tenantId' | 'kind' | 'id'>,
): ViewLog {
  const noted = new DataLoader<PersonView, true, string>(
    async (views) => {
      await withTenant(db, tenantId, (trx) => notePersonViews(trx, tenantId, views, clock()))
      return views.map(() => true)
    },
    {
      cacheKeyFn: ({ sessionId, why, grounds, kinds }) =>
        [sessionId, why, grounds, ...kinds].join('|'),
    },
  )
  return async (sessionId, { why, id }, kind) => {
    await noted.load({ sessionId, viewerKind, viewerId, why, grounds: id, kinds: [kind] })
  }
}
