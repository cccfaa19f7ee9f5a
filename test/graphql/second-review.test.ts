import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { askAnything } from '../support/any-operation.ts'
import { doubtfulCase } from '../support/doubtful-case.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

const reportSchema = z.object({
  cases: z.number(),
  observed: z.number(),
  kappa: z.number(),
  matrix: z.array(z.object({ first: z.string(), second: z.string(), cases: z.number() })),
  reviewers: z.array(
    z.object({ cases: z.number(), overturned: z.number(), medianMinutes: z.number() }),
  ),
})

let stack: Stack
let tenant: PreparedTenant
let owner: SignedIn
let supervisor: SignedIn

beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
    { trustedProxies: 1 },
  )
  tenant = await prepareTenant(stack.database)
  owner = await stack.signIn(tenant.tenantId, ['OWNER'])
  supervisor = await stack.signIn(tenant.tenantId, ['SUPERVISOR'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const save = (who: SignedIn, policy: object) =>
  askAnything(
    stack,
    { cookie: who.cookie },
    'mutation ($policy: SecondReviewPolicyInput!) { saveSecondReview(policy: $policy) { __typename ... on OperationError { code field } ... on Tenant { secondReview { always onDecline fromOpenChecks samplePercent } } } }',
    { policy },
  )
const off = { always: false, onDecline: false, fromOpenChecks: null, samplePercent: 0 }

test('the owner says when two people look, and senseless policies are refused', async () => {
  expect((await save(supervisor, off)).code).toBe('FORBIDDEN')
  for (const wrong of [{ samplePercent: 101 }, { samplePercent: -1 }, { fromOpenChecks: 0 }])
    expect((await save(owner, { ...off, ...wrong })).code).toBe('INPUT_INVALID')
  const { data } = await save(owner, { ...off, always: true })
  expect(data?.['saveSecondReview']).toEqual({
    __typename: 'Tenant',
    secondReview: { ...off, always: true },
  })
})

test('agreement is counted from cases that are over, and of others nothing', async () => {
  await save(owner, { ...off, always: true })
  const [first, second] = [{ memberId: tenant.reviewer }, { memberId: tenant.otherReviewer }]
  const look = async (one: 'APPROVE' | 'DECLINE', other: 'APPROVE' | 'DECLINE' | null) => {
    const doubt = await doubtfulCase(stack.database, stack.temporal, tenant)
    await doubt.claim(first)
    await doubt.resolve(first, one)
    if (other === null) return
    await doubt.claim(second)
    await doubt.resolve(second, other)
    if (one === other) return
    const arbiter = { memberId: supervisor.memberId }
    await doubt.claim(arbiter, { mayArbitrate: true })
    await doubt.resolve(arbiter, other)
  }
  await look('APPROVE', 'APPROVE')
  await look('DECLINE', 'DECLINE')
  await look('APPROVE', 'DECLINE')
  await look('APPROVE', null)
  const hour = 3_600_000
  const report = async (from: number, to: number) =>
    askAnything(
      stack,
      { cookie: supervisor.cookie },
      'query ($from: DateTime!, $to: DateTime!) { reviewAgreement(from: $from, to: $to) { cases observed kappa matrix { first second cases } reviewers { cases overturned medianMinutes member { displayName } } } }',
      { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    )
  const { data } = await report(Date.now() - hour, Date.now() + hour)
  // 2 of 3 the same; by chance (2/3)(1/3) + (1/3)(2/3) = 4/9; κ = (6/9 − 4/9) / (5/9)
  const { cases, observed, kappa, matrix, reviewers } = reportSchema.parse(
    data?.['reviewAgreement'],
  )
  expect(cases).toBe(3)
  expect(observed).toBeCloseTo(2 / 3, 12)
  expect(kappa).toBeCloseTo(0.4, 12)
  expect(matrix).toContainEqual({ first: 'APPROVE', second: 'DECLINE', cases: 1 })
  expect(reviewers.map((each) => [each.cases, each.overturned])).toEqual([
    [3, 1],
    [3, 0],
  ])
  for (const { medianMinutes } of reviewers) expect(medianMinutes).toBeGreaterThan(0)
  expect((await report(Date.now(), Date.now() - hour)).code).toBe('INPUT_INVALID')
})
