import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { verifyAuditChain } from '../../db/audit.ts'
import { putInbox } from '../../db/inbox.ts'
import type { Resolution } from '../../domain/case-state.ts'
import type { Slot } from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import {
  cancelled,
  caseClaimed,
  caseReleased,
  caseResolved,
  reviewCaseId,
  submitted,
} from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { goodFace, goodVerdict } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import {
  captureAll,
  film,
  openTestSession,
  prepareTenant,
  reach,
  sendCapture,
  statusOf,
  type OpenedSession,
  type PreparedTenant,
} from '../support/tenant.ts'

let database: TestDatabase
let temporal: TestTemporal
let tenant: PreparedTenant
/** What the camera sees in the test that runs now. */
let face = goodFace
let refuseFront: readonly ReasonCode[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
  temporal = await startTestWorkers(
    database,
    scriptedVision({
      compareFaces: () => face,
      reviewCapture: ({ slot }) =>
        slot === 'FRONT' && refuseFront.length > 0
          ? { ...goodVerdict(slot), accepted: false, reasonCodes: refuseFront }
          : goodVerdict(slot),
    }),
  )
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const code = async (message: Promise<unknown>): Promise<string> => {
  try {
    await message
    return 'NONE'
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
      return error.cause.type ?? 'UNTYPED'
    }
    throw error
  }
}

const open = (options = {}) => openTestSession(database, temporal, tenant, options)

async function decisions(sessionId: string) {
  return withTenant(database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('decisions')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .orderBy('createdAt')
      .execute(),
  )
}

async function openCaseOf(sessionId: string) {
  return withTenant(database.db, tenant.tenantId, (trx) =>
    trx
      .selectFrom('cases')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .orderBy('openedAt', 'desc')
      .executeTakeFirstOrThrow(),
  )
}

async function resolve(
  caseId: string,
  memberId: string,
  expectedVersion: number,
  resolution: Resolution,
  more: { reasonCodes?: readonly ReasonCode[]; slots?: readonly Slot[] } = {},
) {
  const inboxId = await withTenant(database.db, tenant.tenantId, (trx) =>
    putInbox(trx, database.keyring, tenant.tenantId, 'RESOLUTION', {
      internalNote: 'seen',
      applicantMessage: null,
      actor: { kind: 'MEMBER', id: memberId },
    }),
  )
  return temporal.client.workflow
    .getHandle(reviewCaseId(tenant.tenantId, caseId))
    .executeUpdate(caseResolved, {
      args: [
        {
          memberId,
          expectedVersion,
          resolution,
          reasonCodes: more.reasonCodes ?? [],
          slots: more.slots ?? [],
          inboxId,
        },
      ],
    })
}

const claim = (caseId: string, memberId: string, takeOver = false) =>
  temporal.client.workflow
    .getHandle(reviewCaseId(tenant.tenantId, caseId))
    .executeUpdate(caseClaimed, { args: [{ memberId, takeOver }] })

