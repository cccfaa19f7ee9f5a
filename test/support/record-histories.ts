import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NativeConnection, Worker } from '@temporalio/worker'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { withTenant } from '../../db/client.ts'
import { putInbox } from '../../db/inbox.ts'
import { addMember } from '../../db/settings/members.ts'
import { markKnownCase } from '../../db/settings/known-cases.ts'
import { createPartner } from '../../db/settings/partners.ts'
import { beginBackTest } from '../../db/settings/back-tests.ts'
import { heldCaptures, maskingQueue } from '../../db/reads/masking.ts'
import type { Resolution } from '../../domain/case-state.ts'
import { newId } from '../../domain/ids.ts'
import type { Slot } from '../../domain/method.ts'
import { createStories } from '../../graphql/stories.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { persevere } from '../../sandbox/persevere.ts'
import { startThrowAway } from '../../dev/throw-away.ts'
import { loadPast } from '../../specimens/past-sessions/load-past.ts'
import { planForTenant } from '../../specimens/past-sessions/plan-for-tenant.ts'
import {
  backTestId,
  cancelled,
  caseClaimed,
  caseHandedOver,
  caseReleased,
  caseResolved,
  challengeAsked,
  deliverWebhookId,
  maskingClaimed,
  maskingLeaseRenewed,
  maskingReleased,
  maskPicturesId,
  masksConfirmed,
  picturesSentForMasking,
  keepRetentionId,
  retentionAsked,
  reviewCaseId,
  simulateApplicantId,
  submitted,
} from '../../workflows/messages.ts'
import { simulateApplicant } from '../../workflows/simulate-applicant.ts'
import { keepRetention } from '../../workflows/keep-retention.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { goodFace, goodVerdict } from './findings.ts'
import { startHttpServer } from './http-server.ts'
import { partnerTerms } from './partner-terms.ts'
import { scriptedVision } from './scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from './temporal.ts'
import {
  captureAll,
  openTestSession,
  prepareTenant,
  reach,
  sendCapture,
  film,
  type PreparedTenant,
} from './tenant.ts'
import { addEndpoint } from './webhooks.ts'

/**
 * Plays the ways an application can go on a real server and writes what it recorded to test/fixtures/histories, in
 * plain payloads, so that a replay needs no key: `node test/support/record-histories.ts [folder]`. To be run when the
 * story has a new way; recorded files of released workflows stay as they are.
 */
const folder = process.argv[2] ?? fileURLToPath(new URL('../fixtures/histories', import.meta.url))
const say = (line: string): void => void process.stderr.write(`${line}\n`)

await using servers = await startThrowAway('kakunin_template', say)
await using database = await createTestDatabase({
  port: servers.postgres.port,
  password: servers.password,
})
const server = { address: servers.temporalAddress, payloadCodecs: [] }
const script = { face: goodFace, refuseFront: false, isSureOfMasks: true }
await using temporal = await startTestWorkers(
  database,
  scriptedVision({
    compareFaces: () => script.face,
    reviewCapture: ({ slot }) =>
      slot === 'FRONT' && script.refuseFront
        ? { ...goodVerdict(slot), accepted: false, reasonCodes: ['IMG_BLUR'] }
        : goodVerdict(slot),
    maskCapture: ({ slot, frames }) => ({
      finding:
        slot === 'FACE' || slot === 'LIVENESS'
          ? null
          : {
              slot,
              boxes: [],
              confident: script.isSureOfMasks,
              by: { engine: 'test', model: null, version: '1' },
            },
      masked: frames,
      rectified: null,
      regions: frames.map(() => []),
    }),
  }),
  server,
)
const stage: Stage = { database, temporal }

await nightsKept(stage)
await approved(stage)
await reviewed(stage)
await askedAgain(stage)
await takenBack(stage)
await knownJudged(stage)
await expired(stage)
await cancelledInReview(stage)
await webhookGivenUp(stage)
await backTested(stage)
await maskedByHand(stage)
await sentForMasking(stage)
await cancelledWhileMasking(stage)
await simulated(stage)

interface Stage {
  readonly database: TestDatabase
  readonly temporal: TestTemporal
}

