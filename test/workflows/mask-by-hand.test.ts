import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { verifyAuditChain } from '../../db/audit.ts'
import { getBlob } from '../../db/blobs.ts'
import { withTenant } from '../../db/client.ts'
import { unpackFrame } from '../../db/frames.ts'
import { putInbox } from '../../db/inbox.ts'
import { heldCaptures } from '../../db/reads/masking.ts'
import { capturesById } from '../../db/reads/attempts.ts'
import type { MaskShape } from '../../domain/masking.ts'
import type { Slot } from '../../domain/method.ts'
import { burnMasks } from '../../vision/documents/burn-masks.ts'
import {
  cancelled,
  caseClaimed,
  caseResolved,
  consentGiven,
  documentChosen,
  maskingClaimed,
  maskingReleased,
  maskPicturesId,
  masksConfirmed,
  picturesSentForMasking,
  reviewCaseId,
  submitted,
} from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import {
  film,
  openTestSession,
  prepareTenant,
  reach,
  sendCapture,
  statusOf,
  type OpenedSession,
  type PreparedTenant,
} from '../support/tenant.ts'

const by = { engine: 'test', model: null, version: '1' }
let database: TestDatabase
let temporal: TestTemporal
let tenant: PreparedTenant
let photograph: Uint8Array
let doubtful: readonly Slot[] = []
let face = goodFace
/** Fronts that the machine looked at, in the order in which it did. */
const looked: Uint8Array[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  temporal = await startTestWorkers(
    database,
    scriptedVision({
      compareFaces: () => face,
      maskCapture: ({ slot, frames }) => ({
        finding:
          slot === 'FACE' || slot === 'LIVENESS'
            ? null
            : { slot, boxes: [], confident: !doubtful.includes(slot), by },
        masked: frames,
        rectified: null,
        regions: frames.map(() => [[0.1, 0.1, 0.2, 0.1, 0.2, 0.2]]),
      }),
      burnMasks: (drawn) => burnMasks(drawn) as never,
      judgeAuthenticity: ({ front: shown }) => {
        looked.push(shown)
        return { signals: [], by }
      },
    }),
  )
  // yellow all over, so that what is left of it can be told
  photograph = new Uint8Array(
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ffdd00' } })
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .jpeg({ quality: 95 })
      .toBuffer(),
  )
})
beforeEach(async () => {
  tenant = await prepareTenant(database)
  doubtful = []
  face = goodFace
})
afterAll(async () => {
  await temporal?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

async function applied(): Promise<OpenedSession> {
  const session = await openTestSession(database, temporal, tenant)
  await session.handle.executeUpdate(consentGiven, { args: [{ consentVersion: '1' }] })
  await session.handle.executeUpdate(documentChosen, {
    args: [{ documentType: 'DRIVERS_LICENCE' }],
  })
  await sendCapture(database, tenant, session, 'FRONT', [photograph])
  await sendCapture(database, tenant, session, 'BACK', [photograph])
  await sendCapture(database, tenant, session, 'THICKNESS', [photograph, photograph])
  await sendCapture(database, tenant, session, 'FACE')
  await film(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  return session
}

const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(database.db, tenant.tenantId, work)
const tasks = () => inTenant((trx) => trx.selectFrom('maskingTasks').selectAll().execute())
const front = (sessionId: string) =>
  inTenant((trx) =>
    trx
      .selectFrom('captures')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .where('slot', '=', 'FRONT')
      .executeTakeFirstOrThrow(),
  )
const asShown = (id: string) => inTenant(async (trx) => (await capturesById(trx, [id])).get(id))

async function openTask() {
  await expect.poll(async () => (await tasks())[0]?.status, { timeout: 15_000 }).toBe('OPEN')
  const [task] = await tasks()
  if (!task) throw new Error('expected a task')
  const handle = temporal.client.workflow.getHandle(maskPicturesId(tenant.tenantId, task.id))
  // the row is there a moment before the workflow that works on it
  await vi.waitFor(() => handle.describe(), 10_000)
  return { task, handle }
}

/** Draws on the front alone. */
const draw = (captureId: string, ...shapes: MaskShape[]) =>
  inTenant((trx) =>
    putInbox(trx, database.keyring, tenant.tenantId, 'MASKS', {
      pictures: [{ captureId, frames: [shapes] }],
      actor: { kind: 'MEMBER', id: tenant.otherReviewer },
    }),
  )

const refusal = async (message: Promise<unknown>): Promise<string> => {
  try {
    await message
    return 'NONE'
  } catch (error) {
    let cause: unknown = error instanceof WorkflowUpdateFailedError ? error.cause : null
    while (cause instanceof Error && !(cause instanceof ApplicationFailure && cause.type))
      cause = cause.cause
    if (cause instanceof ApplicationFailure) return cause.type ?? 'UNTYPED'
    throw error
  }
}

async function isDarkAt(jpeg: Uint8Array | undefined, x: number, y: number): Promise<boolean> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
  return Math.max(...data.subarray(from, from + 3)) < 60
}

/** Colour of the stored picture at a place in fractions. */
async function stored(sessionId: string, key: string) {
  const { wrappedKey } = await inTenant((trx) =>
    trx
      .selectFrom('sessions')
      .select('wrappedKey')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow(),
  )
  const { tenantId } = tenant
  const box = await database.keyring.sessionBox(tenantId, sessionId, wrappedKey)
  const { store } = database
  const place = { store, box, tenantId, sessionId, kind: 'MASKED' as const }
  const jpeg = unpackFrame(await getBlob(place, key), 0)
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
    return [...data.subarray(from, from + 3)]
  }
  return { at, isDark: (x: number, y: number) => Math.max(...at(x, y)) < 60, jpeg }
}

test('a doubtful picture waits for an operator, is seen by nobody meanwhile, and is then decided by the profile anew', async () => {
  doubtful = ['FRONT']
  const session = await applied()
  const { task, handle } = await openTask()
  expect(task).toMatchObject({ origin: 'UNCERTAIN', slots: ['FRONT'] })
  expect(await statusOf(database, tenant.tenantId, session.sessionId)).toBe('PROCESSING')
  const capture = await front(session.sessionId)
  expect(capture).toMatchObject({ maskedKey: null })
  expect(capture.maskRegions).toEqual([[[0.1, 0.1, 0.2, 0.1, 0.2, 0.2]]])

  const operator = { memberId: tenant.otherReviewer }
  const inboxId = await draw(
    capture.id,
    [0.25, 0.25, 0.5, 0.25, 0.5, 0.5, 0.25, 0.5],
    [0.7, 0.7, 2, 2, 2, 0.7],
  )
  const confirm = (version: number) =>
    handle.executeUpdate(masksConfirmed, {
      args: [{ ...operator, expectedVersion: version, inboxId }],
    })
  expect(await refusal(confirm(1))).toBe('CASE_LEASE_LOST')
  const { version } = await handle.executeUpdate(maskingClaimed, { args: [operator] })
  expect(
    await refusal(handle.executeUpdate(maskingClaimed, { args: [{ memberId: tenant.reviewer }] })),
  ).toBe('CASE_TAKEN')
  expect(await refusal(confirm(version - 1))).toBe('CASE_STALE')
  const nothing = await inTenant((trx) =>
    putInbox(trx, database.keyring, tenant.tenantId, 'MASKS', {
      pictures: [{ captureId: task.id, frames: [[]] }],
      actor: { kind: 'MEMBER', id: tenant.otherReviewer },
    }),
  )
  const unseen = handle.executeUpdate(masksConfirmed, {
    args: [{ ...operator, expectedVersion: version, inboxId: nothing }],
  })
  expect(await refusal(unseen)).toBe('INPUT_INVALID')
  await confirm(version)
  expect(await database.store.has(capture.originalKey)).toBe(false)

  expect(await session.handle.result()).toBe('APPROVED')
  const masked = await front(session.sessionId)
  const { at, isDark, jpeg } = await stored(session.sessionId, masked.maskedKey ?? '')
  expect([isDark(0.3, 0.3), isDark(0.49, 0.49), isDark(0.98, 0.8)]).toEqual([true, true, true])
  expect(isDark(0.1, 0.8)).toBe(false)
  expect(at(0.1, 0.8)[0]).toBeGreaterThan(240)
  expect((await sharp(jpeg).metadata()).exif).toBeUndefined()
  expect((await tasks())[0]).toMatchObject({ status: 'DONE', regions: 2 })

  const record = await inTenant((trx) =>
    trx.selectFrom('checkResults').select('record').where('key', '=', 'MASKING').execute(),
  )
  expect(record[0]?.record).toMatchObject({
    outcome: 'PASS',
    facts: { confident: true },
    by: { engine: 'mask-operator' },
  })
  const events = await inTenant(async (trx) => {
    expect((await verifyAuditChain(trx)).intact).toBe(true)
    return trx
      .selectFrom('auditEvents')
      .select(['action', 'actorId', 'canonical'])
      .where('action', 'like', 'masking.%')
      .orderBy('seq')
      .execute()
  })
  expect(events.map(({ action }) => action)).toEqual([
    'masking.opened',
    'masking.claimed',
    'masking.done',
  ])
  expect(events[2]).toMatchObject({ actorId: tenant.otherReviewer })
  expect(JSON.parse(events[2]?.canonical ?? '{}')).toMatchObject({ detail: { regions: 2 } })
})

test('a rule that holds pictures has all sides of the document masked first; then it is asked no more', async () => {
  tenant = await prepareTenant(database, {
    rules: [
      {
        id: 'hold',
        when: { all: [{ fact: 'MASKING.outcome', operator: 'EQUAL', value: 'PASS' }] },
        effect: { kind: 'HOLD_FOR_MASKING' },
      },
    ],
  })
  const session = await applied()
  const { task, handle } = await openTask()
  expect(task).toMatchObject({ origin: 'RULE', slots: ['FRONT', 'BACK', 'THICKNESS'] })
  const pictures = await inTenant((trx) => heldCaptures(trx, task.id))
  for (const { id } of pictures) expect(await asShown(id)).toMatchObject({ maskedKey: null })
  const inboxId = await inTenant((trx) =>
    putInbox(trx, database.keyring, tenant.tenantId, 'MASKS', {
      pictures: pictures.map(({ id, frames }) => ({ captureId: id, frames: frames.map(() => []) })),
      actor: { kind: 'MEMBER', id: tenant.otherReviewer },
    }),
  )
  const operator = { memberId: tenant.otherReviewer }
  const { version } = await handle.executeUpdate(maskingClaimed, { args: [operator] })
  await handle.executeUpdate(masksConfirmed, {
    args: [{ ...operator, expectedVersion: version, inboxId }],
  })
  // the rule holds still, and now means that a person looks
  await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
  expect(await tasks()).toHaveLength(1)
  for (const { id } of pictures) expect((await asShown(id))?.maskedKey).not.toBeNull()
})

test('a reviewer sends a picture back: it is hidden, the case is not decided before it is masked, what was there is erased', async () => {
  face = { ...goodFace, score: 0.1, farLevel: 'NONE' }
  const session = await applied()
  await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
  const before = await front(session.sessionId)
  expect((await asShown(before.id))?.maskedKey).not.toBeNull()
  const caseId = await expect
    .poll(async () => (await inTenant((trx) => trx.selectFrom('cases').select('id').execute()))[0])
    .toBeDefined()
    .then(() => inTenant((trx) => trx.selectFrom('cases').select('id').executeTakeFirstOrThrow()))
  const review = temporal.client.workflow.getHandle(reviewCaseId(tenant.tenantId, caseId.id))
  const { version } = await review.executeUpdate(caseClaimed, {
    args: [{ memberId: tenant.reviewer, takeOver: false }],
  })
  const words = (kind: string, content: object) =>
    inTenant((trx) =>
      putInbox(trx, database.keyring, tenant.tenantId, kind, {
        ...content,
        actor: { kind: 'MEMBER', id: tenant.reviewer },
      }),
    )
  const send = async () =>
    session.handle.executeUpdate(picturesSentForMasking, {
      args: [{ slots: ['FRONT'], inboxId: await words('MASKING_NOTE', { note: '番号' }) }],
    })
  await send()
  expect(await refusal(send())).toBe('CASE_STATE')
  expect(await asShown(before.id)).toMatchObject({ maskedKey: null, rectifiedKey: null })
  const decide = async (resolution: 'APPROVE' | 'ASK_AGAIN' = 'APPROVE') =>
    review.executeUpdate(caseResolved, {
      args: [
        {
          memberId: tenant.reviewer,
          expectedVersion: version,
          resolution,
          reasonCodes: resolution === 'APPROVE' ? [] : ['FACE_MISMATCH'],
          slots: resolution === 'APPROVE' ? [] : ['FACE'],
          inboxId: await words('RESOLUTION', { internalNote: null, applicantMessage: null }),
        },
      ],
    })
  expect(await refusal(decide())).toBe('CASE_STATE')

  const { task, handle } = await openTask()
  expect(task.origin).toBe('REVIEWER')
  const operator = { memberId: tenant.otherReviewer }
  const claimed = await handle.executeUpdate(maskingClaimed, { args: [operator] })
  const inboxId = await draw(before.id, [0.5, 0, 1, 0, 1, 1, 0.5, 1])
  await handle.executeUpdate(masksConfirmed, {
    args: [{ ...operator, expectedVersion: claimed.version, inboxId }],
  })
  const after = await asShown(before.id)
  expect(after?.maskedKey).not.toBeNull()
  expect(after?.maskedKey).not.toBe(before.maskedKey)
  expect(await database.store.has(before.maskedKey ?? '')).toBe(false)
  const blob = await inTenant((trx) =>
    trx
      .selectFrom('blobs')
      .select('erasedAt')
      .where('key', '=', before.maskedKey ?? '')
      .executeTakeFirstOrThrow(),
  )
  expect(blob.erasedAt).not.toBeNull()
  // what was sent is gone for everybody, the machine too: a later attempt sees what was left
  expect(await database.store.has(before.originalKey)).toBe(false)
  expect(await isDarkAt(looked.at(-1), 0.75, 0.5)).toBe(false)
  face = goodFace
  await decide('ASK_AGAIN')
  await reach(database, tenant.tenantId, session.sessionId, 'RESUBMISSION_REQUESTED')
  await vi.waitFor(() => sendCapture(database, tenant, session, 'FACE'), 10_000)
  await session.handle.executeUpdate(submitted)
  expect(await session.handle.result()).toBe('APPROVED')
  expect(await isDarkAt(looked.at(-1), 0.75, 0.5)).toBe(true)
  expect((await front(session.sessionId)).maskedKey).toBe(after?.maskedKey)
})

test('a task given back, or whose operator fell silent, is there for another', async () => {
  tenant = await prepareTenant(database, { settings: { caseLeaseMs: 300 } })
  doubtful = ['BACK']
  await applied()
  const { handle } = await openTask()
  const claim = (memberId: string) => handle.executeUpdate(maskingClaimed, { args: [{ memberId }] })
  await claim(tenant.reviewer)
  await handle.executeUpdate(maskingReleased, { args: [{ memberId: tenant.reviewer }] })
  await claim(tenant.otherReviewer)
  await expect.poll(async () => (await tasks())[0]?.status, { timeout: 10_000 }).toBe('OPEN')
  await claim(tenant.reviewer)
  expect((await tasks())[0]).toMatchObject({ status: 'ASSIGNED', assigneeId: tenant.reviewer })
})

test('pictures of a cancelled session wait for nobody', async () => {
  doubtful = ['FRONT']
  const session = await applied()
  await openTask()
  await session.handle.executeUpdate(cancelled)
  expect(await session.handle.result()).toBe('CANCELLED')
  await expect.poll(async () => (await tasks())[0]?.status, { timeout: 10_000 }).toBe('WITHDRAWN')
})
