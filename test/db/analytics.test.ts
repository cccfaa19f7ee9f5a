import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { readDecisionDays, readHeadline, readReasons } from '../../db/reads/analytics/decisions.ts'
import { readFunnel, readFunnelGroups, readSlotQuality } from '../../db/reads/analytics/funnel.ts'
import { readRuleWork } from '../../db/reads/analytics/rules.ts'
import { readArrivals, readBacklog, readReviewerWork } from '../../db/reads/analytics/reviewers.ts'
import { noteDevice, noteScreen } from '../../db/settings/screen-visits.ts'
import { deviceKindOf } from '../../domain/capture-screens.ts'
import { newId } from '../../domain/ids.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { insertSession, type SessionRow } from '../support/session-row.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

let database: TestDatabase
let tenant: PreparedTenant
let [walked, left, stays]: SessionRow[] = []
const now = new Date()
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const scope = { from: secondsAgo(3600), to: new Date(now.getTime() + 60_000), sandbox: false }
const read = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(database.db, tenant.tenantId, work)

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
  walked = await insertSession(database, tenant)
  left = await insertSession(database, tenant)
  stays = await insertSession(database, tenant)
  await see(walked, 'WELCOME', 7300)
  await see(walked, 'FRONT', 7290)
  await see(walked, 'WELCOME', 7280)
  await see(walked, 'FRONT', 7270)
  await see(walked, 'SUBMIT', 7200)
  await see(left, 'WELCOME', 7300)
  await see(left, 'FRONT', 7260)
  await see(stays, 'WELCOME', 40)
  await see(stays, 'FRONT', 10)
  await read(async (trx) => {
    await noteDevice(trx, walked?.sessionId ?? '', 'IPHONE')
    await noteDevice(trx, left?.sessionId ?? '', 'ANDROID')
    await trx
      .updateTable('sessions')
      .set({ submittedAt: secondsAgo(7200), decidedAt: secondsAgo(7100), status: 'APPROVED' })
      .where('id', '=', walked?.sessionId ?? '')
      .execute()
    await trx
      .updateTable('attempts')
      .set({ submittedAt: secondsAgo(7200) })
      .where('id', '=', walked?.attemptId ?? '')
      .execute()
    await capture(walked, 'FRONT', false, ['IMG_BLUR', 'IMG_GLARE'])
    await capture(walked, 'FRONT', false, ['IMG_BLUR'])
    await capture(walked, 'FRONT', true, [])
    await decide(walked, 'REVIEW', 'SYSTEM', ['FACE_MISMATCH'], 7190)
    await decide(walked, 'APPROVE', 'REVIEWER', [], 7100)
    await reviewed(walked, tenant.reviewer, 300, 100)

    async function capture(
      at: SessionRow | undefined,
      slot: string,
      accepted: boolean,
      codes: string[],
    ) {
      const key = newId()
      await trx
        .insertInto('captures')
        .values({
          tenantId: tenant.tenantId,
          id: newId(),
          sessionId: at?.sessionId ?? '',
          attemptId: at?.attemptId ?? '',
          slot,
          frames: '[]',
          originalKey: key,
          maskedKey: null,
          rectifiedKey: null,
          challengeId: null,
          accepted,
          verdict: JSON.stringify({ accepted, reasonCodes: codes }),
          receivedAt: secondsAgo(7260),
          supersededAt: null,
        })
        .execute()
    }
    async function decide(
      at: SessionRow | undefined,
      outcome: 'REVIEW' | 'APPROVE',
      decidedBy: 'SYSTEM' | 'REVIEWER',
      reasonCodes: string[],
      ago: number,
    ) {
      await trx
        .insertInto('decisions')
        .values({
          tenantId: tenant.tenantId,
          id: newId(),
          sessionId: at?.sessionId ?? '',
          attemptId: at?.attemptId ?? '',
          outcome,
          decidedBy,
          memberId: decidedBy === 'REVIEWER' ? tenant.reviewer : null,
          reasonCodes,
          slots: [],
          checkProfileVersionId: tenant.versionId,
          profileSha256: '0'.repeat(64),
          ruleId: null,
          trace: '[]',
          internalNoteSealed: null,
          applicantMessageSealed: null,
          createdAt: secondsAgo(ago),
        })
        .execute()
    }
    async function reviewed(
      at: SessionRow | undefined,
      memberId: string,
      from: number,
      to: number,
    ) {
      const caseId = newId()
      await trx
        .insertInto('cases')
        .values({
          tenantId: tenant.tenantId,
          id: caseId,
          sessionId: at?.sessionId ?? '',
          attemptId: at?.attemptId ?? '',
          status: 'RESOLVED',
          version: 3,
          queue: 'standard',
          priority: 0,
          assigneeId: memberId,
          leaseExpiresAt: null,
          dueAt: secondsAgo(0),
          reasonCodes: [],
          resolution: 'APPROVE',
          openedAt: new Date('2026-11-24T23:30:00Z'),
          resolvedAt: secondsAgo(to),
        })
        .execute()
      for (const [type, ago] of [
        ['CLAIMED', from + 500],
        ['CLAIMED', from],
        ['RESOLVED', to],
      ] as const) {
        await trx
          .insertInto('caseEvents')
          .values({
            tenantId: tenant.tenantId,
            id: newId(),
            caseId,
            type,
            memberId,
            at: secondsAgo(ago),
          })
          .execute()
      }
    }
  })
})
afterAll(async () => {
  await database?.[Symbol.asyncDispose]()
})

