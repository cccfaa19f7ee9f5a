import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client'
import { createVisionPool } from '../activities/vision-pool.ts'
import { fileBlobStore } from '../db/blob-store.ts'
import { createDatabase, withTenant } from '../db/client.ts'
import { putInbox } from '../db/inbox.ts'
import { createKeyring } from '../db/keyring.ts'
import { fileMasterKey } from '../db/master-key.ts'
import { createTenantCodec } from '../db/temporal-codec.ts'
import { storeUpload } from '../db/uploads.ts'
import { createGuard } from '../dev/guard.ts'
import { appRole, startThrowAway, type ThrowAway } from '../dev/throw-away.ts'
import { newId } from '../domain/ids.ts'
import type { Direction, Slot } from '../domain/method.ts'
import { modelsCacheDir } from '../models/model-folders.ts'
import { makeApplicant } from '../specimens/applicant.ts'
import * as messages from '../workflows/messages.ts'
import { verifyApplicant } from '../workflows/verify-applicant.ts'
import type { Bench } from './bench.ts'
import { seedTenant } from './seed-tenant.ts'
import { median, percentile, round } from './statistics.ts'

const idleCases = Number(process.env['BENCH_CASES'] ?? 12)
const crowd = 8
const documentType = 'DRIVERS_LICENCE'
const queues = messages.taskQueues

/**
 * From the submission to the machine's decision: a licence, its thickness, a selfie and a film through a real worker
 * process, Temporal and Postgres. The applicant submits the moment the film is accepted, so that what could be looked at
 * only then is all in the figure.
 */
export const bench: Bench = async ({ say }) => {
  const applicant = makeApplicant({ seed: 4 })
  say('making an applicant …')
  const front = await applicant.front()
  const pictures = {
    FRONT: [front],
    BACK: [await applicant.back()],
    THICKNESS: await applicant.thickness(),
    FACE: [await applicant.selfie()],
  } as const
  const films = new Map<string, readonly Uint8Array[]>()
  for (const turns of [['LEFT', 'RIGHT'] as const, ['RIGHT', 'LEFT'] as const])
    films.set(
      turns.join(),
      (await applicant.liveness(turns)).map(({ jpeg }) => jpeg),
    )

  await using servers = await startThrowAway('kakunin', say)
  const url = `postgres://${appRole}:${servers.password}@127.0.0.1:${servers.postgres.port}/kakunin`
  const place = {
    url,
    keyFile: join(servers.folder, 'master.key'),
    blobs: join(servers.folder, 'blobs'),
  }
  const db = createDatabase(url, { maxConnections: 10 })
  const keysDb = createDatabase(url, { maxConnections: 2 })
  const keyring = createKeyring({ db: keysDb, provider: await fileMasterKey(place.keyFile) })
  const store = fileBlobStore(place.blobs)
  const worker = await startWorker(servers, place)
  const connection = await Connection.connect({ address: servers.temporalAddress })
  const client = new Client({
    connection,
    namespace: servers.namespace,
    dataConverter: {
      payloadCodecs: [createTenantCodec(keyring)],
      failureConverterPath: fileURLToPath(
        import.meta.resolve('../workflows/failure-converter.cjs'),
      ),
    },
  })
  const { tenantId, versionId } = await seedTenant({ db, keyring }, { keys: 0, scopes: [] })

  /** A session with everything captured but the film. */
  async function openCase() {
    const sessionId = newId()
    const { familyName, givenName, birthDate, address } = applicant.identity
    const inboxId = await withTenant(db, tenantId, (trx) =>
      putInbox(trx, keyring, tenantId, 'OPEN_SESSION', {
        // one customer: another one of the same name would be a suspicion
        externalId: 'bench',
        declared: { name: `${familyName} ${givenName}`, birthDate, address },
        acceptedDocuments: [documentType],
        locale: 'ja',
        checkProfileVersionId: versionId,
        sandbox: false,
        redirectUrl: null,
        regime: 'NONE',
        regulationLabel: null,
        actor: { kind: 'SYSTEM', id: null },
      }),
    )
    const workflowId = messages.verifyApplicantId(tenantId, sessionId)
    await client.workflow.executeUpdateWithStart(messages.sessionOpened, {
      startWorkflowOperation: new WithStartWorkflowOperation(verifyApplicant, {
        workflowId,
        taskQueue: queues.cases,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ tenantId, sessionId, inboxId, method: 'DOC_SELFIE', queues }],
      }),
    })
    const handle = client.workflow.getHandle<typeof verifyApplicant>(workflowId)
    await handle.executeUpdate(messages.consentGiven, { args: [{ consentVersion: '1' }] })
    await handle.executeUpdate(messages.documentChosen, { args: [{ documentType }] })
    const { wrappedKey } = await withTenant(db, tenantId, (trx) =>
      trx
        .selectFrom('sessions')
        .select('wrappedKey')
        .where('id', '=', sessionId)
        .executeTakeFirstOrThrow(),
    )
    const box = await keyring.sessionBox(tenantId, sessionId, wrappedKey)
    const send = async (slot: Slot, frames: readonly Uint8Array[], challengeId: string | null) => {
      const ticketId = newId()
      const bytes = Buffer.concat(frames)
      await storeUpload({ store, box, tenantId, sessionId, slot, ticketId }, bytes)
      const { accepted, reasonCodes } = await handle.executeUpdate(messages.captureReceived, {
        updateId: ticketId,
        args: [
          {
            slot,
            ticketId,
            sha256: createHash('sha256').update(bytes).digest('hex'),
            size: bytes.length,
            frames: frames.map((frame, i) => ({ bytes: frame.length, atMs: i * 167 })),
            challengeId,
          },
        ],
      })
      if (!accepted) throw new Error(`${slot} was refused: ${reasonCodes.join()}`)
    }
    for (const slot of ['FRONT', 'BACK', 'THICKNESS', 'FACE'] as const)
      await send(slot, pictures[slot], null)
    return {
      /** Answers how long the decision took from the submission, in ms. */
      async finish(): Promise<number> {
        const { directions, challengeId } = await handle.executeUpdate(messages.challengeAsked)
        const film = films.get(directions.join())
        if (!film) throw new Error('no film of these turns')
        await send('LIVENESS', film, challengeId)
        const startMs = performance.now()
        await handle.executeUpdate(messages.submitted)
        const outcome = await handle.result()
        if (outcome !== 'APPROVED') throw new Error(`the honest applicant was ${outcome}`)
        return performance.now() - startMs
      },
    }
  }

  const settled = () => new Promise((resolve) => setTimeout(resolve, 4000))
  const idleMs: number[] = []
  const crowdMs: number[] = []
  try {
    say('warming up …')
    await (await openCase()).finish()
    for (let i = 0; i < idleCases; i += 1) {
      const one = await openCase()
      // the applicant turns their head for the film meanwhile
      await settled()
      idleMs.push(await one.finish())
      if (i % 4 === 3) say(`${i + 1} of ${idleCases}, p50 ${round(median(idleMs))} ms`)
    }
    const cases = []
    for (let i = 0; i < crowd; i += 1) cases.push(await openCase())
    await settled()
    const finished = await Promise.allSettled(cases.map((each) => each.finish()))
    for (const each of finished) {
      if (each.status === 'rejected') throw each.reason
      crowdMs.push(each.value)
    }
  } finally {
    await connection.close()
    await stopWorker(worker)
    await db.destroy()
    await keysDb.destroy()
  }
  say('the same vision calls without workflow …')
  const bareMs = await visionAlone(pictures, films.get('LEFT,RIGHT') ?? [])
  const row = (what: string, list: readonly number[], limit: string) => ({
    what,
    'p50 ms': round(median(list)),
    'p95 ms': round(percentile(list, 0.95)),
    limit,
  })
  return {
    rows: [
      row('submit → decision, idle', idleMs, 'p50 3000, p95 5000'),
      row(`submit → decision, ${crowd} at once`, crowdMs, '–'),
      row('peer: all six vision calls at once, no workflow', bareMs, '–'),
    ],
    notes: [
      `licence front, back and tilted, selfie, film of two turns; ${idleCases} cases one after another, then ${crowd} that film and submit together`,
      'the applicant submits the moment the film is accepted; pictures sent before it were looked at while they turned their head (4 s)',
    ],
    figures: {
      idle_p50_ms: round(median(idleMs)),
      idle_p95_ms: round(percentile(idleMs, 0.95)),
      eight_p50_ms: round(median(crowdMs)),
      bare_p50_ms: round(median(bareMs)),
    },
  }
}

