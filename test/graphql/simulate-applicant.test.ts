import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createVisionPool, type VisionPool } from '../../activities/vision-pool.ts'
import { createTenantCodec } from '../../db/temporal-codec.ts'
import {
  sandboxApplicantKeys,
  sandboxApplicants,
  sandboxSeed,
} from '../../domain/sandbox-applicants.ts'
import { modelsCacheDir } from '../../models/model-folders.ts'
import { createSandboxActivities } from '../../sandbox/create-activities.ts'
import { createSpecimenPool, type SpecimenPool } from '../../sandbox/specimen-pool.ts'
import { makeIdentity } from '../../specimens/identity.ts'
import { openByApi } from '../support/api-applicant.ts'
import { allScopes, startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

const cacheFolder = mkdtempSync(join(tmpdir(), 'kakunin-sandbox-'))
let vision: VisionPool
let specimens: SpecimenPool
let stack: Stack
let connection: NativeConnection
let worker: Worker
let running: Promise<void> | undefined
let tenantId: string
let key: string

beforeAll(async () => {
  vision = createVisionPool({
    threads: 2,
    modelsDir: null,
    cacheDir: modelsCacheDir(process.env['XDG_CACHE_HOME']),
    npmOnly: false,
  })
  stack = await startStack(vision)
  tenantId = (await prepareTenant(stack.database)).tenantId
  key = await stack.addKey(tenantId, allScopes, true)
})
afterAll(async () => {
  if (running) {
    worker.shutdown()
    await running
    await connection.close()
    await specimens[Symbol.asyncDispose]()
  }
  await stack?.[Symbol.asyncDispose]()
  await vision?.[Symbol.asyncDispose]()
  rmSync(cacheFolder, { recursive: true, force: true })
})

/** What `sandbox/worker.ts` does, on this test's queues. */
async function serveSandbox(): Promise<void> {
  specimens = createSpecimenPool(cacheFolder)
  connection = await NativeConnection.connect({ address: stack.temporal.address })
  worker = await Worker.create({
    connection,
    namespace: stack.temporal.namespace,
    dataConverter: {
      payloadCodecs: [createTenantCodec(stack.database.keyring)],
      failureConverterPath: fileURLToPath(
        import.meta.resolve('../../workflows/failure-converter.cjs'),
      ),
    },
    taskQueue: stack.temporal.queues.sandbox,
    activities: createSandboxActivities({ apiUrl: stack.url, specimens, clock: () => new Date() }),
  })
  running = worker.run()
  // the server counts whoever has asked it for work
  await vi.waitFor(async () => {
    const { pollers } = await stack.temporal.client.workflowService.describeTaskQueue({
      namespace: stack.temporal.namespace,
      taskQueue: { name: stack.temporal.queues.sandbox },
      taskQueueType: 2,
    })
    expect(pollers).not.toEqual([])
  }, 20_000)
}

const simulate = async (caller: string, sessionId: string, as = 'HONEST') =>
  (
    await stack.ask(
      { key: caller },
      `mutation ($sessionId: ID!, $as: SandboxApplicant!) {
        simulateApplicant(sessionId: $sessionId, as: $as) {
          __typename ... on OperationError { code } ... on VerificationSession { id }
        }
      }`,
      { sessionId, as },
    )
  ).data?.['simulateApplicant']

const listed = async () =>
  (
    await stack.ask(
      { key },
      '{ sandboxApplicants { as happens outcome reasonCodes externalId declared { name birthDate address } } }',
    )
  ).data?.['sandboxApplicants']

const read = async (id: string) =>
  (
    await stack.ask(
      { key },
      `query ($id: ID!) { verificationSession(id: $id) {
        status reasonCodes attempts { captures { slot accepted reasonCodes } } decisions { outcome reasonCodes } } }`,
      { id },
    )
  ).data?.['verificationSession']

test('the declared person is the one on the card', () => {
  const { familyName, givenName, birthDate, address } = makeIdentity(sandboxSeed)
  expect(sandboxApplicants.HONEST.declared).toEqual({
    name: `${familyName} ${givenName}`,
    birthDate,
    address,
  })
})

test('without a worker that plays applicants, that is what is said', async () => {
  const { id } = await openByApi(stack, { key })
  expect(await simulate(key, id)).toMatchObject({ code: 'SANDBOX_OFF' })
})

test('a real session, and that of another company, is nobody’s to play in', async () => {
  const real = await openByApi(stack, { key: await stack.addKey(tenantId) })
  // of its own side, a key of the real side sees it, and is refused
  expect(await simulate(await stack.addKey(tenantId), real.id)).toMatchObject({
    code: 'SANDBOX_ONLY',
  })
  expect(await simulate(key, real.id)).toMatchObject({ code: 'NOT_FOUND' })
  const own = await openByApi(stack, { key })
  const foreign = (await prepareTenant(stack.database)).tenantId
  expect(await simulate(await stack.addKey(foreign, allScopes, true), own.id)).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test.each(sandboxApplicantKeys)(
  '%s leads to the outcome that is told',
  { timeout: 240_000 },
  async (as) => {
    if (!running) await serveSandbox()
    const told = (await listed()).find((each: { as: string }) => each.as === as)
    const { id } = await openByApi(
      stack,
      { key },
      {
        externalId: told.externalId,
        declared: told.declared,
      },
    )
    expect(await simulate(key, id, as)).toMatchObject({ id })
    expect(await simulate(key, id, as)).toMatchObject({ code: 'SESSION_STATE' })
    const handle = stack.temporal.client.workflow.getHandle(
      `simulation/${tenantId}/${id.slice('vs_'.length)}`,
    )
    await handle.result()
    await vi.waitFor(async () => expect((await read(id)).status).not.toMatch(/PROCESSING/), {
      timeout: 120_000,
      interval: 500,
    })
    const { status, reasonCodes, attempts } = await read(id)
    expect({ status, reasonCodes }).toEqual({
      status: told.outcome,
      reasonCodes: told.reasonCodes,
    })
    if (as === 'RETAKES_FRONT') {
      const fronts = attempts[0].captures.filter(({ slot }: { slot: string }) => slot === 'FRONT')
      expect(fronts.map(({ accepted }: { accepted: boolean }) => accepted).toSorted()).toEqual([
        false,
        true,
      ])
    }
  },
)