const see = (
  session: SessionRow | undefined,
  screen: Parameters<typeof noteScreen>[2],
  ago: number,
) =>
  read((trx) =>
    noteScreen(
      trx,
      { tenantId: tenant.tenantId, sessionId: session?.sessionId ?? '' },
      screen,
      secondsAgo(ago),
    ),
  )

test('the funnel counts who saw a screen, how long, and who went away from it', async () => {
  const funnel = await read((trx) => readFunnel(trx, scope, now))
  const step = (screen: string) => funnel.find((each) => each.screen === screen)
  expect(step('WELCOME')).toMatchObject({ sessions: 3, visits: 4, dropped: 0 })
  expect(step('WELCOME')?.medianMs).toBeCloseTo(30_000, 0)
  expect(step('FRONT')).toMatchObject({ sessions: 3, visits: 4, dropped: 1 })
  expect(step('FRONT')?.medianMs).toBeCloseTo(80_000, 0)
  expect(step('SUBMIT')).toMatchObject({ sessions: 1, dropped: 0, medianMs: null })
})

test('the same way can be seen by device', async () => {
  const groups = await read((trx) => readFunnelGroups(trx, scope, 'DEVICE', now))
  expect(groups.find(({ value }) => value === 'IPHONE')).toMatchObject({
    opened: 1,
    submitted: 1,
    dropped: 0,
    retakes: 2,
    medianMs: 100_000,
  })
  expect(groups.find(({ value }) => value === 'ANDROID')).toMatchObject({
    submitted: 0,
    dropped: 1,
  })
  expect(groups.find(({ value }) => value === null)).toMatchObject({ opened: 1, dropped: 0 })
  const phones = await read((trx) => readFunnel(trx, { ...scope, deviceKinds: ['IPHONE'] }, now))
  expect(phones.find(({ screen }) => screen === 'WELCOME')?.sessions).toBe(1)
})

test('a time before or after the span, and the other side of the sandbox, count nothing', async () => {
  const before = { ...scope, from: secondsAgo(7200), to: secondsAgo(3600) }
  expect(await read((trx) => readFunnel(trx, before, now))).toEqual([])
  expect(await read((trx) => readFunnel(trx, { ...scope, sandbox: true }, now))).toEqual([])
  expect((await read((trx) => readHeadline(trx, { ...scope, sandbox: null }))).opened).toBe(3)
})

test('refused pictures are counted by what was wrong', async () => {
  expect(await read((trx) => readSlotQuality(trx, scope))).toEqual([
    {
      slot: 'FRONT',
      taken: 3,
      refused: 2,
      reasons: [
        { code: 'IMG_BLUR', count: 2 },
        { code: 'IMG_GLARE', count: 1 },
      ],
    },
  ])
})

test('decisions are told by who made them, and reasons by what they led to', async () => {
  const days = await read((trx) => readDecisionDays(trx, scope))
  expect(days.reduce((sum, { humanApproved }) => sum + humanApproved, 0)).toBe(1)
  expect(days.reduce((sum, { autoApproved }) => sum + autoApproved, 0)).toBe(0)
  expect(await read((trx) => readReasons(trx, scope))).toEqual([
    { code: 'FACE_MISMATCH', declined: 0, askedAgain: 0, reviewed: 1 },
  ])
  expect(await read((trx) => readHeadline(trx, scope))).toEqual({
    opened: 3,
    submitted: 1,
    decided: 1,
    automatic: 0,
    unclear: 0,
    medianDecisionMs: 100_000,
  })
})

test('a reviewer’s time runs from the last claim, and cases come by the clock of Japan', async () => {
  const work = await read((trx) => readReviewerWork(trx, scope))
  expect(work).toEqual([
    {
      memberId: tenant.reviewer,
      cases: 1,
      p50Ms: 200_000,
      p75Ms: 200_000,
      p95Ms: 200_000,
      approved: 1,
      declined: 0,
      askedAgain: 0,
    },
  ])
  const span = { ...scope, from: new Date('2026-11-24T23:00:00Z'), to: scope.to }
  // 23:30 UTC on a Tuesday is 8:30 on Wednesday in Japan
  expect(await read((trx) => readArrivals(trx, span))).toEqual([{ weekday: 3, hour: 8, cases: 1 }])
  expect(await read((trx) => readBacklog(trx, scope, now, work))).toEqual({
    waiting: 0,
    overdue: 0,
    atWork: 1,
    typicalMs: 200_000,
  })
})

test('a rule’s doubts are told with what people made of them, and how long it took', async () => {
  const profileId = await read(async (trx) => {
    const { profileId: found } = await trx
      .selectFrom('checkProfileVersions')
      .select('profileId')
      .where('id', '=', tenant.versionId)
      .executeTakeFirstOrThrow()
    return found
  })
  const span = { from: secondsAgo(9000), to: now, sandbox: false }
  expect(await read((trx) => readRuleWork(trx, profileId, span))).toEqual([
    {
      ruleId: null,
      outcome: 'REVIEW',
      decided: 1,
      humanApproved: 1,
      humanDeclined: 0,
      humanAskedAgain: 0,
      humanMs: 200_000,
    },
  ])
  expect(await read((trx) => readRuleWork(trx, newId(), span))).toEqual([])
})

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
    'IPHONE',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/147.0.0.0 Mobile Safari/537.36',
    'ANDROID',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36',
    'TABLET',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/15.1.0',
    'IN_APP',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36',
    'DESKTOP',
  ],
  ['', 'OTHER'],
])('%s is counted as %s', (userAgent, kind) => {
  expect(deviceKindOf(userAgent)).toBe(kind)
})
