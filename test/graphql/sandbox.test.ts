import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { globalId } from '../../graphql/global-ids.ts'
import { askAnything } from '../support/any-operation.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { fetchExport } from '../support/fetch-export.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { allScopes, startStack, type Caller, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'
import { withTenant } from '../../db/client.ts'

let stack: Stack
let tenantId: string
const sides: { key: string; sandbox: boolean; session: string; ids: string[] }[] = []
let member: Caller

beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
  )
  tenantId = (await prepareTenant(stack.database)).tenantId
  member = { cookie: (await stack.signIn(tenantId, ['OWNER'])).cookie }
  for (const sandbox of [false, true]) {
    const key = await stack.addKey(tenantId, allScopes, sandbox)
    await stack.ask(
      { key },
      `mutation { createWebhookEndpoint(input: { url: "http://127.0.0.1:9/", sandbox: ${!sandbox} }) { __typename } }`,
    )
    const { id, link } = await openByApi(stack, { key })
    await applyByApi(stack, await followLink(link))
    await reach(stack.database, tenantId, id.slice(3), 'IN_REVIEW')
    // case and delivery are written a moment after the status
    const ids = await vi.waitFor(async () => {
      const found = await idsOf(id.slice(3), sandbox)
      expect(found.map((each) => each.split('_')[0])).toEqual(
        expect.arrayContaining(['vs', 'apl', 'att', 'cap', 'dec', 'case', 'whe', 'whd']),
      )
      return found
    }, 10_000)
    sides.push({ key, sandbox, session: id, ids })
  }
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

/** Global ids of all that belongs to a session. */
const idsOf = (sessionId: string, sandbox: boolean): Promise<string[]> =>
  withTenant(stack.database.db, tenantId, async (trx) => {
    const { applicantId } = await trx
      .selectFrom('sessions')
      .select('applicantId')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow()
    const ids = async (table: 'attempts' | 'captures' | 'decisions' | 'cases') =>
      (await trx.selectFrom(table).select('id').where('sessionId', '=', sessionId).execute()).map(
        ({ id }) => id,
      )
    const endpoints = await trx
      .selectFrom('webhookEndpoints')
      .select('id')
      .where('sandbox', '=', sandbox)
      .execute()
    const deliveries = await trx
      .selectFrom('webhookDeliveries')
      .select('id')
      .where('sessionId', '=', sessionId)
      .execute()
    return [
      globalId('VerificationSession', sessionId),
      globalId('Applicant', applicantId),
      ...(await ids('attempts')).map((id) => globalId('Attempt', id)),
      ...(await ids('captures')).map((id) => globalId('Capture', id)),
      ...(await ids('decisions')).map((id) => globalId('Decision', id)),
      ...(await ids('cases')).map((id) => globalId('Case', id)),
      ...endpoints.map(({ id }) => globalId('WebhookEndpoint', id)),
      ...deliveries.map(({ id }) => globalId('WebhookDelivery', id)),
    ]
  })

const opens = async (caller: Caller, id: string): Promise<boolean> => {
  const { data } = await askAnything(stack, caller, 'query ($id: ID!) { node(id: $id) { id } }', {
    id,
  })
  return (data?.['node'] ?? null) !== null
}

test('a key of one side opens what is of that side, and nothing of the other', async () => {
  for (const { key, ids, sandbox } of sides) {
    const other = sides.find((side) => side.sandbox !== sandbox)
    for (const id of ids)
      expect({ id, opens: await opens({ key }, id) }).toEqual({ id, opens: true })
    for (const id of other?.ids ?? []) {
      expect({ id, opens: await opens({ key }, id) }).toEqual({ id, opens: false })
    }
  }
})

test('a member opens both', async () => {
  for (const id of sides.flatMap((side) => side.ids)) {
    expect({ id, opens: await opens(member, id) }).toEqual({ id, opens: true })
  }
})

test('lists and counts of a key are of its side', async () => {
  for (const { key, session, sandbox } of sides) {
    const { data } = await stack.ask(
      { key },
      `{ verificationSessions(filter: { sandbox: ${!sandbox} }) { totalCount edges { node { id sandbox } } }
         cases { totalCount } queueCounts { open } webhookEndpoints { edges { node { sandbox } } } webhookDeliveries { edges { node { id } } } }`,
    )
    expect(data).toMatchObject({
      verificationSessions: { totalCount: 1, edges: [{ node: { id: session, sandbox } }] },
      cases: { totalCount: 1 },
      queueCounts: [{ open: 1 }],
      webhookEndpoints: { edges: [{ node: { sandbox } }] },
    })
    expect(data?.['webhookDeliveries'].edges).toHaveLength(1)
  }
})

test('an export of a key holds its side only', async () => {
  for (const { key, session } of sides) {
    const layout = { columns: ['id'], encoding: 'UTF8' } as const
    const csv = (await fetchExport(stack, { key }, layout)).toString()
    expect(csv.trimEnd().split('\r\n')).toHaveLength(2)
    expect(csv).toContain(session.slice(3))
  }
})

test('a key of one side changes nothing of the other', async () => {
  for (const { key, sandbox } of sides) {
    const other = sides.find((side) => side.sandbox !== sandbox)
    for (const mutation of [
      'cancelVerificationSession(',
      'reissueCaptureLink(',
      'simulateApplicant(as: HONEST, ',
    ]) {
      const { code } = await askAnything(
        stack,
        { key },
        `mutation ($id: ID!) { ${mutation}sessionId: $id) { ... on OperationError { code } } }`,
        { id: other?.session },
      )
      expect(code).toBe('NOT_FOUND')
    }
  }
})
