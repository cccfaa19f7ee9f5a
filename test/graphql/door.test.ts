import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openByApi,
  followLink,
  operationHashes,
  sessionInput,
  createSession,
} from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { allScopes, startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: string
let member: SignedIn
let applicant: string
const admin = operationHashes('admin')

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  tenantId = (await prepareTenant(stack.database)).tenantId
  key = await stack.addKey(tenantId)
  member = await stack.signIn(tenantId, ['OWNER'])
  applicant = await followLink((await openByApi(stack, { key })).link)
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const viewer = '{ viewer { kind } }'

/** One raw request to /graphql. `body` text goes as it is, anything else as JSON. */
async function post(body: unknown, headers: Record<string, string> = {}, method = 'POST') {
  const response = await fetch(`${stack.url}/graphql`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer = JSON.parse(text || '{}')
  return {
    status: response.status,
    headers: response.headers,
    data: answer.data ?? null,
    code: answer.errors?.[0]?.extensions?.code ?? null,
    text,
  }
}
const withKey = () => ({ authorization: `Bearer ${key}` })
const asMember = () => ({ cookie: member.cookie, 'x-kakunin-csrf': '1' })

describe('a key', () => {
  test('that is right says who it is', async () => {
    expect(await post({ query: viewer }, withKey())).toMatchObject({
      status: 200,
      data: { viewer: { kind: 'API_KEY' } },
    })
  })

  const wrong: readonly (readonly [string, (right: string) => string])[] = [
    [
      'with its last letter changed',
      (right) => `Bearer ${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`,
    ],
    ['cut short', (right) => `Bearer ${right.slice(0, -1)}`],
    ['with more behind it', (right) => `Bearer ${right}A`],
    ['said to be of the sandbox', (right) => `Bearer ${right.replace('kk_live_', 'kk_test_')}`],
    ['of another scheme', (right) => `Basic ${right}`],
    ['without a scheme', (right) => right],
    ['of nothing', () => 'Bearer '],
    ['of a whole page', () => `Bearer ${'k'.repeat(8000)}`],
    ['that would end a query', () => `Bearer kk_live_' or '1'='1`],
  ]
  test.for(wrong)('%s is refused', async ([, header]) => {
    expect(await post({ query: viewer }, { authorization: header(key) })).toMatchObject({
      status: 401,
      data: null,
      code: 'UNAUTHENTICATED',
    })
  })

  test('that is wrong is not made good by a login beside it', async () => {
    const both = { ...asMember(), authorization: 'Bearer kk_live_x' }
    expect(await post({ query: viewer }, both)).toMatchObject({ status: 401, data: null })
  })

  test('that was revoked is refused from the next request on', async () => {
    const secret = await stack.addKey(tenantId)
    const headers = { authorization: `Bearer ${secret}` }
    expect((await post({ query: viewer }, headers)).status).toBe(200)
    const list = await post({ documentId: admin.get('ApiKeys') }, asMember())
    const { id } = list.data.apiKeys.find(({ hint }: { hint: string }) => secret.startsWith(hint))
    await post(
      { documentId: admin.get('RevokeApiKey'), variables: { id, apiKeyId: id } },
      asMember(),
    )
    expect(await post({ query: viewer }, headers)).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    })
  })
})