/** A refused picture first, a reminder, then the profile's own decision; a webhook that takes two tries. */
async function approved({ database, temporal }: Stage): Promise<void> {
  await using server = await startHttpServer((_request, response, number) =>
    response.writeHead(number === 1 ? 500 : 200).end(),
  )
  const tenant = await prepareTenant(database, {
    settings: { sessionLifeMs: 60_000, reminderBeforeMs: 59_500, webhookFirstRetryMs: 100 },
  })
  await addEndpoint(database, tenant.tenantId, server.url)
  const session = await openTestSession(database, temporal, tenant)
  await session.handle.executeUpdate('consentGiven', { args: [{ consentVersion: '1' }] })
  await session.handle.executeUpdate('documentChosen', {
    args: [{ documentType: 'DRIVERS_LICENCE' }],
  })
  script.refuseFront = true
  await sendCapture(database, tenant, session, 'FRONT')
  script.refuseFront = false
  await new Promise((resolve) => setTimeout(resolve, 800))
  await captureAll(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  await session.handle.result()
  await record(temporal, 'approved', session.handle.workflowId)
  const { id } = await withTenant(database.db, tenant.tenantId, (trx) =>
    trx.selectFrom('webhookDeliveries').select('id').executeTakeFirstOrThrow(),
  )
  const webhook = deliverWebhookId(tenant.tenantId, id)
  // the row is there a moment before its workflow
  await persevere(5000, () => temporal.client.workflow.getHandle(webhook).result())
  await record(temporal, 'webhook-delivered-at-second-try', webhook)
}

/** Claimed, given back, claimed by another, lost by a lease's end, claimed again, approved by that person. */
async function reviewed(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database, {
    settings: { caseLeaseMs: 300, caseDueMs: 400 },
  })
  const session = await submittedToReview(stage, tenant)
  const caseId = await caseOf(stage, tenant)
  const handle = temporal.client.workflow.getHandle(reviewCaseId(tenant.tenantId, caseId))
  const claim = (memberId: string) =>
    handle.executeUpdate(caseClaimed, { args: [{ memberId, takeOver: false }] })
  await claim(tenant.reviewer)
  await handle.executeUpdate(caseReleased, { args: [{ memberId: tenant.reviewer }] })
  await claim(tenant.otherReviewer)
  // Temporal's timers may be a second late
  const { version } = await persevere(5000, () => claim(tenant.reviewer))
  await resolve(stage, tenant, caseId, version, 'APPROVE', [], [])
  await session.handle.result()
  await record(temporal, 'reviewed-and-approved', session.handle.workflowId)
  await record(temporal, 'case-claimed-lost-and-resolved', handle.workflowId)
}

/** A reviewer asks for the face again; the second attempt is approved. */
async function askedAgain(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database)
  const session = await submittedToReview(stage, tenant)
  const caseId = await caseOf(stage, tenant)
  const handle = temporal.client.workflow.getHandle(reviewCaseId(tenant.tenantId, caseId))
  const { version } = await handle.executeUpdate(caseClaimed, {
    args: [{ memberId: tenant.reviewer, takeOver: false }],
  })
  const again = ['FACE', 'LIVENESS'] as const
  await resolve(stage, tenant, caseId, version, 'ASK_AGAIN', ['FACE_MISMATCH'], again)
  script.face = goodFace
  await reach(database, tenant.tenantId, session.sessionId, 'RESUBMISSION_REQUESTED')
  // the second attempt is there once directions can be asked for
  await persevere(5000, () => session.handle.executeUpdate(challengeAsked))
  await sendCapture(database, tenant, session, 'FACE')
  await film(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  await session.handle.result()
  await record(temporal, 'asked-again-then-approved', session.handle.workflowId)
}

