import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withTenant } from '../../../db/client.ts'
import { applyEvent } from '../../../db/writes/apply-event.ts'
import { sessionStatuses, transition, type SessionEvent } from '../../../domain/session-state.ts'
import { codeOfAsync } from '../../support/code-of.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { auditOf, insertSession, type SessionRow } from '../../support/session-row.ts'
import { connect } from '../../support/sql.ts'
import { prepareTenant, statusOf, type PreparedTenant } from '../../support/tenant.ts'
import { newId } from '../../../domain/ids.ts'

let database: TestDatabase
let tenant: PreparedTenant
let session: SessionRow

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
})
beforeEach(async () => {
  session = await insertSession(database, tenant)
})
afterAll(() => database[Symbol.asyncDispose]())

const system = { kind: 'SYSTEM', id: null } as const
const apply = (seq: number, event: SessionEvent, of: SessionRow = session) =>
  withTenant(database.db, of.tenantId, (trx) =>
    applyEvent(trx, { ...of, seq, actor: system, at: new Date() }, event),
  )
const started: SessionEvent = { type: 'CAPTURE_STARTED' }
const submitted: SessionEvent = { type: 'SUBMITTED' }
const approved: SessionEvent = { type: 'APPROVED', by: 'SYSTEM' }
const declined: SessionEvent = { type: 'DECLINED', by: 'SYSTEM', reasonCodes: ['FACE_MISMATCH'] }
const status = () => statusOf(database, session.tenantId, session.sessionId)

describe('an event of a session', () => {
  test('changes the status as transition() says, with its audit event', async () => {
    expect(await apply(1, started)).toEqual({ status: 'CAPTURING', applied: true })
    expect(await apply(2, submitted)).toEqual({ status: 'PROCESSING', applied: true })
    expect(await apply(3, approved)).toEqual({ status: 'APPROVED', applied: true })
    expect(await status()).toBe('APPROVED')
    expect(await auditOf(database, session)).toEqual([
      'created',
      'capture_started',
      'submitted',
      'approved',
    ])
  })

  test('counts once, however often its activity is tried again', async () => {
    await apply(1, started)
    for (let i = 0; i < 3; i += 1)
      expect(await apply(1, started)).toEqual({ status: 'CAPTURING', applied: false })
    await apply(2, submitted)
    expect(await apply(1, started)).toEqual({ status: 'PROCESSING', applied: false })
    expect(await auditOf(database, session)).toEqual(['created', 'capture_started', 'submitted'])
  })

  test('counts once though it is tried ten times at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => apply(1, started)))
    expect(answers.filter(({ applied }) => applied)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set(['CAPTURING']))
    expect(await auditOf(database, session)).toEqual(['created', 'capture_started'])
  })

  test('that rivals another for the same number changes nothing', async () => {
    await apply(1, started)
    await apply(2, submitted)
    const answers = await Promise.all([apply(3, approved), apply(3, declined)])
    expect(answers.filter(({ applied }) => applied)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.status)).size).toBe(1)
    expect(await auditOf(database, session)).toHaveLength(4)
  })

  test('is refused in every status that does not allow it, and leaves no trace', async () => {
    await using owner = await connect(database.ownerUrl)
    const events = [
      started,
      submitted,
      approved,
      declined,
      { type: 'EXPIRED' },
      { type: 'CANCELLED' },
    ] as const
    let refused = 0
    for (const from of sessionStatuses) {
      for (const event of events) {
        if (transition(from, event).allowed) continue
        await owner.run('update sessions set status = $1 where id = $2', [from, session.sessionId])
        expect(await codeOfAsync(apply(1, event)), `${event.type} in ${from}`).toBe('SESSION_STATE')
        expect(await status()).toBe(from)
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(20)
    expect(await auditOf(database, session)).toEqual(['created'])
  })

  test('that leaves a number out is refused: nothing may be lost between', async () => {
    expect(await codeOfAsync(apply(2, started))).toBe('SESSION_STATE')
    expect(await auditOf(database, session)).toEqual(['created'])
  })

  test('stores asked slots, reasons and times beside the status', async () => {
    await apply(1, started)
    await apply(2, submitted)
    await apply(3, {
      type: 'RESUBMISSION_REQUESTED',
      by: 'SYSTEM',
      reasonCodes: ['IMG_BLUR'],
      slots: ['FRONT', 'BACK'],
    })
    const row = await withTenant(database.db, tenant.tenantId, (trx) =>
      trx
        .selectFrom('sessions')
        .selectAll()
        .where('id', '=', session.sessionId)
        .executeTakeFirstOrThrow(),
    )
    expect(row).toMatchObject({
      status: 'RESUBMISSION_REQUESTED',
      eventSeq: 3,
      attemptNumber: 2,
      askedSlots: ['FRONT', 'BACK'],
      reasonCodes: ['IMG_BLUR'],
      decidedAt: null,
      submittedAt: expect.any(Date),
    })
  })

  test("of another tenant's session finds none", async () => {
    const other = await prepareTenant(database)
    const asThem = { ...session, tenantId: other.tenantId }
    expect(await codeOfAsync(apply(1, started, asThem))).toBe('NOT_FOUND')
    expect(await codeOfAsync(apply(1, started, { ...session, sessionId: newId() }))).toBe(
      'NOT_FOUND',
    )
    expect(await status()).toBe('CREATED')
  })

  test('is announced to whoever listens, once its transaction is done', async () => {
    await using listener = await connect(database.ownerUrl)
    const heard = await listener.listen('session_changed')
    await expect(
      withTenant(database.db, tenant.tenantId, async (trx) => {
        await applyEvent(trx, { ...session, seq: 1, actor: system, at: new Date() }, started)
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    await apply(1, started)
    await apply(1, started)
    await listener.run('select 1')
    expect(heard).toEqual([`${session.tenantId}:${session.sessionId}`])
  })
})
