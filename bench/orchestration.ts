import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker'
import { startThrowAway } from '../dev/throw-away.ts'
import { newId } from '../domain/ids.ts'
import type { Slot } from '../domain/method.ts'
import type { CaseActivities, VisionActivities } from '../workflows/activity-types.ts'
import * as messages from '../workflows/messages.ts'
import { verifyApplicant } from '../workflows/verify-applicant.ts'
import type { Bench } from './bench.ts'
import { inFlight, median, percentile, round } from './statistics.ts'
import { bare, finish, step } from './workflows/bare.ts'

const queues = {
  cases: 'bench-cases',
  io: 'bench-io',
  vision: 'bench-vision',
  batch: 'bench-batch',
  sandbox: 'bench-sandbox',
} as const
const rounds = 6
const casesARound = 50
const width = 50

/** The story with activities that do nothing, against a bare workflow with as many of each kind; in turns. */
export const bench: Bench = async ({ say }) => {
  await using servers = await startThrowAway('kakunin', say)
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const connection = await NativeConnection.connect({ address: servers.temporalAddress })
  const shared = { connection, namespace: servers.namespace }
  const nothing = () => Promise.resolve()
  const workers = [
    await Worker.create({
      ...shared,
      taskQueue: queues.cases,
      workflowBundle: await bundleWorkflowCode({
        workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)),
      }),
      activities: { ...idleCases, nothing },
    }),
    await Worker.create({
      ...shared,
      taskQueue: queues.vision,
      activities: { ...idleVision, nothing },
    }),
  ]
  const running = Promise.all(workers.map((worker) => worker.run()))
  const client = new Client({
    connection: await Connection.connect({ address: servers.temporalAddress }),
    namespace: servers.namespace,
  })

  say('warming up …')
  for (const run of [story, bareCase])
    await inFlight(
      10,
      repeat(10, () => run(client)),
    )
  const results = { story: [] as Round[], bare: [] as Round[] }
  for (let i = 0; i < rounds; i += 1) {
    const order = i % 2 === 0 ? (['story', 'bare'] as const) : (['bare', 'story'] as const)
    for (const name of order) {
      const run = name === 'story' ? story : bareCase
      const startMs = performance.now()
      const tookMs = await inFlight(
        width,
        repeat(casesARound, () => run(client)),
      )
      results[name].push({ seconds: (performance.now() - startMs) / 1000, tookMs })
    }
    say(`round ${i + 1} of ${rounds}`)
  }
  for (const worker of workers) worker.shutdown()
  await running
  await client.connection.close()
  await connection.close()

  const ratio = median(
    results.story.map(({ seconds }, i) => seconds / (results.bare[i]?.seconds ?? Number.NaN)),
  )
  const rateOf = (list: readonly Round[]) =>
    median(list.map(({ seconds }) => casesARound / seconds))
  const row = (name: string, list: readonly Round[]) => {
    const all = list.flatMap(({ tookMs }) => tookMs)
    return {
      workflow: name,
      'cases/s at 50 in flight': round(rateOf(list), 1),
      'p50 ms': round(median(all)),
      'p95 ms': round(percentile(all, 0.95)),
    }
  }
  return {
    rows: [
      row('the story, activities do nothing', results.story),
      row('bare workflow, as many of each kind', results.bare),
    ],
    notes: [
      `ratio of the time, median of ${rounds} paired rounds: ${round(ratio, 2)} (budget 1.3)`,
      'a case: 10 updates, 11 local activities, 11 activities; Postgres, server, worker and client on this machine',
    ],
    figures: { ratio: round(ratio, 3), cases_per_s: round(rateOf(results.story), 2) },
  }
}

interface Round {
  readonly seconds: number
  readonly tookMs: readonly number[]
}

const repeat = <T>(times: number, job: () => Promise<T>) => Array.from({ length: times }, () => job)

async function story(client: Client): Promise<void> {
  const tenantId = newId()
  const sessionId = newId()
  const workflowId = messages.verifyApplicantId(tenantId, sessionId)
  await client.workflow.executeUpdateWithStart(messages.sessionOpened, {
    startWorkflowOperation: new WithStartWorkflowOperation(verifyApplicant, {
      workflowId,
      taskQueue: queues.cases,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ tenantId, sessionId, inboxId: newId(), method: 'DOC_SELFIE', queues }],
    }),
  })
  const handle = client.workflow.getHandle(workflowId)
  await handle.executeUpdate(messages.consentGiven, { args: [{ consentVersion: '1' }] })
  await handle.executeUpdate(messages.documentChosen, {
    args: [{ documentType: 'DRIVERS_LICENCE' }],
  })
  const frames = { FRONT: 1, BACK: 1, THICKNESS: 3, FACE: 1, LIVENESS: 8 }
  const send = (slot: Slot, challengeId: string | null = null) =>
    handle.executeUpdate(messages.captureReceived, {
      args: [
        {
          slot,
          ticketId: newId(),
          sha256: '0'.repeat(64),
          size: frames[slot],
          frames: Array.from({ length: frames[slot] }, (_, i) => ({ bytes: 1, atMs: i })),
          challengeId,
        },
      ],
    })
  for (const slot of ['FRONT', 'BACK', 'THICKNESS', 'FACE'] as const) await send(slot)
  const { challengeId } = await handle.executeUpdate(messages.challengeAsked)
  await send('LIVENESS', challengeId)
  await handle.executeUpdate(messages.submitted)
  await handle.result()
}