/** A known case: claimed, given back, claimed again and lost by a lease's end, claimed once more and answered. */
async function knownJudged(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database)
  const { tenantId, reviewer, otherReviewer } = tenant
  const session = await submittedToReview(stage, tenant)
  const decidedId = await caseOf(stage, tenant)
  const decided = temporal.client.workflow.getHandle(reviewCaseId(tenantId, decidedId))
  const { version } = await decided.executeUpdate(caseClaimed, {
    args: [{ memberId: reviewer, takeOver: false }],
  })
  await resolve(stage, tenant, decidedId, version, 'APPROVE', [], [])
  await session.handle.result()
  await submittedToReview(stage, tenant)
  const { insteadOf, knownId } = await persevere(5000, () =>
    withTenant(database.db, tenantId, async (trx) => {
      const marked = { tenantId, caseId: decidedId, memberId: reviewer, personId: reviewer }
      await markKnownCase(trx, { ...marked, at: new Date() }, null)
      const next = await trx
        .updateTable('cases')
        .set({ queue: 'standard' })
        .where('status', '=', 'OPEN')
        .returning('id')
        .executeTakeFirstOrThrow()
      const known = await trx.selectFrom('knownCases').select('id').executeTakeFirstOrThrow()
      return { insteadOf: next.id, knownId: known.id }
    }),
  )
  const caseId = newId()
  const stories = createStories(temporal.client, temporal.queues)
  const drawnFor = otherReviewer
  const who = { tenantId, caseId, knownId, insteadOf, drawnFor, partnerId: null }
  if (!(await stories.layKnownCase({ ...who, leaseMs: 300, lifeMs: 60_000 })))
    throw new Error('the known case was not laid before anybody')
  const handle = temporal.client.workflow.getHandle(reviewCaseId(tenantId, caseId))
  const speaker = { memberId: otherReviewer }
  const claim = () => handle.executeUpdate(caseClaimed, { args: [{ ...speaker, takeOver: false }] })
  await claim()
  await handle.executeUpdate(caseReleased, { args: [speaker] })
  await claim()
  await persevere(5000, () =>
    withTenant(database.db, tenantId, (trx) =>
      trx
        .selectFrom('knownReviews')
        .select('id')
        .where('status', '=', 'OPEN')
        .executeTakeFirstOrThrow(),
    ),
  )
  const again = await claim()
  await resolve(
    stage,
    { ...tenant, reviewer: otherReviewer },
    caseId,
    again.version,
    'APPROVE',
    [],
    [],
  )
  await handle.result()
  await record(temporal, 'known-case-lost-and-answered', handle.workflowId)
}

/** Handed to a partner whose member takes it and falls silent until the time is over; then decided by the company. */
async function takenBack(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database)
  const { tenantId } = tenant
  const at = new Date()
  const actor = { kind: 'SYSTEM', id: null } as const
  const { partnerId, memberId } = await withTenant(database.db, tenantId, async (trx) => {
    const id = await createPartner(trx, { tenantId, actor, at }, partnerTerms({}))
    const member = await addMember(trx, tenantId, {
      userId: `guest ${id}`,
      displayName: 'Guest',
      roles: ['OUTSOURCED_REVIEWER'],
      partnerId: id,
      actor,
      at,
    })
    return { partnerId: id, memberId: member }
  })
  const session = await submittedToReview(stage, tenant)
  const caseId = await caseOf(stage, tenant)
  const handle = temporal.client.workflow.getHandle(reviewCaseId(tenantId, caseId))
  await handle.executeUpdate(caseHandedOver, {
    args: [{ memberId: tenant.author, partnerId, leaseMs: 60_000, dueMs: 1000 }],
  })
  await handle.executeUpdate(caseClaimed, {
    args: [{ memberId, personId: memberId, partnerId, takeOver: false }],
  })
  const { version } = await persevere(10_000, () =>
    handle.executeUpdate(caseClaimed, { args: [{ memberId: tenant.reviewer, takeOver: false }] }),
  )
  await resolve(stage, tenant, caseId, version, 'APPROVE', [], [])
  await session.handle.result()
  await record(temporal, 'case-taken-back-from-partner', handle.workflowId)
  script.face = goodFace
}

async function expired({ database, temporal }: Stage): Promise<void> {
  const tenant = await prepareTenant(database, {
    settings: { sessionLifeMs: 1000, reminderBeforeMs: 500 },
  })
  const session = await openTestSession(database, temporal, tenant)
  await session.handle.executeUpdate('consentGiven', { args: [{ consentVersion: '1' }] })
  await session.handle.result()
  await record(temporal, 'expired', session.handle.workflowId)
}

async function cancelledInReview(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database)
  const session = await submittedToReview(stage, tenant)
  const caseId = await caseOf(stage, tenant)
  await session.handle.executeUpdate(cancelled)
  await session.handle.result()
  await record(temporal, 'cancelled-in-review', session.handle.workflowId)
  await record(temporal, 'case-withdrawn', reviewCaseId(tenant.tenantId, caseId))
}

