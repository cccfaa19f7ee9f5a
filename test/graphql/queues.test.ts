import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { askAnything } from '../support/any-operation.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let supervisor: SignedIn
let reviewer: SignedIn
let stranger: SignedIn
/** Global ids of open cases, in the order of urgency. */
let cases: readonly string[]
const waiting = 8

beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
    { trustedProxies: 1 },
  )
  tenantId = (await prepareTenant(stack.database, { settings: { caseDueMs: 3_600_000 } })).tenantId
  supervisor = await stack.signIn(tenantId, ['SUPERVISOR'])
  reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  const others = await prepareTenant(stack.database)
  stranger = await stack.signIn(others.tenantId, ['SUPERVISOR'])
  const key = { key: await stack.addKey(tenantId) }
  await Promise.all(
    Array.from({ length: waiting }, async (_, i) => {
      const { id, link } = await openByApi(stack, key, { locale: i < 2 ? 'vi' : 'ja' })
      await applyByApi(stack, await followLink(link))
      await reach(stack.database, tenantId, id.slice(3), 'IN_REVIEW')
    }),
  )
  cases = await vi.waitFor(async () => {
    const listed = await list('{ status: [OPEN] }')
    expect(listed.length).toBe(waiting)
    return listed.map(({ id }) => id)
  }, 20_000)
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

interface Listed {
  readonly id: string
  readonly queue: string
  readonly priority: number
  readonly status: string
  readonly assignee: { readonly id: string } | null
}

async function list(filter: string, sort = 'URGENCY'): Promise<readonly Listed[]> {
  const { data, code } = await askAnything(
    stack,
    { cookie: supervisor.cookie },
    `{ cases(filter: ${filter}, sort: ${sort}) { edges { node { id queue priority status assignee { id } } } } }`,
    {},
  )
  expect(code).toBeNull()
  const listed = data?.['cases'] as { edges: { node: Listed }[] } | undefined
  return listed?.edges.map(({ node }) => node) ?? []
}

async function change(who: SignedIn, input: object) {
  const { data, code } = await askAnything(
    stack,
    { cookie: who.cookie },
    `mutation ($input: ChangeCasesInput!) { changeCases(input: $input) { __typename
       ... on OperationError { code }
       ... on ChangeCasesSuccess { outcomes { case { id status queue priority assignee { id } } error { code } } } } }`,
    { input },
  )
  const answer = data?.['changeCases'] as {
    outcomes?: { case: Listed; error: { code: string } | null }[]
  }
  return { code, outcomes: answer?.outcomes ?? [] }
}

async function takeNext(who: SignedIn, queue: string | null = null) {
  const { data, code } = await askAnything(
    stack,
    { cookie: who.cookie },
    `mutation ($queue: String) { claimNextCase(queue: $queue) { __typename ... on Case { id } ... on OperationError { code } } }`,
    { queue },
  )
  const answer = data?.['claimNextCase'] as { __typename: string; id?: string } | undefined
  return code ?? answer?.id ?? answer?.__typename
}

async function setSkills(who: SignedIn, skills: object) {
  const { code } = await askAnything(
    stack,
    { cookie: supervisor.cookie },
    `mutation ($input: SetReviewerSkillsInput!) { setReviewerSkills(input: $input) { __typename ... on OperationError { code } } }`,
    { input: { memberId: `mem_${who.memberId}`, ...skills } },
  )
  return code
}

const back = (ids: readonly string[]) => change(supervisor, { caseIds: ids, change: 'RETURN' })

