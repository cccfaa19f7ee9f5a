import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { partnerQueue } from '../../db/reads/handovers.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { askAnything } from '../support/any-operation.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { fillTenant, type FilledTenant } from '../support/filled-tenant.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type Stack } from '../support/stack.ts'
import { reach } from '../support/tenant.ts'
import { partnerTerms } from '../support/partner-terms.ts'

let stack: Stack
let company: FilledTenant
let partnerId: string
let guest: Caller
let colleague: Caller
let stranger: Caller
let plain: Buffer
const supervisor = (): Caller => ({ cookie: company.owner.cookie })

beforeAll(async () => {
  plain = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#8899aa' } })
    .jpeg({ quality: 95 })
    .toBuffer()
  stack = await startStack(
    scriptedVision({
      compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }),
      maskCapture: ({ slot }) => ({
        finding: {
          slot,
          boxes: [],
          confident: true,
          by: { engine: 't', model: null, version: '1' },
        },
        masked: [plain],
        rectified: null,
        regions: [],
      }),
    }),
    { trustedProxies: 1 },
  )
  company = await fillTenant(stack)
  partnerId = await createByOwner({ ...partnerTerms(), fields: ['birthDate'] })
  const otherPartner = await createByOwner(partnerTerms({ name: 'Day Desk' }))
  guest = await member(partnerId)
  colleague = await member(partnerId)
  stranger = await member(otherPartner)
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

async function ask(caller: Caller, text: string, variables: Record<string, unknown> = {}) {
  const { data, code, text: answer } = await askAnything(stack, caller, text, variables)
  const [value] = Object.values(data ?? {})
  // what was asked for is what comes back
  // oxlint-disable-next-line typescript/no-explicit-any
  return { value: value as any, code, text: answer }
}

async function createByOwner(contract: object): Promise<string> {
  const { value, code } = await ask(
    supervisor(),
    'mutation ($contract: PartnerContractInput!) { createPartner(contract: $contract) { __typename ... on Partner { id } ... on OperationError { code } } }',
    { contract },
  )
  expect(code).toBeNull()
  return value.id
}