/** Masks in doubt: taken, given back, lost by a lease's end, taken again, masked; then the profile approves. */
async function maskedByHand(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database, { settings: { caseLeaseMs: 300 } })
  script.face = { ...goodFace, score: 0.4, farLevel: 'LOW' }
  script.isSureOfMasks = false
  const session = await openTestSession(database, temporal, tenant)
  await captureAll(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  const taskId = await taskOf(stage, tenant)
  script.isSureOfMasks = true
  const handle = temporal.client.workflow.getHandle(maskPicturesId(tenant.tenantId, taskId))
  const claim = (memberId: string) => handle.executeUpdate(maskingClaimed, { args: [{ memberId }] })
  await persevere(5000, () => claim(tenant.reviewer))
  await handle.executeUpdate(maskingLeaseRenewed, { args: [{ memberId: tenant.reviewer }] })
  await handle.executeUpdate(maskingReleased, { args: [{ memberId: tenant.reviewer }] })
  await claim(tenant.otherReviewer)
  // Temporal's timers may be a second late
  const { version } = await persevere(5000, () => claim(tenant.reviewer))
  await confirmMasks(stage, tenant, taskId, version)
  await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
  const caseId = await caseOf(stage, tenant)
  const review = temporal.client.workflow.getHandle(reviewCaseId(tenant.tenantId, caseId))
  const claimed = await persevere(5000, () =>
    review.executeUpdate(caseClaimed, { args: [{ memberId: tenant.reviewer, takeOver: false }] }),
  )
  await resolve(stage, tenant, caseId, claimed.version, 'APPROVE', [], [])
  await session.handle.result()
  await record(temporal, 'masked-by-hand-then-approved', session.handle.workflowId)
  await record(temporal, 'masking-claimed-lost-and-confirmed', handle.workflowId)
}

/** A reviewer sees what may not be seen; once it is masked the case is decided. */
async function sentForMasking(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database)
  const session = await submittedToReview(stage, tenant)
  const caseId = await caseOf(stage, tenant)
  const review = temporal.client.workflow.getHandle(reviewCaseId(tenant.tenantId, caseId))
  const { version } = await persevere(5000, () =>
    review.executeUpdate(caseClaimed, { args: [{ memberId: tenant.reviewer, takeOver: false }] }),
  )
  const inboxId = await withTenant(database.db, tenant.tenantId, (trx) =>
    putInbox(trx, database.keyring, tenant.tenantId, 'MASKING_NOTE', {
      note: 'a number',
      actor: { kind: 'MEMBER', id: tenant.reviewer },
    }),
  )
  const { taskId } = await session.handle.executeUpdate(picturesSentForMasking, {
    args: [{ slots: ['FRONT'], inboxId }],
  })
  const handle = temporal.client.workflow.getHandle(maskPicturesId(tenant.tenantId, taskId))
  const claimed = await handle.executeUpdate(maskingClaimed, {
    args: [{ memberId: tenant.otherReviewer }],
  })
  await confirmMasks(stage, { ...tenant, reviewer: tenant.otherReviewer }, taskId, claimed.version)
  await resolve(stage, tenant, caseId, version, 'APPROVE', [], [])
  await session.handle.result()
  await record(temporal, 'sent-for-masking-then-approved', session.handle.workflowId)
}

