import { createHash, randomBytes } from 'node:crypto'
import { ApplicationFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { visionActivities } from '../../activities/create-activities.ts'
import { withTenant } from '../../db/client.ts'
import { storeUpload } from '../../db/uploads.ts'
import { saveChallenge } from '../../db/writes/save-progress.ts'
import { DomainError, type ErrorCode } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { Slot } from '../../domain/method.ts'
import type { VisionActivities } from '../../workflows/activity-types.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { goodVerdict } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { insertSession, type SessionRow } from '../support/session-row.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

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

type Input = Parameters<VisionActivities['reviewCapture']>[0]
const picture = () => Buffer.concat([Buffer.of(0xff, 0xd8), randomBytes(100)])

/** Uploads bytes for a slot and says what would be confirmed of them. */
async function upload(slot: Slot, pictures: readonly Buffer[], of = session): Promise<Input> {
  const ticketId = newId()
  const bytes = Buffer.concat(pictures)
  const { wrappedKey } = await withTenant(database.db, of.tenantId, (trx) =>
    trx
      .selectFrom('sessions')
      .select('wrappedKey')
      .where('id', '=', of.sessionId)
      .executeTakeFirstOrThrow(),
  )
  const box = await database.keyring.sessionBox(of.tenantId, of.sessionId, wrappedKey)
  await storeUpload({ store: database.store, box, ...of, slot, ticketId }, bytes)
  return {
    ...of,
    captureId: newId(),
    slot,
    ticketId,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    frames: pictures.map((one, i) => ({ bytes: one.length, atMs: i * 150 })),
    challengeId: null,
    documentType: 'DRIVERS_LICENCE',
  }
}

const review = (input: Input, see = () => goodVerdict(input.slot)) =>
  new MockActivityEnvironment().run(
    visionActivities({
      ...database,
      clock: () => new Date(),
      vision: scriptedVision({ reviewCapture: see }),
    }).reviewCapture,
    input,
  )

/** Code and hopelessness of the failure that the workflow would see. */
async function failure(call: Promise<unknown>) {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof ApplicationFailure) return [error.type, error.nonRetryable]
    throw error
  }
}
const captures = () =>
  withTenant(database.db, session.tenantId, (trx) =>
    trx
      .selectFrom('captures')
      .selectAll()
      .where('sessionId', '=', session.sessionId)
      .orderBy('receivedAt')
      .execute(),
  )

async function issueChallenge(of = session): Promise<string> {
  const id = newId()
  await withTenant(database.db, of.tenantId, (trx) =>
    saveChallenge(trx, of, {
      id,
      attemptId: of.attemptId,
      directions: ['LEFT', 'RIGHT'],
      issuedAt: new Date(),
      expiresAt: new Date(Date.now() + 60_000),
    }),
  )
  return id
}
const film = () => Array.from({ length: 6 }, picture)

