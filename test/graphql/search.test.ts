import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { applyEvent } from '../../db/writes/apply-event.ts'
import { askAnything } from '../support/any-operation.ts'
import { openByApi } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: Caller
let auditor: Caller
let stranger: Caller
const found: Record<string, string> = {}

const people = {
  takahashi: { name: '髙橋　さくら', nameKana: 'タカハシ　サクラ', birthDate: '1990-03-04' },
  other: { name: '高橋 一郎', nameKana: 'タカハシ イチロウ', birthDate: '1971-05-06' },
  kana: { name: 'さくら', birthDate: '2000-02-29' },
} as const

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  const tenant = await prepareTenant(stack.database)
  tenantId = tenant.tenantId
  key = { key: await stack.addKey(tenantId) }
  auditor = { cookie: (await stack.signIn(tenantId, ['AUDITOR'])).cookie }
  for (const [who, declared] of Object.entries(people)) {
    const { id } = await openByApi(stack, key, { externalId: `id-${who}-7`, declared })
    found[who] = id
  }
  const others = await prepareTenant(stack.database)
  stranger = { key: await stack.addKey(others.tenantId) }
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const query = `query ($text: String!, $exact: Boolean) {
  verificationSessions(filter: { search: { text: $text, exact: $exact } }) { totalCount edges { node { id } } } }`

async function search(text: string, { exact = false, caller = key } = {}) {
  const { data, code } = await askAnything(stack, caller, query, { text, exact })
  const list = data?.['verificationSessions'] as
    | { totalCount: number; edges: { node: { id: string } }[] }
    | undefined
  const names = list?.edges.map(
    ({ node }) => Object.entries(found).find(([, id]) => id === node.id)?.[0] ?? '?',
  )
  return { code, names: names?.toSorted(), total: list?.totalCount }
}

test.each([
  ['高橋', ['other', 'takahashi']],
  ['髙', ['other', 'takahashi']],
  ['髙橋 さくら', ['takahashi']],
  ['たかはし', ['other', 'takahashi']],
  ['ﾀｶﾊｼ ｲﾁ', ['other']],
  ['さくら', ['kana']],
  ['平成2年3月4日', ['takahashi']],
  ['高橋 S46.5.6', ['other']],
  ['id-kana-7', ['kana']],
  ['高橋 2000-02-29', []],
  ['橋', []],
])('%s finds %j', async (text, names) => {
  expect(await search(text)).toEqual({ code: null, names, total: names.length })
})

test('exactly: the whole name only', async () => {
  expect((await search('高橋', { exact: true })).names).toEqual([])
  expect((await search('高橋さくら', { exact: true })).names).toEqual(['takahashi'])
})

test.each(['%', '_', '高%', '*', "' or true --", '"', '\\', '😀', '高\u0000橋'])(
  '%j finds nobody and breaks nothing',
  async (text) => expect(await search(text)).toEqual({ code: null, names: [], total: 0 }),
)

test('a megabyte is refused by its length', async () => {
  expect((await search('高'.repeat(350_000))).code).toBe('INPUT_INVALID')
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${(key as { key: string }).key}`,
    },
    body: JSON.stringify({ query, variables: { text: '高'.repeat(350_000) } }),
  })
  expect(await response.text()).toMatch(/INPUT_INVALID|TOO_LARGE/)
  expect(response.status).toBeLessThan(500)
})

test('who may not see persons may not find them either', async () => {
  expect((await search('高橋', { caller: auditor })).code).toBe('FORBIDDEN')
})

test('another company finds none of them', async () => {
  expect((await search('高橋', { caller: stranger })).names).toEqual([])
})

test('cases are found by the person of their session', async () => {
  const cases = `query ($text: String!) { cases(filter: { search: { text: $text } }) { edges { node { id } } } }`
  const { data, code } = await askAnything(stack, key, cases, { text: '高橋 1990-03-04' })
  expect({ data, code }).toEqual({ data: { cases: { edges: [] } }, code: null })
})

test('tokens say nothing without the key: no name, no order, 64 bits each', async () => {
  const rows = await withTenant(stack.database.db, tenantId, (trx) =>
    trx.selectFrom('searchTokens').selectAll().execute(),
  )
  expect(rows.length).toBeGreaterThan(30)
  for (const { token } of rows) expect(token).toMatch(/^-?\d{1,19}$/)
  // 高橋 is one token in two sessions: that, and how often, is what it leaks
  const often = Object.values(Object.groupBy(rows, ({ token }) => token)).filter(
    (same) => (same?.length ?? 0) > 1,
  )
  expect(often.length).toBeGreaterThan(0)
})

test('a redacted session is found by nothing', async () => {
  const sessionId = found['takahashi']?.slice(3) ?? ''
  const at = new Date()
  await withTenant(stack.database.db, tenantId, async (trx) => {
    const { eventSeq } = await trx
      .updateTable('sessions')
      .set({ status: 'EXPIRED' })
      .where('id', '=', sessionId)
      .returning('eventSeq')
      .executeTakeFirstOrThrow()
    const actor = { kind: 'SYSTEM', id: null } as const
    const place = { tenantId, sessionId, seq: eventSeq + 1, actor, at }
    await applyEvent(trx, place, { type: 'REDACTED' })
  })
  expect((await search('髙橋 さくら')).names).toEqual([])
  expect((await search('平成2年3月4日')).names).toEqual([])
})
