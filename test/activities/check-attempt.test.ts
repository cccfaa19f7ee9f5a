import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCheckActivities } from '../../activities/check-attempt.ts'
import { withTenant } from '../../db/client.ts'
import { saveDocumentType } from '../../db/writes/save-progress.ts'
import { checkResultSchema, type CheckKey } from '../../domain/check.ts'
import { slots, type Slot } from '../../domain/method.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertSession } from '../support/session-row.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

let database: TestDatabase
let tenant: PreparedTenant
beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
})
afterAll(() => database[Symbol.asyncDispose]())

/** Outcomes by check of a session that asked for these pictures, and of which no machine found anything. */
async function outcomesOf(asked: readonly Slot[]) {
  const session = await insertSession(database, tenant, asked)
  await withTenant(database.db, tenant.tenantId, (trx) =>
    saveDocumentType(trx, session, 'DRIVERS_LICENCE', new Date()),
  )
  await createCheckActivities({ ...database, clock: () => new Date() }).runChecks({
    ...session,
    readingDone: false,
    thickness: null,
    authenticity: null,
    face: null,
    liveness: null,
    masks: null,
  })
  const rows = await withTenant(database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('checkResults')
      .select('record')
      .where('attemptId', '=', session.attemptId)
      .execute(),
  )
  const results = rows.map(({ record }) => checkResultSchema.parse(record))
  return (...keys: readonly CheckKey[]) =>
    keys.map((key) => {
      const result = results.find((each) => each.key === key)
      return [key, result?.outcome, ...(result?.reasonCodes ?? [])]
    })
}

test('pictures that the session never asked for are no missing machine and no missing picture', async () => {
  const outcomes = await outcomesOf(['FRONT', 'BACK'])
  expect(outcomes('FACE_MATCH', 'LIVENESS', 'THICKNESS', 'DOC_AUTHENTICITY')).toEqual([
    ['FACE_MATCH', 'SKIPPED'],
    ['LIVENESS', 'SKIPPED'],
    ['THICKNESS', 'SKIPPED'],
    ['DOC_AUTHENTICITY', 'UNCERTAIN', 'MACHINE_UNAVAILABLE'],
  ])
})

test('a machine that is away leaves its checks to a person', async () => {
  const outcomes = await outcomesOf(slots)
  expect(outcomes('FACE_MATCH', 'LIVENESS', 'THICKNESS')).toEqual([
    ['FACE_MATCH', 'UNCERTAIN', 'MACHINE_UNAVAILABLE'],
    ['LIVENESS', 'UNCERTAIN', 'MACHINE_UNAVAILABLE'],
    ['THICKNESS', 'UNCERTAIN', 'MACHINE_UNAVAILABLE'],
  ])
})