describe('a capture', () => {
  test('is stored with its verdict once, though its activity runs twice', async () => {
    const input = await upload('FRONT', [picture()])
    const answer = { captureId: input.captureId, accepted: true, reasonCodes: [] }
    expect(await review(input)).toEqual(answer)
    expect(await review(input)).toEqual(answer)
    expect(await captures()).toMatchObject([{ id: input.captureId, accepted: true, slot: 'FRONT' }])
  })

  test('replaces the former of its slot when it is accepted, and not when it is refused', async () => {
    const [one, two, three] = [
      await upload('FRONT', [picture()]),
      await upload('FRONT', [picture()]),
      await upload('FRONT', [picture()]),
    ]
    await review(one)
    await review(two, () => ({
      ...goodVerdict('FRONT'),
      accepted: false,
      reasonCodes: ['IMG_BLUR'],
    }))
    const current = async () =>
      (await captures()).filter((row) => row.accepted && !row.supersededAt).map(({ id }) => id)
    expect(await current()).toEqual([one.captureId])
    await review(three)
    expect(await current()).toEqual([three.captureId])
  })

  test('of other bytes than were announced is refused for good', async () => {
    const input = await upload('FRONT', [picture()])
    const wrong = { ...input, sha256: '0'.repeat(64) }
    expect(await failure(review(wrong))).toEqual(['UPLOAD_HASH_MISMATCH', true])
    expect(await captures()).toEqual([])
  })

  test('whose bytes never came is refused for good', async () => {
    const input = { ...(await upload('FRONT', [picture()])), ticketId: newId() }
    expect(await failure(review(input))).toEqual(['UPLOAD_MISSING', true])
  })

  test('uploaded for another slot or session is refused for good', async () => {
    const input = await upload('FRONT', [picture()])
    expect(await failure(review({ ...input, slot: 'FACE' }))).toEqual(['SEAL_BROKEN', true])
    const other = await insertSession(database, tenant)
    expect(await failure(review({ ...input, ...other }))).toEqual(['UPLOAD_MISSING', true])
  })

  test("with another tenant's ids finds nothing", async () => {
    const input = await upload('FRONT', [picture()])
    const other = await prepareTenant(database)
    await expect(review({ ...input, tenantId: other.tenantId })).rejects.toThrow(/no result/)
    expect(await captures()).toEqual([])
  })

  test('that is no picture is refused for good', async () => {
    for (const bytes of [Buffer.from('<svg/>'), Buffer.from('GIF89a'), Buffer.alloc(10)]) {
      const input = await upload('FRONT', [bytes])
      expect(await failure(review(input))).toEqual(['IMAGE_UNREADABLE', true])
    }
  })

  test.each(['IMAGE_UNREADABLE', 'IMAGE_FORMAT', 'IMAGE_TOO_LARGE'] satisfies ErrorCode[])(
    'that can not be decoded (%s) is a picture to take again, and no failure of the story',
    async (code) => {
      const input = await upload('FRONT', [picture()])
      const answer = await review(input, () => {
        throw new DomainError(code, 'picture: expected a JPEG')
      })
      expect(answer).toMatchObject({ accepted: false, reasonCodes: ['IMG_UNREADABLE'] })
      expect(await captures()).toMatchObject([{ accepted: false }])
    },
  )

  test('is tried again when the machine failed, not the picture', async () => {
    const input = await upload('FRONT', [picture()])
    const broken = review(input, () => {
      throw new DomainError('MODEL_UNAVAILABLE', 'the model could not be loaded')
    })
    expect(await failure(broken)).toEqual(['MODEL_UNAVAILABLE', false])
    expect(await captures()).toEqual([])
    expect(await review(input)).toMatchObject({ accepted: true })
  })
})

describe('a liveness film', () => {
  test('uses up its directions, whatever is made of it', async () => {
    const challengeId = await issueChallenge()
    const [one, two] = [await upload('LIVENESS', film()), await upload('LIVENESS', film())]
    await review({ ...one, challengeId }, () => ({ ...goodVerdict('LIVENESS'), accepted: false }))
    expect(await failure(review({ ...two, challengeId }))).toEqual(['CHALLENGE_USED', true])
  })

  test('judged again after a lost answer still counts', async () => {
    const input = { ...(await upload('LIVENESS', film())), challengeId: await issueChallenge() }
    await review(input)
    expect(await review(input)).toMatchObject({ accepted: true })
  })

  test('to the directions of another session is refused', async () => {
    const other = await insertSession(database, tenant)
    const input = {
      ...(await upload('LIVENESS', film())),
      challengeId: await issueChallenge(other),
    }
    expect(await failure(review(input))).toEqual(['CHALLENGE_INVALID', true])
    expect(await captures()).toEqual([])
  })

  test('of which two race for the same directions counts once', async () => {
    const challengeId = await issueChallenge()
    const inputs = [await upload('LIVENESS', film()), await upload('LIVENESS', film())]
    const answers = await Promise.all(
      inputs.map((input) => failure(review({ ...input, challengeId }))),
    )
    expect(answers.filter((answer) => answer === null)).toHaveLength(1)
    expect(answers.filter((answer) => answer?.[0] === 'CHALLENGE_USED')).toHaveLength(1)
  })
})