async function bareCase(client: Client): Promise<void> {
  const workflowId = `bare/${randomUUID()}`
  await client.workflow.executeUpdateWithStart(step, {
    args: [{ local: 0, remote: false }],
    startWorkflowOperation: new WithStartWorkflowOperation(bare, {
      workflowId,
      taskQueue: queues.cases,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [
        { visionQueue: queues.vision, localAtStart: 1, remoteAfterwards: 6, localAfterwards: 4 },
      ],
    }),
  })
  const handle = client.workflow.getHandle(workflowId)
  const send = (local: number, remote: boolean) =>
    handle.executeUpdate(step, { args: [{ local, remote }] })
  await send(3, false)
  await send(1, false)
  for (let i = 0; i < 4; i += 1) await send(0, true)
  await send(1, false)
  await send(0, true)
  await handle.executeUpdate(finish, { args: [{ local: 1 }] })
  await handle.result()
}

const nothing = () => Promise.resolve()

const idleCases: CaseActivities = {
  openSession: () =>
    Promise.resolve({
      slots: ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS'],
      acceptedDocuments: ['DRIVERS_LICENCE'],
      lifeMs: 86_400_000,
      reminderBeforeMs: 0,
      maxResubmissions: 3,
      challengeLifeMs: 120_000,
      livenessTurns: 2,
      caseLeaseMs: 600_000,
      caseDueMs: 1_800_000,
      webhookFirstRetryMs: 1000,
      webhookMaxAgeMs: 1000,
    }),
  saveConsent: nothing,
  saveDocumentType: nothing,
  startAttempt: nothing,
  saveChallenge: nothing,
  recordEvent: () => Promise.resolve('CAPTURING'),
  recordDecision: () => Promise.resolve('APPROVED'),
  noteReminder: nothing,
  runChecks: nothing,
  evaluateProfile: () =>
    Promise.resolve({
      kind: 'APPROVE',
      reasonCodes: [],
      slots: [],
      queue: 'standard',
      ruleId: null,
      trace: [],
    }),
  queueWebhooks: () => Promise.resolve([]),
  openCase: ({ dueMs }) =>
    Promise.resolve({
      dueAtMs: Date.now() + dueMs,
      secondReview: 'NEVER',
      samplePercent: 0,
      submitterId: null,
      partner: null,
    }),
  giveOpinion: nothing,
  queueCaseWebhooks: () => Promise.resolve([]),
  changeCase: nothing,
  moveCase: nothing,
  openMasking: nothing,
  changeMasking: nothing,
  renewMaskingLease: nothing,
  finishMasking: nothing,
  renewLease: nothing,
  escalateCase: nothing,
  resolveCase: nothing,
}

const by = { engine: 'none', model: null, version: '1' }
const idleVision: VisionActivities = {
  reviewCapture: ({ captureId }) => Promise.resolve({ captureId, accepted: true, reasonCodes: [] }),
  readDocument: nothing,
  burnMasks: nothing,
  judgeThickness: () =>
    Promise.resolve({
      thicknessMm: 0.76,
      tiltDegrees: 45,
      usableFrames: 5,
      frames: 5,
      accepted: true,
      portraitScore: 1,
      reasonCodes: [],
      by,
    }),
  judgeAuthenticity: () => Promise.resolve({ signals: [], by }),
  compareFaces: () =>
    Promise.resolve({
      score: 1,
      farLevel: 'HIGH',
      thresholdHigh: 0.5,
      portraitWidthPx: 200,
      faceWidthPx: 200,
      faceCount: 1,
      by,
    }),
  judgeLiveness: () =>
    Promise.resolve({
      live: true,
      steps: [],
      reasonCodes: [],
      samePersonScore: 1,
      samePersonThreshold: 0.5,
      framesWithFace: 8,
      frames: 8,
      otherFaces: 0,
      passiveScore: null,
      by,
    }),
  maskCaptures: () => Promise.resolve([]),
}