/** A login that the owner makes for a person of the partner's, signed in over HTTP. */
async function member(of: string): Promise<Caller> {
  const email = `guest-${Math.random().toString(36).slice(2)}@partner.test`
  const { value } = await ask(
    supervisor(),
    'mutation ($of: ID!, $email: String!) { createPartnerMember(partnerId: $of, email: $email, displayName: "Guest") { ... on CreatePartnerMemberSuccess { password member { id } } ... on OperationError { code } } }',
    { of, email },
  )
  const response = await fetch(`${stack.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: stack.url,
      'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 250)}`,
    },
    body: JSON.stringify({ email, password: value.password }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return { cookie }
}

async function newCase(): Promise<{ caseId: string; sessionId: string }> {
  const opened = await openByApi(stack, { key: company.key })
  await applyByApi(stack, await followLink(opened.link))
  const sessionId = opened.id.slice(3)
  await reach(stack.database, company.tenantId, sessionId, 'IN_REVIEW')
  const row = await vi.waitFor(
    () =>
      withTenant(stack.database.db, company.tenantId, (trx) =>
        trx
          .selectFrom('cases')
          .select('id')
          .where('sessionId', '=', sessionId)
          .executeTakeFirstOrThrow(),
      ),
    10_000,
  )
  return { caseId: globalId('Case', row.id), sessionId: opened.id }
}

const handOver = (caseId: string) =>
  ask(
    supervisor(),
    'mutation ($c: ID!, $p: ID!) { handCaseToPartner(caseId: $c, partnerId: $p) { __typename ... on Case { partner { name } closedToMe } ... on OperationError { code } } }',
    { c: caseId, p: partnerId },
  )
const seen =
  '__typename ... on OperationError { code } ... on PartnerCase { id version mine fields { key read declared } pictures { slot urls } checks { key } }'
const accept = (caller: Caller, caseId: string) =>
  ask(caller, `mutation ($c: ID!) { acceptPartnerCase(caseId: $c) { ${seen} } }`, { c: caseId })
const resolve = (caller: Caller, caseId: string, version: number) =>
  ask(
    caller,
    'mutation ($input: ResolvePartnerCaseInput!) { resolvePartnerCase(input: $input) { __typename ... on OperationError { code } } }',
    {
      input: {
        caseId,
        expectedVersion: version,
        resolution: 'APPROVE',
        reasonCodes: [],
        internalNote: 'clear enough',
        idempotencyKey: `${caseId}/${version}`,
      },
    },
  )

test('a partner sees a case only while it lies with them, and of it only masked pictures and the fields in question', async () => {
  const { caseId, sessionId } = await newCase()
  expect((await accept(guest, caseId)).code).toBe('NOT_FOUND')
  expect((await handOver(caseId)).value).toMatchObject({
    partner: { name: 'Night Desk' },
    closedToMe: 'CASE_WITH_PARTNER',
  })
  const listed = await ask(
    guest,
    `{ partnerCases { ${seen.replace('... on OperationError { code } ', '')} } }`,
  )
  expect(listed.value).toMatchObject([{ id: caseId, mine: false, fields: [], pictures: [] }])
  const taken = await accept(guest, caseId)
  expect(taken.value).toMatchObject({
    mine: true,
    checks: [{ key: 'FACE_MATCH' }, ...taken.value.checks.slice(1)],
  })
  expect(taken.value.fields.map(({ key }: { key: string }) => key)).toEqual(['birthDate'])
  expect(taken.value.pictures.length).toBeGreaterThan(2)
  for (const secret of ['山田', '霞が関', '309012345620', 'customer-', sessionId.slice(3)])
    expect(taken.text).not.toContain(secret)

  // a colleague, another partner and the rest of the API tell nothing
  expect((await accept(colleague, caseId)).code).toBe('CASE_TAKEN')
  const beside = await ask(
    colleague,
    'query ($id: ID!) { partnerCase(id: $id) { mine fields { key } pictures { urls } } }',
    { id: caseId },
  )
  expect(beside.value).toEqual({ mine: false, fields: [], pictures: [] })
  expect((await accept(stranger, caseId)).code).toBe('NOT_FOUND')
  expect((await ask(stranger, '{ partnerCases { id } }')).value).toEqual([])
  for (const id of [caseId, sessionId, ...Object.values(company.ids)]) {
    const { value } = await ask(guest, 'query ($id: ID!) { node(id: $id) { __typename id } }', {
      id,
    })
    expect({ id, opens: value?.__typename ?? null }).toEqual({
      id,
      opens: id === company.ids.Tenant ? 'Tenant' : null,
    })
  }
})

test('a partner’s pictures bear who looks at them and when, and their address dies with the recall', async () => {
  const { caseId } = await newCase()
  await handOver(caseId)
  const { value } = await accept(guest, caseId)
  const response = await fetch(value.pictures[0].urls[0])
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toBeNull()
  expect(response.headers.get('cache-control')).toBe('no-store')
  const marked = await sharp(Buffer.from(await response.arrayBuffer()))
    .greyscale()
    .raw()
    .toBuffer()
  const bare = await sharp(plain).greyscale().raw().toBuffer()
  expect(marked.length).toBe(bare.length)
  // in every strip of the picture, so that no part can be cut out without
  const strips = 8
  for (let strip = 0; strip < strips; strip += 1) {
    const from = Math.floor((bare.length / strips) * strip)
    const to = Math.floor((bare.length / strips) * (strip + 1))
    let changed = 0
    for (let i = from; i < to; i += 1)
      if (Math.abs((marked[i] ?? 0) - (bare[i] ?? 0)) > 20) changed += 1
    expect(changed / (to - from)).toBeGreaterThan(0.02)
  }

  const recalled = await ask(
    supervisor(),
    'mutation ($c: ID!) { recallCase(caseId: $c) { __typename ... on Case { partner { name } closedToMe } ... on OperationError { code } } }',
    { c: caseId },
  )
  expect(recalled.value).toMatchObject({ partner: null, closedToMe: null })
  expect((await resolve(guest, caseId, value.version)).code).toBe('CASE_RECALLED')
  expect((await fetch(value.pictures[0].urls[0])).status).toBe(404)
  expect(
    (await ask(guest, 'query ($id: ID!) { partnerCase(id: $id) { id } }', { id: caseId })).value,
  ).toBeNull()
})

test('a partner’s answer reaches the session, the partner reads no more of it, and the invoice names the case', async () => {
  const { caseId, sessionId } = await newCase()
  await handOver(caseId)
  const { value } = await accept(guest, caseId)
  expect((await resolve(guest, caseId, value.version)).value).toEqual({
    __typename: 'PartnerCaseGone',
  })
  await reach(stack.database, company.tenantId, sessionId.slice(3), 'APPROVED')
  const queue = await withTenant(stack.database.db, company.tenantId, (trx) =>
    partnerQueue(trx, partnerId.slice('ptn_'.length)),
  )
  expect(queue.map(({ id }) => globalId('Case', id))).not.toContain(caseId)
  const day = 86_400_000
  const { value: partners } = await ask(
    supervisor(),
    'query ($from: DateTime!, $to: DateTime!) { partners { id invoice(from: $from, to: $to) { accepted resolved yen csv lines { caseId ending yen minutes } } } }',
    {
      from: new Date(Date.now() - day).toISOString(),
      to: new Date(Date.now() + day).toISOString(),
    },
  )
  const { invoice } = partners.find(({ id }: { id: string }) => id === partnerId)
  expect(invoice.lines).toContainEqual({ caseId, ending: 'RESOLVED', yen: 200, minutes: 1 })
  expect(invoice.csv.split('\r\n')[0]).toBe(
    'case_id,handed_at,accepted_at,ended_at,ending,reviewer,minutes,yen',
  )
  expect(invoice.csv).toContain(caseId)
})

test('a contract with senseless terms, an address that has a login, and an end with cases under way are refused', async () => {
  const create = (contract: object) =>
    ask(
      supervisor(),
      'mutation ($contract: PartnerContractInput!) { createPartner(contract: $contract) { __typename ... on OperationError { code field } } }',
      { contract },
    )
  for (const wrong of [
    { leaseMinutes: 0 },
    { yenPerMinute: -1 },
    { fields: ['__proto__'] },
    { name: '  ' },
    { queues: Array.from({ length: 21 }, (_, i) => `q${i}`) },
  ]) {
    expect({ wrong, code: (await create({ ...partnerTerms(), ...wrong })).code }).toEqual({
      wrong,
      code: 'INPUT_INVALID',
    })
  }
  const again = await ask(
    supervisor(),
    'mutation ($of: ID!, $email: String!) { createPartnerMember(partnerId: $of, email: $email, displayName: "Guest") { ... on OperationError { code field } } }',
    { of: partnerId, email: company.owner.email },
  )
  expect(again.value).toEqual({ code: 'INPUT_INVALID', field: 'email' })
  const { caseId } = await newCase()
  await handOver(caseId)
  const end = () =>
    ask(
      supervisor(),
      'mutation ($of: ID!) { endPartner(partnerId: $of) { __typename ... on OperationError { code } } }',
      { of: partnerId },
    )
  expect((await end()).code).toBe('CASE_WITH_PARTNER')
})