/** What a submission would cost if nothing had been looked at before, and nothing stored or decided. */
async function visionAlone(
  pictures: Readonly<Record<'FRONT' | 'BACK' | 'THICKNESS' | 'FACE', readonly Uint8Array[]>>,
  film: readonly Uint8Array[],
): Promise<readonly number[]> {
  await using vision = createVisionPool({
    threads: 2,
    modelsDir: process.env['MODELS_DIR'] ?? null,
    cacheDir: modelsCacheDir(process.env['XDG_CACHE_HOME']),
    npmOnly: false,
  })
  const [front] = pictures.FRONT
  const [back] = pictures.BACK
  const [selfie] = pictures.FACE
  if (!front || !back || !selfie) throw new Error('a picture is missing')
  const directions: readonly Direction[] = ['LEFT', 'RIGHT']
  const tookMs: number[] = []
  for (let i = 0; i < 6; i += 1) {
    const startMs = performance.now()
    await Promise.all([
      vision.run('readDocument', { documentType, front, back }),
      vision.run('compareFaces', { documentType, front, selfies: [selfie] }),
      vision.run('judgeLiveness', {
        frames: film,
        atMs: film.map((_, at) => at * 167),
        directions,
        selfie,
      }),
      vision.run('judgeThickness', { documentType, front, frames: pictures.THICKNESS }),
      vision.run('judgeAuthenticity', { documentType, front }),
      ...(['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS'] as const).map((slot) =>
        vision.run('maskCapture', {
          documentType,
          slot,
          frames: slot === 'LIVENESS' ? film : pictures[slot],
          without: [],
        }),
      ),
    ])
    if (i > 0) tookMs.push(performance.now() - startMs)
  }
  return tookMs
}

async function startWorker(
  servers: ThrowAway,
  {
    url,
    keyFile,
    blobs,
  }: { readonly url: string; readonly keyFile: string; readonly blobs: string },
) {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../activities/worker.ts', import.meta.url))],
    {
      env: {
        ...process.env,
        NODE_ENV: 'development',
        DATABASE_URL: url,
        TEMPORAL_ADDRESS: servers.temporalAddress,
        TEMPORAL_NAMESPACE: servers.namespace,
        BLOB_STORE: `file:${blobs}`,
        MASTER_KEY_FILE: keyFile,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  // a benchmark that is killed must not leave it behind
  const guard = createGuard()
  if (child.pid !== undefined) guard.watch(child.pid, 'SIGTERM')
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      if (data.includes('WORKER_READY')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)))
  })
  return { child, guard }
}

async function stopWorker({
  child,
  guard,
}: Awaited<ReturnType<typeof startWorker>>): Promise<void> {
  child.removeAllListeners('exit')
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
  guard.release()
}
