import { generate } from 'otplib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verifyAuditChain } from '../../db/audit.ts'
import { withTenant } from '../../db/client.ts'
import { listAuditEvents } from '../../db/reads/audit-events.ts'
import { operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let member: SignedIn
let address = 0

beforeAll(async () => {
  stack = await startStack(scriptedVision(), { trustedProxies: 1 })
  tenantId = (await prepareTenant(stack.database)).tenantId
})
beforeEach(async () => {
  member = await stack.signIn(tenantId, ['REVIEWER'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

/** Each request comes from somewhere else, so that only the account is counted. */
async function post(path: string, body: object, cookie = '') {
  address += 1
  const response = await fetch(`${stack.url}/api/auth${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: stack.url,
      cookie,
      'x-forwarded-for': `198.51.${Math.floor(address / 250)}.${(address % 250) + 1}`,
    },
    body: JSON.stringify(body),
  })
  const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return {
    status: response.status,
    body: await response.json().catch(() => null),
    cookie: cookies.filter((pair) => !pair.endsWith('=')).join('; '),
  }
}
const signIn = (password = member.password) =>
  post('/sign-in/email', { email: member.email, password })

const page = { limit: 500, after: null, before: null, inverted: true }
/** What the chain has of a member since they were added, first to last. */
const recorded = async ({ memberId }: SignedIn) =>
  (
    await withTenant(stack.database.db, tenantId, (trx) =>
      listAuditEvents(trx, { subjectId: memberId }, page),
    )
  )
    .filter(({ action }) => action.startsWith('login.'))
    .map(({ action, actorId, detail }) => {
      expect(actorId).toBe(memberId)
      return [action, detail] as const
    })

test('who came in, failed and went is in the audit chain, by the id of the member', async () => {
  await signIn('not the password')
  const { cookie } = await signIn()
  await post('/sign-out', {}, cookie)
  expect(await recorded(member)).toEqual([
    ['login.succeeded', {}], // by the helper that made the member
    ['login.failed', { factor: 'PASSWORD' }],
    ['login.succeeded', {}],
    ['login.signed_out', {}],
  ])
  const verdict = await withTenant(stack.database.db, tenantId, (trx) => verifyAuditChain(trx))
  expect(verdict.intact).toBe(true)
})

test('no address and no password is in the chain, not even one that nobody has', async () => {
  const stranger = 'nobody-at-all@example.test'
  await post('/sign-in/email', { email: stranger, password: 'a secret of a stranger' })
  await signIn('a typed wrong secret')
  const texts = await withTenant(stack.database.db, tenantId, (trx) =>
    trx.selectFrom('auditEvents').select('canonical').execute(),
  )
  const all = texts.map(({ canonical }) => canonical).join('\n')
  expect(all).toContain('login.failed')
  for (const secret of [stranger, member.email, member.password, 'a typed wrong secret'])
    expect(all.includes(secret)).toBe(false)
})

test('a second factor: asked for, wrong, right, and what a member changes about it', async () => {
  const enabled = await post('/two-factor/enable', { password: member.password }, member.cookie)
  const secret = new URL(String(enabled.body?.totpURI)).searchParams.get('secret') ?? ''
  const code = () => generate({ secret })
  const confirmed = await post('/two-factor/verify-totp', { code: await code() }, member.cookie)
  expect(confirmed.status).toBe(200)
  const first = await signIn()
  expect((await post('/two-factor/verify-totp', { code: '000000' }, first.cookie)).status).toBe(401)
  const second = await post('/two-factor/verify-totp', { code: await code() }, first.cookie)
  expect(second.status).toBe(200)
  await post('/two-factor/disable', { password: member.password }, second.cookie)
  expect(await recorded(member)).toEqual([
    ['login.succeeded', {}],
    ['login.second_factor_begun', {}],
    ['login.second_factor_added', {}],
    ['login.password_accepted', {}],
    ['login.failed', { factor: 'TOTP' }],
    ['login.succeeded', { factor: 'TOTP' }],
    ['login.second_factor_removed', {}],
  ])
})

test('a changed password is on record', async () => {
  const changed = await stack.ask(
    { cookie: member.cookie },
    operationHashes('admin').get('ChangeOwnPassword') ?? '',
    { currentPassword: member.password, newPassword: 'another long password' },
  )
  expect(changed.data?.['changeOwnPassword']).toMatchObject({ __typename: 'Member' })
  expect((await recorded(member)).at(-1)).toEqual(['login.password_changed', { sessions: 0 }])
})

test('an account at which many addresses guess is closed for a while, to the right password too, and says so once', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 23; i += 1) statuses.push((await signIn(`a wrong password ${i}`)).status)
  // the helper that made the member signed in once
  expect(statuses).toEqual([...Array(19).fill(401), ...Array(4).fill(429)])
  expect((await signIn()).status).toBe(429)
  const events = await recorded(member)
  expect(events.filter(([action]) => action === 'login.locked')).toHaveLength(1)
  expect(events.filter(([action]) => action === 'login.failed')).toHaveLength(19)
  // a colleague is not kept out by that, and neither is who is in already
  const colleague = await stack.signIn(tenantId, ['REVIEWER'])
  expect(colleague.cookie).toContain('session_token')
})

test('an address that nobody has is limited with the same answers, so that nobody learns who is a member', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 22; i += 1)
    statuses.push(
      (await post('/sign-in/email', { email: 'no-one@example.test', password: `wrong ${i}` }))
        .status,
    )
  expect(statuses).toEqual([...Array(20).fill(401), ...Array(2).fill(429)])
})