describe('the story of an application', () => {
  test('an honest applicant is approved by the published profile', async () => {
    const session = await open()
    await captureAll(database, tenant, session)
    await session.handle.executeUpdate(submitted)
    await reach(database, tenant.tenantId, session.sessionId, 'APPROVED')
    expect(await session.handle.result()).toBe('APPROVED')
    const [decision, ...others] = await decisions(session.sessionId)
    expect(others).toEqual([])
    expect(decision).toMatchObject({
      outcome: 'APPROVE',
      decidedBy: 'SYSTEM',
      checkProfileVersionId: tenant.versionId,
    })
  })

  test('nothing is captured before consent, and nothing that is not asked for', async () => {
    const session = await open()
    expect(await code(sendCapture(database, tenant, session, 'FRONT'))).toBe('CONSENT_MISSING')
    await session.handle.executeUpdate('consentGiven', { args: [{ consentVersion: '1' }] })
    expect(await code(sendCapture(database, tenant, session, 'FRONT'))).toBe('SESSION_STATE')
    await session.handle.executeUpdate('documentChosen', {
      args: [{ documentType: 'DRIVERS_LICENCE' }],
    })
    expect(await code(session.handle.executeUpdate(submitted))).toBe('SLOTS_MISSING')
  })

  test('a refused picture says why and can be taken again', async () => {
    const session = await open()
    await session.handle.executeUpdate('consentGiven', { args: [{ consentVersion: '1' }] })
    await session.handle.executeUpdate('documentChosen', {
      args: [{ documentType: 'DRIVERS_LICENCE' }],
    })
    refuseFront = ['IMG_BLUR']
    expect(await sendCapture(database, tenant, session, 'FRONT')).toMatchObject({
      accepted: false,
      reasonCodes: ['IMG_BLUR'],
    })
    refuseFront = []
    expect(await sendCapture(database, tenant, session, 'FRONT')).toMatchObject({
      accepted: true,
      reasonCodes: [],
    })
  })

  test('directions are good for one film of their own session', async () => {
    const session = await open()
    await captureAll(database, tenant, session)
    const used = await withTenant(database.db, tenant.tenantId, (trx) =>
      trx
        .selectFrom('challenges')
        .select('id')
        .where('sessionId', '=', session.sessionId)
        .executeTakeFirstOrThrow(),
    )
    const frames = Array.from({ length: 8 }, () => Buffer.of(0xff, 0xd8, 0xff, 0xd9))
    expect(await code(sendCapture(database, tenant, session, 'LIVENESS', frames, used.id))).toBe(
      'CHALLENGE_INVALID',
    )
    const other = await open()
    await other.handle.executeUpdate('consentGiven', { args: [{ consentVersion: '1' }] })
    await other.handle.executeUpdate('documentChosen', {
      args: [{ documentType: 'DRIVERS_LICENCE' }],
    })
    expect(await code(sendCapture(database, tenant, other, 'LIVENESS', frames, used.id))).toBe(
      'CHALLENGE_INVALID',
    )
  })

  test('a second submission is refused', async () => {
    const session = await open()
    await captureAll(database, tenant, session)
    // both at once: a moment later the story may be over
    const answers = await Promise.all([
      code(session.handle.executeUpdate(submitted)),
      code(session.handle.executeUpdate(submitted)),
    ])
    expect(answers.toSorted()).toEqual(['NONE', 'SESSION_STATE'])
    await reach(database, tenant.tenantId, session.sessionId, 'APPROVED')
  })

  test('the same person under another customer id is a suspicion for a person to look at', async () => {
    const session = await open({ externalId: 'customer-2' })
    await captureAll(database, tenant, session)
    await session.handle.executeUpdate(submitted)
    await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
    const [decision] = await decisions(session.sessionId)
    expect(decision?.reasonCodes).toEqual(['DUPLICATE'])
    await session.handle.executeUpdate(cancelled)
  })

  test('a doubt goes to a person, who decides once; the case and the outcome change together', async () => {
    const session = await doubtful()
    const { id: caseId } = await openCaseOf(session.sessionId)
    expect(await code(resolve(caseId, tenant.reviewer, 1, 'APPROVE'))).toBe('CASE_LEASE_LOST')
    const { version } = await claim(caseId, tenant.reviewer)
    expect(await code(claim(caseId, tenant.otherReviewer))).toBe('CASE_TAKEN')
    expect(await code(resolve(caseId, tenant.reviewer, version - 1, 'APPROVE'))).toBe('CASE_STALE')
    expect(await code(resolve(caseId, tenant.reviewer, version, 'DECLINE'))).toBe(
      'DECISION_INCOMPLETE',
    )
    await resolve(caseId, tenant.reviewer, version, 'APPROVE')
    expect(await statusOf(database, tenant.tenantId, session.sessionId)).toBe('APPROVED')
    expect(await session.handle.result()).toBe('APPROVED')
    const made = await decisions(session.sessionId)
    expect(made.map(({ outcome, decidedBy }) => [outcome, decidedBy])).toEqual([
      ['REVIEW', 'SYSTEM'],
      ['APPROVE', 'REVIEWER'],
    ])
  })

  test('a released case is free for another reviewer', async () => {
    const session = await doubtful()
    const { id: caseId } = await openCaseOf(session.sessionId)
    await claim(caseId, tenant.reviewer)
    await temporal.client.workflow
      .getHandle(reviewCaseId(tenant.tenantId, caseId))
      .executeUpdate(caseReleased, { args: [{ memberId: tenant.reviewer }] })
    const { version } = await claim(caseId, tenant.otherReviewer)
    await resolve(caseId, tenant.otherReviewer, version, 'DECLINE', {
      reasonCodes: ['FACE_MISMATCH'],
    })
    expect(await session.handle.result()).toBe('DECLINED')
  })

  test('asked again, only the named picture is taken, and the next attempt is decided afresh', async () => {
    const session = await doubtful()
    const { id: caseId } = await openCaseOf(session.sessionId)
    const { version } = await claim(caseId, tenant.reviewer)
    await resolve(caseId, tenant.reviewer, version, 'ASK_AGAIN', {
      reasonCodes: ['SELFIE_NG'],
      slots: ['FACE', 'LIVENESS'],
    })
    expect(await statusOf(database, tenant.tenantId, session.sessionId)).toBe(
      'RESUBMISSION_REQUESTED',
    )
    // the row says so a moment before the story has gone on
    await vi.waitFor(async () =>
      expect(await code(sendCapture(database, tenant, session, 'FRONT'))).toBe('SLOT_NOT_ASKED'),
    )
    await sendCapture(database, tenant, session, 'FACE')
    expect(await code(session.handle.executeUpdate(submitted))).toBe('SLOTS_MISSING')
    await film(database, tenant, session)
    await session.handle.executeUpdate(submitted)
    expect(await session.handle.result()).toBe('APPROVED')
    const attempts = await withTenant(database.db, tenant.tenantId, (trx) =>
      trx
        .selectFrom('attempts')
        .select(['number', 'askedSlots'])
        .where('sessionId', '=', session.sessionId)
        .orderBy('number')
        .execute(),
    )
    expect(attempts).toMatchObject([{ number: 1 }, { number: 2, askedSlots: ['FACE', 'LIVENESS'] }])
  })

  test('a session can be cancelled while it is in review, and its case is withdrawn', async () => {
    const session = await doubtful()
    const { id: caseId } = await openCaseOf(session.sessionId)
    await session.handle.executeUpdate(cancelled)
    expect(await session.handle.result()).toBe('CANCELLED')
    expect(await statusOf(database, tenant.tenantId, session.sessionId)).toBe('CANCELLED')
    const { status } = await openCaseOf(session.sessionId)
    expect(status).toBe('WITHDRAWN')
    expect(caseId).toBeTruthy()
  })

  test('an expired session takes no more pictures', async () => {
    const short = await prepareTenant(database, {
      settings: { sessionLifeMs: 400, reminderBeforeMs: 0 },
    })
    const session = await openTestSession(database, temporal, short)
    expect(await session.handle.result()).toBe('EXPIRED')
    expect(await statusOf(database, short.tenantId, session.sessionId)).toBe('EXPIRED')
  })

  test('a lease that nobody renews runs out', async () => {
    const hasty = await prepareTenant(database, { settings: { caseLeaseMs: 300 } })
    face = { ...goodFace, score: 0.1, farLevel: 'NONE' }
    const session = await openTestSession(database, temporal, hasty)
    await captureAll(database, hasty, session)
    await session.handle.executeUpdate(submitted)
    await reach(database, hasty.tenantId, session.sessionId, 'IN_REVIEW')
    face = goodFace
    const row = () =>
      withTenant(database.db, hasty.tenantId, (trx) =>
        trx
          .selectFrom('cases')
          .selectAll()
          .where('sessionId', '=', session.sessionId)
          .executeTakeFirstOrThrow(),
      )
    await expect.poll(async () => (await row()).status, { timeout: 10_000 }).toBe('OPEN')
    const { id } = await row()
    await temporal.client.workflow
      .getHandle(reviewCaseId(hasty.tenantId, id))
      .executeUpdate(caseClaimed, { args: [{ memberId: hasty.reviewer, takeOver: false }] })
    expect((await row()).status).toBe('ASSIGNED')
    await expect.poll(async () => (await row()).status, { timeout: 10_000 }).toBe('OPEN')
  })

  test('every change is in the audit chain, and the chain is whole', async () => {
    const verdict = await withTenant(database.db, tenant.tenantId, (trx) => verifyAuditChain(trx))
    expect(verdict).toMatchObject({ intact: true })
  })
})

/** A session that the machine doubts: the face does not match. */
async function doubtful(): Promise<OpenedSession> {
  face = { ...goodFace, score: 0.1, farLevel: 'NONE' }
  try {
    const session = await open()
    await captureAll(database, tenant, session)
    await session.handle.executeUpdate(submitted)
    await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
    await expect
      .poll(
        () =>
          openCaseOf(session.sessionId)
            .then((row) => row.status)
            .catch(() => ''),
        { timeout: 5000 },
      )
      .toBe('OPEN')
    return session
  } finally {
    face = goodFace
  }
}
