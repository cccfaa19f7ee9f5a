import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withTenant } from '../../../db/client.ts'
import { applyEvent } from '../../../db/writes/apply-event.ts'
import { recordDecision, type NewDecision } from '../../../db/writes/record-decision.ts'
import { newId } from '../../../domain/ids.ts'
import type { SessionEvent } from '../../../domain/session-state.ts'
import { codeOfAsync } from '../../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { auditOf, insertSession, type SessionRow } from '../../support/session-row.ts'
import { connect } from '../../support/sql.ts'
import { prepareTenant, statusOf, type PreparedTenant } from '../../support/tenant.ts'

let database: TestDatabase
let tenant: PreparedTenant
let session: SessionRow
const actor = { kind: 'SYSTEM', id: null } as const

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
})
beforeEach(async () => {
  session = await insertSession(database, tenant)
  await withTenant(database.db, tenant.tenantId, async (trx) => {
    const place = { ...session, actor, at: new Date() }
    await applyEvent(trx, { ...place, seq: 1 }, { type: 'CAPTURE_STARTED' })
    await applyEvent(trx, { ...place, seq: 2 }, { type: 'SUBMITTED' })
  })
})
afterAll(() => database[Symbol.asyncDispose]())

const events = {
  APPROVE: { type: 'APPROVED', by: 'SYSTEM' },
  DECLINE: { type: 'DECLINED', by: 'SYSTEM', reasonCodes: ['FACE_MISMATCH'] },
  REVIEW: { type: 'REVIEW_OPENED', reasonCodes: ['FACE_MISMATCH'] },
  ASK_AGAIN: {
    type: 'RESUBMISSION_REQUESTED',
    by: 'SYSTEM',
    reasonCodes: ['IMG_BLUR'],
    slots: ['FRONT'],
  },
} as const satisfies Record<NewDecision['outcome'], SessionEvent>

const decide = (seq: number, outcome: NewDecision['outcome'], id: string = newId()) =>
  withTenant(database.db, tenant.tenantId, (trx) =>
    recordDecision(trx, { ...session, seq, actor, at: new Date() }, events[outcome], {
      id,
      attemptId: session.attemptId,
      outcome,
      decidedBy: 'SYSTEM',
      memberId: null,
      reasonCodes: [],
      slots: [],
      ruleId: 'rule',
      trace: [{ ruleId: 'rule', matched: true }],
      internalNoteSealed: null,
      applicantMessageSealed: null,
    }),
  )
const decisions = async () => {
  const rows = await withTenant(database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('decisions')
      .selectAll()
      .where('sessionId', '=', session.sessionId)
      .orderBy('createdAt')
      .execute(),
  )
  return rows
}
const outcomes = async () => (await decisions()).map(({ outcome }) => outcome)
const status = () => statusOf(database, session.tenantId, session.sessionId)

describe('a decision', () => {
  test('stands with its status, its audit event and the version it was made by', async () => {
    expect(await decide(3, 'APPROVE')).toBe('APPROVED')
    const [decision] = await decisions()
    expect(decision).toMatchObject({
      outcome: 'APPROVE',
      checkProfileVersionId: tenant.versionId,
      profileSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      trace: [{ ruleId: 'rule', matched: true }],
    })
    expect((await auditOf(database, session)).at(-1)).toBe('approved')
  })

  test('is made once, however often its activity is tried again', async () => {
    const id = newId()
    await decide(3, 'APPROVE', id)
    expect(await decide(3, 'APPROVE', id)).toBe('APPROVED')
    expect(await decide(3, 'DECLINE')).toBe('APPROVED')
    expect(await outcomes()).toEqual(['APPROVE'])
    expect(await auditOf(database, session)).toHaveLength(4)
  })

  test('is made once by ten that race', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => decide(3, i % 2 ? 'APPROVE' : 'DECLINE')),
    )
    expect(new Set(answers).size).toBe(1)
    expect(await outcomes()).toHaveLength(1)
  })

  test('never follows another of the same attempt', async () => {
    await decide(3, 'DECLINE')
    expect(await codeOfAsync(decide(4, 'APPROVE'))).toBe('SESSION_STATE')
    expect(await outcomes()).toEqual(['DECLINE'])
    expect(await status()).toBe('DECLINED')
  })

  test('never follows another, even where the status was tampered with: the database refuses it', async () => {
    await decide(3, 'DECLINE')
    await using owner = await connect(database.ownerUrl)
    await owner.run("update sessions set status = 'PROCESSING' where id = $1", [session.sessionId])
    await expect(decide(4, 'APPROVE')).rejects.toMatchObject({
      code: '23505',
      constraint: 'one_decision_an_attempt',
    })
    expect(await outcomes()).toEqual(['DECLINE'])
    expect(await status()).toBe('PROCESSING')
  })

  test('to have it reviewed leaves room for the one that a person makes', async () => {
    expect(await decide(3, 'REVIEW')).toBe('IN_REVIEW')
    expect(await decide(4, 'APPROVE')).toBe('APPROVED')
    expect(await outcomes()).toEqual(['REVIEW', 'APPROVE'])
  })

  test('that can not be stored changes no status', async () => {
    const id = newId()
    await decide(3, 'REVIEW', id)
    await expect(decide(4, 'APPROVE', id)).rejects.toMatchObject({ code: '23505' })
    expect(await status()).toBe('IN_REVIEW')
    expect((await auditOf(database, session)).at(-1)).toBe('review_opened')
  })
})
