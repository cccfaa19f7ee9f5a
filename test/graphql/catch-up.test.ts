import { afterAll, beforeAll, expect, test } from 'vitest'
import { DomainError } from '../../domain/errors.ts'
import { tellCaughtUp } from '../../graphql/catch-up.ts'
import { codeOfAsync } from '../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertSession } from '../support/session-row.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'
import { withTenant } from '../../db/client.ts'

let database: TestDatabase
let tenant: PreparedTenant
beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
})
afterAll(() => database[Symbol.asyncDispose]())

async function applicantAt(status: string) {
  const { sessionId, tenantId } = await insertSession(database, tenant)
  await withTenant(database.db, tenantId, (trx) =>
    trx.updateTable('sessions').set({ status }).where('id', '=', sessionId).execute(),
  )
  return { kind: 'APPLICANT', tenantId, sessionId, id: sessionId } as const
}
const refusal = () => new DomainError('SESSION_STATE', 'takes no more pictures now')

test('who is quicker than the story after being asked again is heard a moment later', async () => {
  let told = 0
  const answer = await tellCaughtUp(database, await applicantAt('RESUBMISSION_REQUESTED'), () => {
    told += 1
    return told < 3 ? Promise.reject(refusal()) : Promise.resolve('taken')
  })
  expect(answer).toBe('taken')
  expect(told).toBe(3)
})

test('a session that is over refuses at once, and other refusals are not tried again', async () => {
  let told = 0
  const over = tellCaughtUp(database, await applicantAt('IN_REVIEW'), () => {
    told += 1
    return Promise.reject(refusal())
  })
  expect(await codeOfAsync(over)).toBe('SESSION_STATE')
  const notAsked = tellCaughtUp(database, await applicantAt('CAPTURING'), () => {
    told += 1
    return Promise.reject(new DomainError('SLOT_NOT_ASKED', 'not asked for'))
  })
  expect(await codeOfAsync(notAsked)).toBe('SLOT_NOT_ASKED')
  expect(told).toBe(2)
})
