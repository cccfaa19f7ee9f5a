import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAnything } from '../support/any-operation.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let one: SignedIn
let other: SignedIn
let stranger: SignedIn

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  const { tenantId } = await prepareTenant(stack.database)
  one = await stack.signIn(tenantId, ['REVIEWER'])
  other = await stack.signIn(tenantId, ['SUPERVISOR'])
  const others = await prepareTenant(stack.database)
  stranger = await stack.signIn(others.tenantId, ['OWNER'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

async function save(who: SignedIn, input: object) {
  const { data, code } = await askAnything(
    stack,
    { cookie: who.cookie },
    `mutation ($input: SaveViewInput!) { saveView(input: $input) { __typename ... on SavedView { key } ... on OperationError { code } } }`,
    { input: { list: 'CASES', name: 'A view', shared: false, filter: {}, ...input } },
  )
  return { code, key: (data?.['saveView'] as { key?: string } | undefined)?.key ?? '' }
}

async function names(who: SignedIn, listed = 'CASES') {
  const { data } = await askAnything(
    stack,
    { cookie: who.cookie },
    `{ savedViews(list: ${listed}) { key name filter shared mine } }`,
    {},
  )
  return (data?.['savedViews'] as { name: string; filter: unknown; mine: boolean }[]) ?? []
}

async function remove(who: SignedIn, key: string) {
  const text = `mutation ($key: String!) { deleteView(key: $key) { __typename ... on OperationError { code } } }`
  return (await askAnything(stack, { cookie: who.cookie }, text, { key })).code
}

test('a view is its maker’s own until it is shared, and its tenant’s alone then', async () => {
  const filter = { queue: 'suspicion', overdue: true, order: 'DUE' }
  const { key } = await save(one, { name: '期限超過', filter })
  expect(await names(one)).toMatchObject([{ name: '期限超過', filter, mine: true }])
  expect(await names(other)).toEqual([])

  expect((await save(one, { key, name: 'ours', filter, shared: true })).code).toBeNull()
  expect(await names(other)).toMatchObject([{ name: 'ours', mine: false }])
  expect(await names(one, 'SESSIONS')).toEqual([])
  expect(await names(stranger)).toEqual([])

  // seen by all, changed by one
  expect((await save(other, { key, name: 'mine now' })).code).toBe('NOT_FOUND')
  expect(await remove(other, key)).toBe('NOT_FOUND')
  expect(await remove(stranger, key)).toBe('NOT_FOUND')
  expect((await save(stranger, { key })).code).toBe('NOT_FOUND')
  expect(await remove(one, key)).toBeNull()
  expect(await names(one)).toEqual([])
})

test.each([
  ['what was searched for', { filter: { search: '山田太郎' } }],
  ['an external id', { list: 'SESSIONS', filter: { externalId: 'customer-1' } }],
  ['another list’s filter', { list: 'SESSIONS', filter: { queue: 'standard' } }],
  ['a filter that is no object', { filter: 'all' }],
  ['an unknown status', { list: 'SESSIONS', filter: { status: ['LOST'] } }],
  ['a prototype', { filter: JSON.parse('{"__proto__": {"mine": true}, "constructor": 1}') }],
  ['no name', { name: '   ' }],
  ['a name of a megabyte', { name: 'x'.repeat(1_000_000) }],
  ['a name with a line break', { name: 'a\nb' }],
])('a view with %s is refused', async (_what, input) => {
  expect((await save(one, input)).code).toBe('INPUT_INVALID')
  expect(await names(one)).toEqual([])
})

test('a name may hold quotes, wildcards and emoji', async () => {
  const name = `'; -- "%_" 😀 <b>`
  const { key } = await save(one, { name })
  expect(await names(one)).toMatchObject([{ name }])
  expect(await remove(one, key)).toBeNull()
})

test('nobody keeps more than fifty views of a list', async () => {
  for (let i = 0; i < 50; i += 1) expect((await save(one, { name: `${i}` })).code).toBeNull()
  expect((await save(one, { name: 'one more' })).code).toBe('INPUT_INVALID')
})