describe('a browser', () => {
  test('sends an operation of the user interface by its hash', async () => {
    expect(await post({ documentId: admin.get('Viewer') }, asMember())).toMatchObject({
      status: 200,
      data: { viewer: { kind: 'MEMBER' } },
    })
  })
  test.for([
    ['a member', (): string => member.cookie],
    ['an applicant', (): string => applicant],
    ['nobody', (): string => 'a=b'],
  ] as const)('of %s may not send an operation of its own', async ([, cookie]) => {
    for (const body of [
      { query: viewer },
      { query: viewer, documentId: '' },
      { query: viewer, extensions: { persistedQuery: { sha256Hash: sha256(viewer) } } },
      { query: '{ __schema { types { name } } }' },
    ]) {
      const answer = await post(body, { cookie: cookie(), 'x-kakunin-csrf': '1' })
      expect(answer.data).toBeNull()
      expect(['UNAUTHENTICATED', 'NOT_FOUND', 'INPUT_INVALID']).toContain(answer.code)
    }
  })
  test('may not teach the server an operation by sending text and hash together', async () => {
    const both = {
      query: viewer,
      extensions: { persistedQuery: { version: 1, sha256Hash: sha256(viewer) } },
    }
    await post(both, withKey())
    expect(await post({ documentId: sha256(viewer) }, asMember())).toMatchObject({
      data: null,
      code: 'NOT_FOUND',
    })
  })
  test('runs the text of the hash, whatever text comes with it', async () => {
    const body = { documentId: admin.get('Viewer'), query: '{ __schema { types { name } } }' }
    const answer = await post(body, asMember())
    expect(answer.text).not.toContain('__schema')
  })
  test('that sends a hash nobody released is refused', async () => {
    for (const documentId of ['sha256:' + 'a'.repeat(64), 'x', '__proto__', '../admin']) {
      expect(await post({ documentId }, asMember())).toMatchObject({
        data: null,
        code: 'NOT_FOUND',
      })
    }
  })
  test('without the header that no foreign page can set is refused', async () => {
    const documentId = admin.get('Viewer')
    for (const headers of [
      { cookie: member.cookie },
      { cookie: member.cookie, 'x-kakunin-csrf': '0' },
      { cookie: member.cookie, origin: 'https://elsewhere.example' },
    ]) {
      expect(await post({ documentId }, headers)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    }
  })
  test('of a foreign page is given no permission to ask', async () => {
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-kakunin-csrf,content-type',
      },
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a request', () => {
  test.for(['GET', 'PUT', 'DELETE', 'PATCH'])('by %s is refused', async (method) => {
    const answer = await fetch(`${stack.url}/graphql?query=${encodeURIComponent(viewer)}`, {
      method,
      headers: withKey(),
    })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toContain('POST')
    expect(await answer.text()).not.toContain('API_KEY')
  })
  test.for([
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/graphql',
    '',
  ])('of type "%s" is refused', async (type) => {
    expect(await post({ query: viewer }, { ...withKey(), 'content-type': type })).toMatchObject({
      status: 415,
      code: 'INPUT_INVALID',
    })
  })
  test('with several operations in one list is refused', async () => {
    const answer = await post([{ query: viewer }, { query: viewer }], withKey())
    expect(answer).toMatchObject({ data: null, code: 'INPUT_INVALID' })
    expect(answer.text).not.toContain('API_KEY')
  })
  test.for([
    '{',
    '[',
    'null',
    '0',
    '"x"',
    '',
    '{"query":1}',
    '{"query":"{ viewer { kind } }","variables":[]}',
    '{"query":"{ viewer { kind } }","variables":"x"}',
    '\0',
  ])('that is %s is refused as input', async (body) => {
    const answer = await post(body, withKey())
    expect(answer).toMatchObject({ data: null, code: 'INPUT_INVALID' })
    expect(answer.status).toBeLessThan(500)
  })
  test.for([
    '{',
    'query { viewer { kind }',
    '{ viewer { nothing } }',
    '{ viewer }',
    'query ($x: ID!) { viewer { kind } }',
    '{ verificationSession(id: 7.5) { id } }',
    '{ ...A } fragment A on Query { ...A }',
    'query A { viewer { kind } } query B { viewer { kind } }',
  ])('with the operation %s is refused as input', async (query) => {
    expect(await post({ query }, withKey())).toMatchObject({ data: null, code: 'INPUT_INVALID' })
  })
  test('of more than 256 kB is refused before it is read', async () => {
    const body = { query: viewer, variables: { x: 'x'.repeat(300_000) } }
    expect(await post(body, withKey())).toMatchObject({ status: 413, code: 'UPLOAD_TOO_LARGE' })
  })
  test('that grows beyond 256 kB without saying so beforehand is cut off', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 50_000
        if (sent > 50_000_000) controller.close()
        else controller.enqueue(Buffer.alloc(50_000, 0x20))
      },
    })
    const outcome = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...withKey() },
      body: endless,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(outcome)
    expect(sent).toBeLessThan(20_000_000)
    expect((await post({ query: viewer }, withKey())).status).toBe(200)
  })
  test('with huge variables is answered or refused in no time', async () => {
    const started = performance.now()
    const nested = '['.repeat(50_000) + ']'.repeat(50_000)
    for (const body of [
      `{"query":"query ($x: JSON) { viewer { kind } }","variables":{"x":${nested}}}`,
      JSON.stringify({
        query:
          'mutation ($i: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $i) { __typename } }',
        variables: {
          i: { url: 'http://127.0.0.1', events: Array.from({ length: 20_000 }, () => 'x') },
        },
      }),
      JSON.stringify({
        query: `query (${Array.from({ length: 5000 }, (_, i) => `$v${i}: ID`).join(' ')}) { viewer { kind } }`,
      }),
    ]) {
      expect((await post(body, withKey())).status).toBeLessThan(500)
    }
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('an operation', () => {
  const page = (rows: number, inner: string) =>
    `{ verificationSessions(first: ${rows}) { edges { node { id ${inner} } } } }`

  test('of a page of one hundred with its applicants is allowed', async () => {
    const answer = await post(
      { query: page(100, 'status applicant { externalId } declared { name }') },
      withKey(),
    )
    expect(answer.code).toBeNull()
    expect(answer.data.verificationSessions.edges.length).toBeGreaterThan(0)
  })
  test('of a page of one hundred with everything below it is too much', async () => {
    const query = page(
      100,
      'attempts { captures { id } checks { key evidence { slot } } fields { key } } decisions { trace } history { action }',
    )
    expect(await post({ query }, withKey())).toMatchObject({ data: null, code: 'INPUT_INVALID' })
  })
  test('that goes too deep is refused', async () => {
    const query = `{ verificationSessions { edges { node { ${'decisions { member { id } } case { session { '.repeat(8)} id ${'} } '.repeat(8)} } } } }`
    expect(await post({ query }, withKey())).toMatchObject({ data: null, code: 'INPUT_INVALID' })
  })
  test('that asks of a whole list what would have been decided otherwise is refused', async () => {
    const query =
      '{ verificationSessions(first: 100) { edges { node { decisions { counterfactual(locale: ja) } } } } }'
    expect(await post({ query }, withKey())).toMatchObject({ data: null, code: 'INPUT_INVALID' })
    const few = query.replace('100', '5')
    expect((await post({ query: few }, withKey())).code).toBeNull()
  })
  test('of a thousand names for one field is refused', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `a${i}: viewer { kind }`).join(' ')
    expect(await post({ query: `{ ${names} }` }, withKey())).toMatchObject({
      data: null,
      code: 'INPUT_INVALID',
    })
  })
  test('of thousands of names for __typename is refused', async () => {
    const names = Array.from({ length: 8000 }, (_, i) => `a${i}:__typename`).join(' ')
    expect(await post({ query: `{ ${names} }` }, withKey())).toMatchObject({
      data: null,
      code: 'INPUT_INVALID',
    })
  })
  test('whose fragments double at each level is refused in no time', async () => {
    const fragments = Array.from(
      { length: 28 },
      (_, i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`,
    ).join(' ')
    const query = `{ viewer { ...F0 } } ${fragments} fragment F28 on Viewer { kind }`
    const started = performance.now()
    expect((await post({ query }, withKey())).status).toBeLessThan(500)
    expect(performance.now() - started).toBeLessThan(2000)
  })
  test('whose fragments double under names of their own is refused in no time', async () => {
    const fragments = Array.from(
      { length: 24 },
      (_, i) =>
        `fragment F${i} on Tenant { ...F${i + 1} ... on Tenant { ...F${i + 1} ... on Tenant { ...F${i + 1} } } }`,
    ).join(' ')
    const query = `{ viewer { tenant { ...F0 } } } ${fragments} fragment F24 on Tenant { name }`
    const started = performance.now()
    expect((await post({ query }, withKey())).status).toBeLessThan(500)
    expect(performance.now() - started).toBeLessThan(2000)
  })
  test('that asks the schema in circles is refused', async () => {
    const query = `{ __schema { types { ${'fields { type { fields { args { type { '.repeat(6)} name ${'} } } } } '.repeat(6)} } } }`
    expect(await post({ query }, withKey())).toMatchObject({ data: null, code: 'INPUT_INVALID' })
  })
  test('that asks the schema is answered to a key', async () => {
    const answer = await post(
      { query: '{ __schema { queryType { name } types { name } } }' },
      withKey(),
    )
    expect(answer.text).toContain('"queryType":{"name":"Query"}')
  })
  test('repeated hundreds of times in one document is refused', async () => {
    const query = Array.from({ length: 600 }, (_, i) => `query Q${i} { viewer { kind } }`).join(' ')
    const answer = await post({ query, operationName: 'Q1' }, withKey())
    expect(answer.status).toBeLessThan(500)
  })
})

describe('a value', () => {
  const list = (args: string) => `{ verificationSessions(${args}) { edges { node { id } } } }`
  const bad: readonly string[] = [
    list('first: -1'),
    list('last: -5'),
    list('after: "x"'),
    list('after: ""'),
    list(`after: "${Buffer.from('case:1,1,x').toString('base64url')}"`),
    list(`after: "${Buffer.from("vs:' or 1=1").toString('base64url')}"`),
    list('filter: { createdFrom: "yesterday" }'),
    list('filter: { createdFrom: "2026-13-45T00:00:00Z" }'),
    '{ verificationSession(id: "") { id } }',
    '{ verificationSession(id: "vs_") { id } }',
    '{ verificationSession(id: "vs_1; drop table sessions") { id } }',
    '{ node(id: "aud_99999999999999999999") { id } }',
    '{ node(id: "toString_1") { id } }',
    '{ case(id: "vs_01a21055-a895-7829-bb56-f4f572965403") { id } }',
    '{ webhookDeliveries(filter: { status: "\\u0000" }) { edges { node { id } } } }',
  ]
  test.for(bad)(
    'that makes no sense is refused as input, not as a fault of ours: %s',
    async (query) => {
      const answer = await post({ query }, withKey())
      expect(
        answer.data?.verificationSessions ?? answer.data?.node ?? answer.data?.case ?? null,
      ).toBeNull()
      expect(['INPUT_INVALID', 'ID_MALFORMED']).toContain(answer.code)
    },
  )
  test('at the edge of what is sensible is answered', async () => {
    for (const query of [
      list('first: 0'),
      list('first: 2147483647'),
      list('filter: { status: [], method: [] }'),
      list('filter: { createdFrom: "0001-01-01T00:00:00Z", createdTo: "9999-12-31T23:59:59Z" }'),
      list('filter: { externalId: "\\u0000💥" }'),
      `{ verificationSessions(first: 1) { edges { node { history(first: -3) { action } } } } }`,
    ]) {
      expect((await post({ query }, withKey())).code, query).toBeNull()
    }
  })
  const refusals: readonly (readonly [string, object, string])[] = [
    ['an empty key of idempotency', { idempotencyKey: '' }, 'INPUT_INVALID'],
    ['an endless id', { externalId: 'x'.repeat(201) }, 'INPUT_INVALID'],
    ['an id of blanks', { externalId: '   ' }, 'INPUT_INVALID'],
    ['a page of name', { declared: { name: '名'.repeat(10_000) } }, 'INPUT_INVALID'],
    ['a name with a zero byte', { declared: { name: '山田\0太郎' } }, 'INPUT_INVALID'],
    ['no document', { acceptedDocuments: [] }, 'INPUT_INVALID'],
    ['a redirection to a script', { redirectUrl: 'javascript:alert(1)' }, 'INPUT_INVALID'],
    ['a redirection to a stranger', { redirectUrl: 'https://elsewhere.example/' }, 'INPUT_INVALID'],
    ['a profile that is none', { checkProfileId: 'prof_x' }, 'ID_MALFORMED'],
    ['a method that does not run yet', { method: 'JPKI' }, 'INPUT_INVALID'],
  ]
  test.for(refusals)('in an application that is %s is refused', async ([, other, code]) => {
    const { data } = await stack.ask({ key }, createSession, { input: sessionInput(other) })
    expect(data?.['createVerificationSession']).toMatchObject({
      __typename: 'OperationError',
      code,
    })
    expect(JSON.stringify(data)).not.toContain('名名')
  })
  test('with a zero byte is refused wherever it would be stored', async () => {
    const zero = 'a\0b'
    for (const [operation, variables] of [
      ['CreateApiKey', { input: { name: zero, scopes: ['SESSIONS_READ'], sandbox: true } }],
      ['CreateCheckProfile', { input: { name: zero, preset: 'FULL' } }],
      ['ClaimNextCase', { queue: zero }],
      ['AuditEvents', { filter: { action: zero }, first: 1 }],
    ] as const) {
      const answer = await post({ documentId: admin.get(operation), variables }, asMember())
      const code = answer.code ?? (Object.values(answer.data ?? {})[0] as { code?: string })?.code
      expect({ operation, code }).toEqual({ operation, code: 'INPUT_INVALID' })
    }
  })
  test('that names an audit event where a thing was asked for is refused', async () => {
    const variables = { filter: { subjectId: 'aud_1' }, first: 1 }
    const answer = await post({ documentId: admin.get('AuditEvents'), variables }, asMember())
    expect(['INPUT_INVALID', 'ID_MALFORMED']).toContain(answer.code)
  })
})

test('a thousand requests of one kind are too many, and say when to come back', async () => {
  await using small = await startStack(scriptedVision(), {
    limits: {
      apiKey: { calls: 5, windowMs: 60_000 },
      stranger: { calls: 5, windowMs: 60_000 },
      member: { calls: 5, windowMs: 60_000 },
    },
  })
  const { tenantId: other } = await prepareTenant(small.database)
  const [own, another] = [await small.addKey(other), await small.addKey(other, allScopes, true)]
  const send = (headers: Record<string, string>) =>
    fetch(`${small.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kakunin-csrf': '1', ...headers },
      body: JSON.stringify({ query: viewer }),
    })
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  for (let i = 0; i < 5; i += 1) expect((await send(bearer(own))).status).toBe(200)
  const over = await send(bearer(own))
  expect(over.status).toBe(429)
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await over.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
  // a limit is each key's own
  expect((await send(bearer(another))).status).toBe(200)

  // wrong keys count for the address, which no header can change while no proxy is trusted
  const statuses = []
  for (let i = 0; i < 8; i += 1) {
    const lie = {
      'x-forwarded-for': `203.0.113.${i}`,
      forwarded: `for=203.0.113.${i}`,
      'x-real-ip': `203.0.113.${i}`,
      'x-kakunin-client': `203.0.113.${i}`,
    }
    statuses.push((await send({ ...bearer(`kk_live_${i}`), ...lie })).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
})

test('what nobody serves is not found, and pages say what a browser may do', async () => {
  for (const path of [
    '/nothing',
    '/graphql/x',
    '/api',
    '/.env',
    '/admin/../.env',
    '/capture/..%2f..%2fpackage.json',
    '/uploads/',
  ]) {
    const { status } = await fetch(`${stack.url}${path}`)
    expect([404, 405, 503], path).toContain(status)
  }
  const { headers } = await fetch(`${stack.url}/admin/`)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
