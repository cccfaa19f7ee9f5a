import { withTenant } from '../../db/client.ts'
import { newId } from '../../domain/ids.ts'
import type { TestDatabase } from './database.ts'

/** Evidence of a session as it stands in the database once it was packed. @returns what is left of it, whenever it is asked */
export async function addEvidence(
  { db }: Pick<TestDatabase, 'db'>,
  tenantId: string,
  sessionId: string,
) {
  const id = newId(Date.now())
  await withTenant(db, tenantId, (trx) =>
    trx
      .insertInto('exports')
      .values({
        tenantId,
        id,
        kind: 'EVIDENCE_PACKAGE',
        status: 'READY',
        sessionId,
        sandbox: false,
        spec: JSON.stringify({ personal: true, numbers: true, notes: true, pictures: true }),
        actorKind: 'SYSTEM',
        actorId: null,
        wrappedKey: Buffer.alloc(60),
        rowsTotal: null,
        sha256: null,
        failureCode: null,
        createdAt: new Date(),
        finishedAt: new Date(),
        expiresAt: new Date(Date.now() + 3_600_000),
      })
      .execute(),
  )
  return () =>
    withTenant(db, tenantId, (trx) =>
      trx
        .selectFrom('exports')
        .select(['status', 'wrappedKey'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
}
