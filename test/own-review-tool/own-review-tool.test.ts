import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { withTenant } from '../../db/client.ts'
import { askAnything } from '../support/any-operation.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { goodFace } from '../support/findings.ts'
import { startHttpServer } from '../support/http-server.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { addEndpoint } from '../support/webhooks.ts'
import { Refused, reviewTool } from './client.ts'

const toldSchema = z.object({
  type: z.string(),
  data: z.looseObject({ caseId: z.string(), queue: z.string() }),
})
type Told = z.infer<typeof toldSchema>

let stack: Stack
beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
  )
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'NONE',
    (error: unknown) => {
      if (error instanceof Refused) return error.code
      throw error
    },
  )

/** A company with a tool for each of two people, and a case that waits. */
async function companyWithCase(settings: object = {}) {
  const tenant = await prepareTenant(stack.database, { settings })
  const { tenantId, reviewer, otherReviewer } = tenant
  const office = { key: await stack.addKey(tenantId, ['sessions:read', 'sessions:write']) }
  const toolFor = async (memberId: string) =>
    reviewTool(stack.url, await stack.addKey(tenantId, ['cases:review'], false, memberId))
  const bodies: Told[] = []
  const server = await startHttpServer((request, response) => {
    bodies.push(toldSchema.parse(JSON.parse(request.body.toString())))
    response.writeHead(200).end()
  })
  await addEndpoint(stack.database, tenantId, server.url, {
    events: ['case.opened', 'case.resolved'],
  })
  const opened = await openByApi(stack, office)
  await applyByApi(stack, await followLink(opened.link))
  await reach(stack.database, tenantId, opened.id.slice(3), 'IN_REVIEW')
  const told = async (event: string) =>
    vi.waitFor(() => {
      const body = bodies.find(({ type }) => type === event)
      if (!body) throw new Error(`nothing was told of ${event}`)
      return body
    }, 20_000)
  await told('case.opened')
  return {
    tenant,
    office,
    opened,
    toolFor,
    told,
    reviewer,
    otherReviewer,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

test('a case is cleared without the manager: told of by webhook, looked at, approved in a person’s name', async () => {
  await using company = await companyWithCase()
  const { tenantId } = company.tenant
  const tool = await company.toolFor(company.reviewer)
  const { data } = await company.told('case.opened')
  expect(data).toMatchObject({ verificationSessionId: company.opened.id, queue: 'standard' })
  expect(JSON.stringify(data)).not.toContain('山田')

  const taken = await tool.take(data.caseId)
  const [attempt] = taken.session.attempts
  expect(attempt?.fields.find(({ key }) => key === 'name')?.declared).toContain('山田')
  expect(attempt?.checks.find(({ key }) => key === 'FACE_MATCH')?.outcome).toBe('UNCERTAIN')
  const front = attempt?.captures.find(({ slot }) => slot === 'FRONT')
  const picture = await tool.picture(front?.imageUrl ?? '')
  expect([picture[0], picture[1]]).toEqual([0xff, 0xd8])

  await tool.renew(taken.id)
  expect(await tool.resolve(taken, { resolution: 'APPROVE', internalNote: 'same person' })).toEqual(
    { __typename: 'Case', status: 'RESOLVED', stage: 'FIRST' },
  )
  await reach(stack.database, tenantId, company.opened.id.slice(3), 'APPROVED')
  expect((await company.told('case.resolved')).data).toMatchObject({ resolution: 'APPROVE' })
  const decision = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('decisions')
      .select(['memberId', 'outcome'])
      .where('decidedBy', '=', 'REVIEWER')
      .executeTakeFirstOrThrow(),
  )
  expect(decision).toEqual({ memberId: company.reviewer, outcome: 'APPROVE' })
})

test('the second person’s tool reads nothing of the first one’s opinion, and two keys of one person are one', async () => {
  await using company = await companyWithCase({ secondReview: { always: true } })
  const note = 'the hairline does not fit'
  const first = await company.toolFor(company.reviewer)
  const taken = await first.takeNext()
  if (!taken) throw new Error('no case')
  await first.resolve(taken, {
    resolution: 'DECLINE',
    reasonCodes: ['FACE_MISMATCH'],
    internalNote: note,
  })
  const otherKeyOfTheSame = await company.toolFor(company.reviewer)
  expect(await otherKeyOfTheSame.takeNext()).toBeNull()
  expect(await refusal(otherKeyOfTheSame.take(taken.id))).toBe('CASE_SAME_PERSON')

  const second = await company.toolFor(company.otherReviewer)
  const again = await second.takeNext()
  expect(again).toMatchObject({ id: taken.id, stage: 'SECOND', opinions: [] })
  const key = await stack.addKey(
    company.tenant.tenantId,
    ['cases:review'],
    false,
    company.otherReviewer,
  )
  const everything = await stack.ask(
    { key },
    `query ($id: ID!) { case(id: $id) {
      resolution opinions { resolution internalNote }
      events { type member { displayName } }
      session { status reasonCodes history { action detail }
        decisions { outcome internalNote reasonCodes } } } }`,
    { id: taken.id },
  )
  const text = JSON.stringify(everything)
  expect(everything.errors).toBeUndefined()
  expect(text).toContain('OPINION_GIVEN')
  expect(text).not.toContain(note)
  expect(text).not.toContain('DECLINE')

  if (!again) throw new Error('no case')
  await second.resolve(again, { resolution: 'APPROVE' })
  const supervisor = await stack.signIn(company.tenant.tenantId, ['SUPERVISOR'])
  const both = await askAnything(
    stack,
    { cookie: supervisor.cookie },
    'query ($id: ID!) { case(id: $id) { stage closedToMe opinions { resolution internalNote } } }',
    { id: taken.id },
  )
  expect(both.data?.['case']).toEqual({
    stage: 'SUPERVISOR',
    closedToMe: null,
    opinions: [
      { resolution: 'DECLINE', internalNote: note },
      { resolution: 'APPROVE', internalNote: null },
    ],
  })
})

test('a lease that was lost while somebody wrote does not take their decision, and other scopes review nothing', async () => {
  await using company = await companyWithCase()
  const first = await company.toolFor(company.reviewer)
  const second = await company.toolFor(company.otherReviewer)
  const taken = await first.takeNext()
  if (!taken) throw new Error('no case')
  expect(await refusal(second.take(taken.id))).toBe('CASE_TAKEN')
  await first.release(taken.id)
  const now = await second.take(taken.id)
  expect(await refusal(first.resolve(taken, { resolution: 'APPROVE' }))).toBe('CASE_LEASE_LOST')
  expect(await second.askAgain(now, ['FACE'], ['SELFIE_NG'])).toMatchObject({ status: 'RESOLVED' })
  const office = reviewTool(stack.url, company.office.key)
  expect(await refusal(office.takeNext())).toBe('FORBIDDEN')
})
