import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAuditChain } from '../../db/audit.ts'
import { withTenant } from '../../db/client.ts'
import { createApiKey } from '../../db/settings/api-keys.ts'
import { addMember } from '../../db/settings/members.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { doubtfulCase, updateCode, type DoubtfulCase } from '../support/doubtful-case.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import { prepareTenant, statusOf, type PreparedTenant } from '../support/tenant.ts'

let database: TestDatabase
let temporal: TestTemporal
const system = { kind: 'SYSTEM', id: null } as const

beforeAll(async () => {
  database = await createTestDatabase()
  temporal = await startTestWorkers(
    database,
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
  )
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const caseUnder = async (
  secondReview: object,
): Promise<readonly [DoubtfulCase, PreparedTenant]> => {
  const tenant = await prepareTenant(database, { settings: { secondReview } })
  return [await doubtfulCase(database, temporal, tenant), tenant]
}
const decisionsOf = ({ session }: DoubtfulCase, { tenantId }: PreparedTenant) =>
  withTenant(database.db, tenantId, (trx) =>
    trx
      .selectFrom('decisions')
      .select(['outcome', 'memberId', 'reasonCodes'])
      .where('sessionId', '=', session.sessionId)
      .where('decidedBy', '=', 'REVIEWER')
      .execute(),
  )
const opinionsOf = ({ caseId }: DoubtfulCase, { tenantId }: PreparedTenant) =>
  withTenant(database.db, tenantId, (trx) =>
    trx
      .selectFrom('caseOpinions')
      .select(['stage', 'memberId', 'resolution'])
      .where('caseId', '=', caseId)
      .orderBy('createdAt')
      .execute(),
  )

test('two people who agree decide a case, and their reasons are put together', async () => {
  const [doubt, tenant] = await caseUnder({ always: true })
  const [first, second] = [{ memberId: tenant.reviewer }, { memberId: tenant.otherReviewer }]
  await doubt.claim(first)
  await doubt.resolve(first, 'DECLINE', { reasonCodes: ['FACE_MISMATCH'] })
  expect(await doubt.row()).toMatchObject({
    status: 'OPEN',
    stage: 'SECOND',
    assigneeId: null,
    resolution: null,
  })
  expect(await statusOf(database, tenant.tenantId, doubt.session.sessionId)).toBe('IN_REVIEW')
  expect(await decisionsOf(doubt, tenant)).toEqual([])
  await doubt.claim(second)
  await doubt.resolve(second, 'DECLINE', { reasonCodes: ['SELFIE_NG'] })
  expect(await doubt.session.handle.result()).toBe('DECLINED')
  expect(await decisionsOf(doubt, tenant)).toEqual([
    {
      outcome: 'DECLINE',
      memberId: tenant.otherReviewer,
      reasonCodes: ['FACE_MISMATCH', 'SELFIE_NG'],
    },
  ])
  expect((await opinionsOf(doubt, tenant)).map(({ stage }) => stage)).toEqual(['FIRST', 'SECOND'])
})

test('nobody is the second person to themselves, by whatever membership', async () => {
  const [doubt, tenant] = await caseUnder({ always: true })
  const { tenantId, reviewer, otherReviewer } = tenant
  await doubt.claim({ memberId: reviewer })
  await doubt.resolve({ memberId: reviewer }, 'APPROVE')
  expect(await updateCode(doubt.claim({ memberId: reviewer }))).toBe('CASE_SAME_PERSON')
  const service = await withTenant(database.db, tenantId, (trx) =>
    addMember(trx, tenantId, {
      userId: null,
      personMemberId: reviewer,
      displayName: 'Own tool',
      roles: ['REVIEWER'],
      actor: system,
      at: new Date(),
    }),
  )
  const throughTool = { memberId: service, personId: reviewer }
  expect(await updateCode(doubt.claim(throughTool))).toBe('CASE_SAME_PERSON')
  expect(await updateCode(doubt.claim(throughTool, { takeOver: true, mayArbitrate: true }))).toBe(
    'CASE_SAME_PERSON',
  )
  expect(await updateCode(doubt.claim({ memberId: otherReviewer }))).toBe('NONE')
})

test('where they differ a supervisor decides, who is neither of them', async () => {
  const [doubt, tenant] = await caseUnder({ always: true })
  const [first, second] = [{ memberId: tenant.reviewer }, { memberId: tenant.otherReviewer }]
  const supervisor = { memberId: tenant.author }
  await doubt.claim(first)
  await doubt.resolve(first, 'APPROVE')
  await doubt.claim(second)
  await doubt.resolve(second, 'DECLINE')
  expect(await doubt.row()).toMatchObject({ status: 'OPEN', stage: 'SUPERVISOR' })
  expect(await updateCode(doubt.claim(supervisor))).toBe('CASE_NEEDS_SUPERVISOR')
  expect(await updateCode(doubt.claim(second, { mayArbitrate: true }))).toBe('CASE_SAME_PERSON')
  await doubt.claim(supervisor, { mayArbitrate: true })
  await doubt.resolve(supervisor, 'APPROVE')
  expect(await doubt.session.handle.result()).toBe('APPROVED')
  expect(await decisionsOf(doubt, tenant)).toEqual([
    { outcome: 'APPROVE', memberId: tenant.author, reasonCodes: [] },
  ])
  expect(await opinionsOf(doubt, tenant)).toEqual([
    { stage: 'FIRST', memberId: tenant.reviewer, resolution: 'APPROVE' },
    { stage: 'SECOND', memberId: tenant.otherReviewer, resolution: 'DECLINE' },
    { stage: 'SUPERVISOR', memberId: tenant.author, resolution: 'APPROVE' },
  ])
  const chain = await withTenant(database.db, tenant.tenantId, (trx) => verifyAuditChain(trx))
  expect(chain).toMatchObject({ intact: true })
})

test('a policy for declines leaves approvals to one person', async () => {
  const [approved, tenant] = await caseUnder({ onDecline: true })
  const first = { memberId: tenant.reviewer }
  await approved.claim(first)
  await approved.resolve(first, 'APPROVE')
  expect(await approved.session.handle.result()).toBe('APPROVED')
  const declined = await doubtfulCase(database, temporal, tenant)
  await declined.claim(first)
  await declined.resolve(first, 'DECLINE')
  expect(await declined.row()).toMatchObject({ stage: 'SECOND' })
})

test('the sample draws all at a hundred percent and none at nothing; asking again is one person’s', async () => {
  const [all, tenant] = await caseUnder({ samplePercent: 100 })
  const first = { memberId: tenant.reviewer }
  await all.claim(first)
  await all.resolve(first, 'APPROVE')
  expect(await all.row()).toMatchObject({ stage: 'SECOND' })
  const again = await doubtfulCase(database, temporal, tenant)
  await again.claim(first)
  await again.resolve(first, 'ASK_AGAIN')
  expect(await again.row()).toMatchObject({ status: 'RESOLVED', resolution: 'ASK_AGAIN' })
  const [none, other] = await caseUnder({ samplePercent: 0 })
  await none.claim({ memberId: other.reviewer })
  await none.resolve({ memberId: other.reviewer }, 'APPROVE')
  expect(await none.row()).toMatchObject({ status: 'RESOLVED', stage: 'FIRST' })
})

test('whoever opened the session does not decide it, through whichever key they opened it', async () => {
  const tenant = await prepareTenant(database)
  const { tenantId, reviewer, otherReviewer } = tenant
  const keyId = await withTenant(database.db, tenantId, async (trx) => {
    const { id } = await createApiKey(trx, tenantId, {
      name: 'branch office',
      scopes: ['sessions:write', 'cases:review'],
      sandbox: false,
      memberId: reviewer,
      actor: system,
      at: new Date(),
      random: randomBytes(32),
    })
    return id
  })
  const doubt = await doubtfulCase(database, temporal, tenant, { kind: 'API_KEY', id: keyId })
  expect(await updateCode(doubt.claim({ memberId: reviewer }))).toBe('CASE_OWN_SUBMISSION')
  const service = { memberId: otherReviewer, personId: reviewer }
  expect(await updateCode(doubt.claim(service))).toBe('CASE_OWN_SUBMISSION')
  expect(await updateCode(doubt.claim({ memberId: otherReviewer }))).toBe('NONE')
})

test('of people who reach for a case at one moment, one gets it', async () => {
  const [doubt, tenant] = await caseUnder({})
  const codes = await Promise.all(
    [tenant.reviewer, tenant.otherReviewer, tenant.author, tenant.publisher].map((memberId) =>
      updateCode(doubt.claim({ memberId })),
    ),
  )
  expect(codes.toSorted()).toEqual(['CASE_TAKEN', 'CASE_TAKEN', 'CASE_TAKEN', 'NONE'])
})