test('a case moves to another queue and priority, and is then the first that is taken', async () => {
  const chosen = cases.slice(4, 6)
  const moved = await change(supervisor, {
    caseIds: chosen,
    change: 'MOVE',
    queue: 'urgent',
    priority: 90,
  })
  expect(moved.outcomes).toMatchObject(
    chosen.map((id) => ({ case: { id, queue: 'urgent', priority: 90 }, error: null })),
  )
  expect(
    (await list('{ status: [OPEN] }'))
      .slice(0, 2)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(chosen.toSorted())
  const taken = await takeNext(reviewer)
  expect(chosen).toContain(taken)
  await back([String(taken)])
})

test('one refusal among several changes leaves the others made', async () => {
  const [held = '', ...open] = cases.slice(0, 3)
  await change(supervisor, { caseIds: [held], change: 'CLAIM' })
  const { outcomes } = await change(reviewer, { caseIds: [held, ...open], change: 'CLAIM' })
  expect(outcomes.map(({ case: { id }, error }) => [id, error?.code ?? null])).toEqual([
    [held, 'CASE_TAKEN'],
    ...open.map((id) => [id, null]),
  ])
  const mine = `mem_${reviewer.memberId}`
  for (const { case: found, error } of outcomes)
    expect(found.assignee?.id === mine).toBe(error === null)
  const released = await change(reviewer, { caseIds: [held, ...open], change: 'RELEASE' })
  expect(released.outcomes.map(({ error }) => error?.code ?? null)).toEqual([
    'CASE_LEASE_LOST',
    ...open.map(() => null),
  ])
  await back([held])
})

test('a supervisor gives cases to a reviewer and takes them back; the audit log says who did', async () => {
  const chosen = cases.slice(0, 2)
  const memberId = `mem_${reviewer.memberId}`
  const given = await change(supervisor, { caseIds: chosen, change: 'ASSIGN', memberId })
  expect(given.outcomes.map(({ case: { status, assignee } }) => [status, assignee?.id])).toEqual(
    chosen.map(() => ['ASSIGNED', memberId]),
  )
  const taken = await back(chosen)
  expect(taken.outcomes.map(({ case: { status } }) => status)).toEqual(['OPEN', 'OPEN'])
  const said = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['action', 'actorId'])
      .where('action', 'in', ['case.assigned', 'case.returned'])
      .execute(),
  )
  expect(said.filter(({ action }) => action === 'case.assigned')).toHaveLength(2)
  expect(new Set(said.map(({ actorId }) => actorId))).toEqual(new Set([supervisor.memberId]))
})

test.each([
  ['a reviewer assigns', () => reviewer, { change: 'ASSIGN' }, 'FORBIDDEN'],
  ['a reviewer moves', () => reviewer, { change: 'MOVE', queue: 'urgent' }, 'FORBIDDEN'],
  ['nobody is named', () => supervisor, { change: 'ASSIGN' }, 'INPUT_INVALID'],
  ['nothing is named', () => supervisor, { change: 'MOVE' }, 'INPUT_INVALID'],
  [
    'the priority is too high',
    () => supervisor,
    { change: 'MOVE', priority: 101 },
    'INPUT_INVALID',
  ],
  ['the queue is no name', () => supervisor, { change: 'MOVE', queue: "x'; --" }, 'INPUT_INVALID'],
  ['the case is another company’s', () => stranger, { change: 'MOVE', queue: 'a' }, 'NOT_FOUND'],
] as const)('nothing changes where %s', async (_what, who, input, code) => {
  const before = await list('{ status: [OPEN, ASSIGNED] }')
  expect((await change(who(), { caseIds: cases.slice(0, 2), ...input })).code).toBe(code)
  expect(await list('{ status: [OPEN, ASSIGNED] }')).toEqual(before)
})

test('more than a hundred cases at once, or none, are refused', async () => {
  const many = Array.from({ length: 101 }, () => cases[0])
  expect((await change(supervisor, { caseIds: many, change: 'CLAIM' })).code).toBe('INPUT_INVALID')
  expect((await change(supervisor, { caseIds: [], change: 'CLAIM' })).code).toBe('INPUT_INVALID')
})