async function cancelledWhileMasking(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const tenant = await prepareTenant(database)
  script.face = { ...goodFace, score: 0.4, farLevel: 'LOW' }
  script.isSureOfMasks = false
  const session = await openTestSession(database, temporal, tenant)
  await captureAll(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  const taskId = await taskOf(stage, tenant)
  script.isSureOfMasks = true
  const workflowId = maskPicturesId(tenant.tenantId, taskId)
  await persevere(5000, () => temporal.client.workflow.getHandle(workflowId).describe())
  await session.handle.executeUpdate(cancelled)
  await session.handle.result()
  await record(temporal, 'cancelled-while-masking', session.handle.workflowId)
  await record(temporal, 'masking-withdrawn', workflowId)
}

/** Nothing to hide on any picture of the task. */
async function confirmMasks(
  { database, temporal }: Stage,
  { tenantId, reviewer }: PreparedTenant,
  taskId: string,
  expectedVersion: number,
): Promise<void> {
  const inboxId = await withTenant(database.db, tenantId, async (trx) =>
    putInbox(trx, database.keyring, tenantId, 'MASKS', {
      pictures: (await heldCaptures(trx, taskId)).map(({ id, frames }) => ({
        captureId: id,
        frames: frames.map(() => []),
      })),
      actor: { kind: 'MEMBER', id: reviewer },
    }),
  )
  await temporal.client.workflow
    .getHandle(maskPicturesId(tenantId, taskId))
    .executeUpdate(masksConfirmed, { args: [{ memberId: reviewer, expectedVersion, inboxId }] })
}

async function taskOf({ database }: Stage, { tenantId }: PreparedTenant): Promise<string> {
  for (;;) {
    const [task] = await withTenant(database.db, tenantId, maskingQueue)
    if (task) return task.id
    await new Promise((again) => setTimeout(again, 50))
  }
}

/** An applicant whose face is doubtful, submitted. */
async function submittedToReview({ database, temporal }: Stage, tenant: PreparedTenant) {
  script.face = { ...goodFace, score: 0.4, farLevel: 'LOW' }
  const session = await openTestSession(database, temporal, tenant)
  await captureAll(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
  return session
}

async function webhookGivenUp({ database, temporal }: Stage): Promise<void> {
  await using server = await startHttpServer((_request, response) => response.writeHead(500).end())
  const tenant = await prepareTenant(database, {
    settings: { webhookFirstRetryMs: 50, webhookMaxAgeMs: 400 },
  })
  await addEndpoint(database, tenant.tenantId, server.url, {
    events: ['verification_session.cancelled'],
  })
  const session = await openTestSession(database, temporal, tenant)
  await session.handle.executeUpdate(cancelled)
  const { id } = await withTenant(database.db, tenant.tenantId, (trx) =>
    trx.selectFrom('webhookDeliveries').select('id').executeTakeFirstOrThrow(),
  )
  const webhook = deliverWebhookId(tenant.tenantId, id)
  // the row is there a moment before its workflow
  await persevere(5000, () => temporal.client.workflow.getHandle(webhook).result())
  await record(temporal, 'webhook-given-up', webhook)
}

/** In two histories, one that is cancelled before anybody works on it, and one whose version is not the one of its hash. */
async function backTested(stage: Stage): Promise<void> {
  const { database, temporal } = stage
  const { db, keyring, ownerUrl } = database
  const tenant = await prepareTenant(database)
  const { tenantId } = tenant
  const plan = await withTenant(db, tenantId, (trx) =>
    planForTenant(trx, tenantId, { sessions: 10 }),
  )
  await loadPast({ db, keyring, ownerUrl }, tenantId, plan, {
    parts: { facts: true, captures: false, readings: false },
  })
  const whole = await startBackTest(stage, tenant, await layBackTest(stage, tenant))
  await whole.result()
  await record(temporal, 'back-test-continued', whole.workflowId, whole.firstExecutionRunId)
  await record(temporal, 'back-test-done', whole.workflowId)

  // nobody serves its queue
  await using apart = await startTestWorkers(database, scriptedVision(), {
    ...server,
    serves: ['cases'],
  })
  const waiting = { database, temporal: apart }
  const cancelled = await startBackTest(waiting, tenant, await layBackTest(stage, tenant))
  await persevere(10_000, async () => {
    const { raw } = await cancelled.describe()
    if (!raw.pendingActivities?.length) throw new Error('expected it to have begun')
  })
  await cancelled.cancel()
  await cancelled.result()
  await record(temporal, 'back-test-cancelled', cancelled.workflowId)

  const foreign = await layBackTest(stage, tenant, 'f'.repeat(64))
  const failed = await startBackTest(stage, tenant, foreign)
  await failed.result()
  await record(temporal, 'back-test-failed', failed.workflowId)
}

/** @param sha256 other than the version's own */
async function layBackTest(
  { database }: Stage,
  { tenantId, versionId, author }: PreparedTenant,
  sha256?: string,
): Promise<string> {
  const id = newId()
  await withTenant(database.db, tenantId, async (trx) => {
    const version = await trx
      .selectFrom('checkProfileVersions')
      .select(['id', 'definition', 'sha256'])
      .where('id', '=', versionId)
      .executeTakeFirstOrThrow()
    await beginBackTest(trx, {
      tenantId,
      id,
      memberId: author,
      version: { ...version, ...(sha256 === undefined ? {} : { sha256 }) },
      plan: {
        from: null,
        to: new Date(Date.now() + 60_000).toISOString(),
        methods: null,
        documentTypes: null,
        sandbox: false,
        seed: 1,
        maxResubmissions: 3,
      },
      at: new Date(),
    })
  })
  return id
}

/** In small pieces, so that every seam is gone through. */
function startBackTest({ temporal }: Stage, { tenantId }: PreparedTenant, id: string) {
  const pace = { pageSize: 2, pagesPerSlice: 1, slicesPerRun: 3 }
  return temporal.client.workflow.start('backTest', {
    workflowId: backTestId(tenantId, id),
    taskQueue: temporal.queues.cases,
    args: [{ tenantId, backTestId: id, pace, queues: temporal.queues }],
  })
}

/** A made applicant whose first try fails; what they hand in is the activity's, and no part of the story. */
async function simulated({ database, temporal }: Stage): Promise<void> {
  const { tenantId } = await prepareTenant(database)
  const sessionId = newId()
  let tries = 0
  const connection = await NativeConnection.connect({ address: temporal.address })
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: temporal.queues.sandbox,
    activities: {
      async playApplicant() {
        tries += 1
        if (tries === 1) throw new Error('the API does not answer')
      },
    },
  })
  const workflowId = simulateApplicantId(tenantId, sessionId)
  await worker.runUntil(
    temporal.client.workflow.execute(simulateApplicant, {
      workflowId,
      taskQueue: temporal.queues.cases,
      args: [{ tenantId, sessionId, code: 'code', as: 'HONEST', queues: temporal.queues }],
    }),
  )
  await connection.close()
  await record(temporal, 'applicant-simulated', workflowId)
}

