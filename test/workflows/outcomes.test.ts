import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { putInbox } from '../../db/inbox.ts'
import type { Resolution } from '../../domain/case-state.ts'
import {
  cancelled,
  caseClaimed,
  caseResolved,
  challengeAsked,
  reviewCaseId,
  submitted,
} from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { goodFace } from '../support/findings.ts'
import { startHttpServer } from '../support/http-server.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import {
  captureAll,
  openTestSession,
  prepareTenant,
  reach,
  sendCapture,
  statusOf,
  type PreparedTenant,
} from '../support/tenant.ts'
import { addEndpoint } from '../support/webhooks.ts'

let database: TestDatabase
let temporal: TestTemporal
let face = goodFace
beforeAll(async () => {
  database = await createTestDatabase()
  temporal = await startTestWorkers(database, scriptedVision({ compareFaces: () => face }))
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** A reviewer takes the open case of the tenant's only session, and resolves it. */
async function resolve(
  { tenantId, reviewer }: PreparedTenant,
  resolution: Resolution,
): Promise<void> {
  const openCase = () =>
    withTenant(database.db, tenantId, (trx) =>
      trx.selectFrom('cases').select('id').where('status', '=', 'OPEN').executeTakeFirst(),
    )
  await expect.poll(openCase).toBeDefined()
  const handle = temporal.client.workflow.getHandle(
    reviewCaseId(tenantId, (await openCase())?.id ?? ''),
  )
  const { version } = await handle.executeUpdate(caseClaimed, {
    args: [{ memberId: reviewer, takeOver: false }],
  })
  const inboxId = await withTenant(database.db, tenantId, (trx) =>
    putInbox(trx, database.keyring, tenantId, 'RESOLUTION', {
      internalNote: null,
      applicantMessage: null,
      actor: { kind: 'MEMBER', id: reviewer },
    }),
  )
  await handle.executeUpdate(caseResolved, {
    args: [
      {
        memberId: reviewer,
        expectedVersion: version,
        resolution,
        reasonCodes: resolution === 'APPROVE' ? [] : ['FACE_MISMATCH'],
        slots: resolution === 'ASK_AGAIN' ? ['FACE', 'LIVENESS'] : [],
        inboxId,
      },
    ],
  })
}

test.each([
  ['APPROVE', 'verification_session.approved', 'APPROVED', true],
  ['DECLINE', 'verification_session.declined', 'DECLINED', true],
  ['ASK_AGAIN', 'verification_session.resubmission_requested', 'RESUBMISSION_REQUESTED', false],
] as const)(
  'the company hears of a reviewer’s outcome: %s',
  async (resolution, type, status, isFinal) => {
    await using company = await startHttpServer((_request, response) =>
      response.writeHead(204).end(),
    )
    const tenant = await prepareTenant(database)
    await addEndpoint(database, tenant.tenantId, company.url, {
      events: ['verification_session.in_review', type],
    })
    face = { ...goodFace, score: 0.1, farLevel: 'NONE' }
    const session = await openTestSession(database, temporal, tenant)
    await captureAll(database, tenant, session)
    await session.handle.executeUpdate(submitted)
    await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
    await resolve(tenant, resolution)
    await expect
      .poll(() => company.received.map(({ body }) => JSON.parse(body.toString())), {
        timeout: 10_000,
      })
      .toMatchObject([
        { type: 'verification_session.in_review', data: { isFinal: false } },
        {
          type,
          data: { verificationSessionId: `vs_${session.sessionId}`, status, isFinal },
        },
      ])
    if (isFinal) expect(await session.handle.result()).toBe(status)
  },
)

test('a session cancelled while its decision is being written ends as decided, and the company hears of it', async () => {
  await using company = await startHttpServer((_request, response) => response.writeHead(204).end())
  const tenant = await prepareTenant(database)
  await addEndpoint(database, tenant.tenantId, company.url)
  face = goodFace
  const session = await openTestSession(database, temporal, tenant)
  await captureAll(database, tenant, session)
  await whileDecisionIsWritten(
    () => session.handle.executeUpdate(submitted),
    async () => {
      expect(await session.handle.executeUpdate(cancelled)).toEqual({ status: 'APPROVED' })
    },
  )
  expect(await session.handle.result()).toBe('APPROVED')
  expect(await statusOf(database, tenant.tenantId, session.sessionId)).toBe('APPROVED')
  await expect.poll(() => company.received.length, { timeout: 10_000 }).toBe(1)
})

test('whoever is asked again has the whole time again, though the first link’s time is over', async () => {
  const tenant = await prepareTenant(database, {
    settings: { sessionLifeMs: 4000, reminderBeforeMs: 0 },
  })
  face = { ...goodFace, score: 0.1, farLevel: 'NONE' }
  const session = await openTestSession(database, temporal, tenant)
  const expiresAt = () =>
    withTenant(database.db, tenant.tenantId, async (trx) => {
      const row = await trx.selectFrom('sessions').select('expiresAt').executeTakeFirstOrThrow()
      return row.expiresAt.getTime()
    })
  const first = await expiresAt()
  await captureAll(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
  await new Promise((over) => setTimeout(over, Math.max(0, first - Date.now())))
  const askedAtMs = Date.now()
  await resolve(tenant, 'ASK_AGAIN')
  await expect.poll(expiresAt).toBeGreaterThanOrEqual(askedAtMs + 4000)
  face = goodFace
  await session.handle.executeUpdate(challengeAsked)
  await sendCapture(database, tenant, session, 'FACE')
})

test('a session cancelled while a reviewer’s decision is being written ends as decided', async () => {
  const tenant = await prepareTenant(database)
  face = { ...goodFace, score: 0.1, farLevel: 'NONE' }
  const session = await openTestSession(database, temporal, tenant)
  await captureAll(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
  await whileDecisionIsWritten(
    () => resolve(tenant, 'DECLINE'),
    async () => {
      expect(await session.handle.executeUpdate(cancelled)).toEqual({ status: 'DECLINED' })
    },
  )
  expect(await session.handle.result()).toBe('DECLINED')
  expect(await statusOf(database, tenant.tenantId, session.sessionId)).toBe('DECLINED')
})

/** Holds up the write of a decision until something else has been said to the story. */
async function whileDecisionIsWritten(
  decide: () => Promise<unknown>,
  say: () => Promise<void>,
): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const waiting = async (): Promise<number> => {
    const { rows } = await owner.query(
      "select 1 from pg_locks where not granted and relation = 'decisions'::regclass",
    )
    return rows.length
  }
  try {
    await owner.query('begin; lock table decisions in share row exclusive mode')
    const decided = decide()
    await expect.poll(waiting, { timeout: 15_000 }).toBe(1)
    const said = say()
    // Temporal hands a message to a workflow at work with its next heartbeat, after eight seconds
    await new Promise((ended) => setTimeout(ended, 10_000))
    await owner.query('rollback')
    await Promise.all([decided, said])
  } finally {
    await owner.end()
  }
}