test('next gives by skill: queue and language', async () => {
  const urgent = (await list('{ status: [OPEN], queue: "urgent" }')).map(({ id }) => id)
  expect(await setSkills(reviewer, { queues: ['standard'] })).toBeNull()
  const first = await takeNext(reviewer)
  expect(cases).toContain(first)
  expect(urgent).not.toContain(first)
  await back([String(first)])

  const vietnamese = (await list('{ status: [OPEN], locale: [vi] }')).map(({ id }) => id)
  expect(vietnamese).toHaveLength(2)
  expect(await setSkills(reviewer, { locales: ['vi'] })).toBeNull()
  const taken = [await takeNext(reviewer), await takeNext(reviewer)]
  expect(taken.map(String).toSorted()).toEqual(vietnamese.toSorted())
  expect(await takeNext(reviewer)).toBe('QueueEmpty')
  await back(vietnamese)
  expect(await setSkills(reviewer, { queues: [] })).toBeNull()
  expect(await takeNext(reviewer)).toBe('QueueEmpty')
})

test('next gives no more cases than a member may hold', async () => {
  expect(await setSkills(reviewer, { mostCases: 2 })).toBeNull()
  const taken = [await takeNext(reviewer), await takeNext(reviewer)].map(String)
  expect(await takeNext(reviewer)).toBe('CASE_LIMIT')
  await change(reviewer, { caseIds: taken.slice(0, 1), change: 'RELEASE' })
  const third = await takeNext(reviewer)
  expect(cases).toContain(third)
  await back([...taken, String(third)])
  expect(await setSkills(reviewer, {})).toBeNull()
})

test.each([
  [{ mostCases: 0 }, 'INPUT_INVALID'],
  [{ queues: ['Not a queue'] }, 'INPUT_INVALID'],
])('skills like %j are refused', async (skills, code) =>
  expect(await setSkills(reviewer, skills)).toBe(code),
)

test('a stranger’s skills are not this company’s to set', async () =>
  expect(await setSkills(stranger, { mostCases: 1 })).toBe('NOT_FOUND'))

test('ten reviewers who take at once take ten different cases, or hear that there is none', async () => {
  const people = await Promise.all(
    Array.from({ length: 10 }, () => stack.signIn(tenantId, ['REVIEWER'])),
  )
  const taken = await Promise.all(people.map((person) => takeNext(person)))
  const ids = taken.filter((each) => each !== 'QueueEmpty')
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.map(String).toSorted()).toEqual(cases.toSorted())
  await back(cases)
})

test('who listens hears of changed counts', async () => {
  const { live } = stack.dependencies
  const heard = live.subscribeToAll(tenantId)[Symbol.asyncIterator]()
  const strangers = live.subscribeToAll(newTenant)[Symbol.asyncIterator]()
  const next = heard.next()
  const never = vi.fn()
  void strangers.next().then(({ done }) => done || never())
  await change(supervisor, { caseIds: cases.slice(0, 1), change: 'MOVE', priority: 7 })
  expect((await next).value).toBe(true)
  expect(never).not.toHaveBeenCalled()
  await heard.return?.()
  await strangers.return?.()
})
const newTenant = '00000000-0000-7000-8000-000000000000'

test('lists come in the order that was asked for, page by page', async () => {
  const byDue = await list('{ status: [OPEN] }', 'DUE')
  const newest = await list('{ status: [OPEN] }', 'NEWEST')
  expect(newest.map(({ id }) => id)).toEqual(
    newest
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  )
  expect(byDue.map(({ id }) => id).toSorted()).toEqual(newest.map(({ id }) => id).toSorted())
  for (const sort of ['URGENCY', 'DUE', 'NEWEST']) {
    const whole = (await list('{ status: [OPEN] }', sort)).map(({ id }) => id)
    const walked: string[] = []
    let after: string | null = null
    for (;;) {
      const { data } = await askAnything(
        stack,
        { cookie: supervisor.cookie },
        `query ($after: String) { cases(filter: { status: [OPEN] }, sort: ${sort}, first: 3, after: $after) { edges { node { id } } pageInfo { endCursor hasNextPage } } }`,
        { after },
      )
      const page = data?.['cases'] as {
        edges: { node: { id: string } }[]
        pageInfo: { endCursor: string; hasNextPage: boolean }
      }
      walked.push(...page.edges.map(({ node }) => node.id))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(walked).toEqual(whole)
  }
})
