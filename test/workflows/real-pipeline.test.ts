import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVisionPool, type VisionPool } from '../../activities/vision-pool.ts'
import { withTenant } from '../../db/client.ts'
import { checkResultSchema } from '../../domain/check.ts'
import type { Direction } from '../../domain/method.ts'
import { modelsCacheDir } from '../../models/model-folders.ts'
import { makeApplicant, type Applicant, type ApplicantOptions } from '../../specimens/applicant.ts'
import {
  challengeAsked,
  consentGiven,
  documentChosen,
  submitted,
} from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import {
  openTestSession,
  prepareTenant,
  reach,
  sendCapture,
  type OpenedSession,
  type PreparedTenant,
} from '../support/tenant.ts'

/** Applicants of different faces, whose cards are read without a doubt. */
const holder = { seed: 4 } satisfies ApplicantOptions
const stranger = { seed: 6 } satisfies ApplicantOptions

const cacheFolder = mkdtempSync(join(tmpdir(), 'kakunin-applicants-'))
let database: TestDatabase
let vision: VisionPool
let temporal: TestTemporal
let tenant: PreparedTenant

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
  vision = createVisionPool({
    threads: 2,
    modelsDir: null,
    cacheDir: modelsCacheDir(process.env['XDG_CACHE_HOME']),
    npmOnly: false,
  })
  temporal = await startTestWorkers(database, vision)
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await vision[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
  rmSync(cacheFolder, { recursive: true })
})

const specimen = (options: ApplicantOptions) => makeApplicant(options, { cacheFolder })

/** Opens a session for what the applicant declares: what stands on an honest card. */
const open = (applicant: Applicant, externalId: string): Promise<OpenedSession> => {
  const { familyName, givenName, birthDate, address } = applicant.identity
  return openTestSession(database, temporal, tenant, {
    externalId,
    declared: { name: `${familyName} ${givenName}`, birthDate, address },
  })
}

async function begin(session: OpenedSession): Promise<void> {
  await session.handle.executeUpdate(consentGiven, { args: [{ consentVersion: '1' }] })
  await session.handle.executeUpdate(documentChosen, {
    args: [{ documentType: 'DRIVERS_LICENCE' }],
  })
}

const send = (session: OpenedSession, ...rest: Rest) =>
  sendCapture(database, tenant, session, ...rest)
type Rest =
  Parameters<typeof sendCapture> extends [unknown, unknown, unknown, ...infer More] ? More : never

/** A film takes seconds to make, so one is made for each face and order of turns. */
const films = new Map<string, Promise<readonly Uint8Array[]>>()
function filmOf(applicant: Applicant, directions: readonly Direction[]) {
  const key = [applicant.selfieFaceSeed, ...directions].join()
  const made =
    films.get(key) ??
    applicant
      .liveness(directions, { fps: 6, stepMs: 1600, restMs: 500 })
      .then((frames) => frames.map(({ jpeg }) => jpeg))
  films.set(key, made)
  return made
}

/** Every picture, each of which must be accepted, and the submission. */
async function handIn(session: OpenedSession, applicant: Applicant): Promise<void> {
  await begin(session)
  const { directions, challengeId } = await session.handle.executeUpdate(challengeAsked)
  const pictures = [
    ['FRONT', [await applicant.front()], null],
    ['BACK', [await applicant.back()], null],
    ['THICKNESS', await applicant.thickness(), null],
    ['FACE', [await applicant.selfie()], null],
    ['LIVENESS', await filmOf(applicant, directions), challengeId],
  ] as const
  for (const [slot, frames, challenge] of pictures) {
    expect(await send(session, slot, frames, challenge), slot).toMatchObject({
      accepted: true,
      reasonCodes: [],
    })
  }
  await session.handle.executeUpdate(submitted)
}

const resultsOf = (sessionId: string) =>
  withTenant(database.db, tenant.tenantId, async (trx) => ({
    decisions: await trx
      .selectFrom('decisions')
      .select(['outcome', 'decidedBy', 'reasonCodes'])
      .where('sessionId', '=', sessionId)
      .execute(),
    checks: (
      await trx
        .selectFrom('checkResults')
        .innerJoin('attempts', 'attempts.id', 'checkResults.attemptId')
        .select('record')
        .where('attempts.sessionId', '=', sessionId)
        .execute()
    ).map(({ record }) => checkResultSchema.parse(record)),
  }))

describe('real pictures through the whole story', { timeout: 120_000 }, () => {
  test('an honest applicant is approved', async () => {
    const applicant = specimen(holder)
    const session = await open(applicant, 'honest')
    await handIn(session, applicant)
    const { decisions, checks } = await session.handle
      .result()
      .then(() => resultsOf(session.sessionId))
    expect(checks.filter(({ outcome }) => outcome !== 'PASS')).toEqual([])
    expect(decisions).toMatchObject([{ outcome: 'APPROVE', decidedBy: 'SYSTEM' }])
  })

  test("another person's selfie goes to a person", async () => {
    const applicant = specimen({ ...holder, selfieFaceSeed: specimen(stranger).faceSeed })
    const session = await open(applicant, 'honest')
    await handIn(session, applicant)
    await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
    const { decisions } = await resultsOf(session.sessionId)
    expect(decisions).toMatchObject([{ outcome: 'REVIEW', reasonCodes: ['FACE_MISMATCH'] }])
  })

  test('an expired licence is declined', async () => {
    const applicant = specimen({ ...holder, licence: { expiry: '2024-11-15' } })
    const session = await open(applicant, 'honest')
    await handIn(session, applicant)
    expect(await session.handle.result()).toBe('DECLINED')
    const { decisions } = await resultsOf(session.sessionId)
    expect(decisions).toMatchObject([{ outcome: 'DECLINE', reasonCodes: ['DOC_EXPIRED'] }])
  })

  test('a number with a wrong check digit goes to a person', async () => {
    const applicant = specimen({ ...holder, licence: { wrongCheckDigit: true } })
    const session = await open(applicant, 'honest')
    await handIn(session, applicant)
    await reach(database, tenant.tenantId, session.sessionId, 'IN_REVIEW')
    const { decisions } = await resultsOf(session.sessionId)
    expect(decisions).toMatchObject([{ outcome: 'REVIEW', reasonCodes: ['DOC_NUMBER_INVALID'] }])
  })
})