/** A night that did not wait for the clock, and the wait for the next. */
async function nightsKept({ database, temporal }: Stage): Promise<void> {
  const { tenantId } = await prepareTenant(database, {
    settings: { retention: { DECLINED: { FILMS: 1 } } },
  })
  const workflowId = keepRetentionId(tenantId)
  const handle = await temporal.client.workflow.start(keepRetention, {
    workflowId,
    taskQueue: temporal.queues.cases,
    args: [{ tenantId, most: 10, nightsPerRun: 3, pagesPerRun: 10, queues: temporal.queues }],
  })
  await handle.executeUpdate(retentionAsked)
  for (let erased = false; !erased;) {
    await new Promise((again) => setTimeout(again, 200))
    const { events } = await handle.fetchHistory()
    erased = (events ?? []).some((event) => event.activityTaskCompletedEventAttributes)
  }
  await record(temporal, 'nights-of-retention', workflowId)
  await handle.terminate()
}

async function resolve(
  { database, temporal }: Stage,
  { tenantId, reviewer }: PreparedTenant,
  caseId: string,
  expectedVersion: number,
  resolution: Resolution,
  reasonCodes: readonly ReasonCode[],
  slots: readonly Slot[],
): Promise<void> {
  const inboxId = await withTenant(database.db, tenantId, (trx) =>
    putInbox(trx, database.keyring, tenantId, 'RESOLUTION', {
      internalNote: null,
      applicantMessage: null,
      actor: { kind: 'MEMBER', id: reviewer },
    }),
  )
  const message = { memberId: reviewer, expectedVersion, resolution, reasonCodes, slots, inboxId }
  await temporal.client.workflow
    .getHandle(reviewCaseId(tenantId, caseId))
    .executeUpdate(caseResolved, { args: [message] })
}

async function caseOf({ database }: Stage, { tenantId }: PreparedTenant): Promise<string> {
  for (;;) {
    const row = await withTenant(database.db, tenantId, (trx) =>
      trx.selectFrom('cases').select('id').executeTakeFirst(),
    )
    if (row) return row.id
    await new Promise((again) => setTimeout(again, 50))
  }
}

/** Names, addresses and times of this machine are no part of the story. */
async function record(
  { client }: TestTemporal,
  name: string,
  workflowId: string,
  runId?: string,
): Promise<void> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory()
  const text = historyToJSON(history).replaceAll(/"\d+@[^"]*"/g, '"worker"')
  writeFileSync(`${folder}/${name}.json`, `${text}\n`)
  say(`${name}: ${history.events?.length ?? 0} events`)
}
