import { generate } from 'otplib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'
import { withTenant } from '../../db/client.ts'

let stack: Stack
let tenantId: string
let member: SignedIn

beforeAll(async () => {
  stack = await startStack(scriptedVision(), { trustedProxies: 1 })
  tenantId = (await prepareTenant(stack.database)).tenantId
})
beforeEach(async () => {
  // each test has an address and with it a count of its own
  address += 1
  member = await stack.signIn(tenantId, ['REVIEWER'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

let address = 0
/** What our own proxy would say of the caller, behind whatever the caller says itself. */
const seenFrom = (lie = '') => ({ 'x-forwarded-for': `${lie}203.0.113.${address}` })
interface Reply {
  readonly status: number
  readonly body: Record<string, unknown> | null
  /** The cookies to go on with: those sent, and those given or taken back. */
  readonly cookie: string
  readonly setCookies: readonly string[]
}

async function post(
  path: string,
  body: object,
  { cookie = '', headers = {} }: { cookie?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const response = await fetch(`${stack.url}/api/auth${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: stack.url,
      cookie,
      ...seenFrom(),
      ...headers,
    },
    body: JSON.stringify(body),
  })
  const setCookies = response.headers.getSetCookie()
  const jar = new Map(
    [...cookie.split('; '), ...setCookies.map((line) => line.split(';', 1)[0] ?? '')]
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair] as const),
  )
  return {
    status: response.status,
    body: await response.json().catch(() => null),
    cookie: [...jar.values()].join('; '),
    setCookies,
  }
}
const signIn = (password = member.password, email = member.email, headers = {}) =>
  post('/sign-in/email', { email, password }, { headers })

const viewerHash = operationHashes('admin').get('Viewer') ?? ''
const isInside = async (cookie: string): Promise<boolean> =>
  (await stack.ask({ cookie }, viewerHash)).data?.['viewer']?.kind === 'MEMBER'

describe('a password', () => {
  test('that is right opens the door, with a cookie that scripts and foreign pages can’t use', async () => {
    const { status, cookie, setCookies } = await signIn()
    expect(status).toBe(200)
    expect(await isInside(cookie)).toBe(true)
    for (const line of setCookies.filter((each) => each.includes('session_token'))) {
      expect(line).toMatch(/HttpOnly/i)
      expect(line).toMatch(/SameSite=Lax/i)
    }
  })
  test('that is wrong is refused with the same words as an unknown address', async () => {
    const wrong = await signIn('not the password at all')
    const unknown = await signIn('not the password at all', 'nobody@example.test')
    expect(wrong.status).toBe(401)
    expect(wrong.body).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' })
    expect(unknown).toMatchObject({ status: 401, body: wrong.body })
    expect(await isInside(wrong.cookie)).toBe(false)
  })
  test.for([{ email: 1 }, { password: null }, { email: "' or 1=1 --" }, { password: ['x'] }])(
    'of nonsense is refused: %j',
    async (other) => {
      const { status, cookie } = await post('/sign-in/email', {
        email: member.email,
        password: member.password,
        ...other,
      })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(await isInside(cookie)).toBe(false)
    },
  )
  const lies = (i: number) => {
    const lie = `192.0.2.${i}`
    return {
      'x-kakunin-client': lie,
      'x-real-ip': lie,
      'cf-connecting-ip': lie,
      'true-client-ip': lie,
      forwarded: `for=${lie}`,
      ...seenFrom(`${lie}, `),
    }
  }
  test('guessed ten times in a minute has to wait, whatever the guesser says of its address', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 14; i += 1) {
      statuses.push((await signIn(`a wrong password ${i}`, member.email, lies(i))).status)
    }
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)])
    // also with the right one: else a guess could be told by its answer
    expect((await signIn(member.password, member.email, lies(99))).status).toBe(429)
    // from elsewhere the member gets in
    address += 1
    expect((await signIn()).status).toBe(200)
  })
  test('guessed without a proxy before us has to wait all the same', async () => {
    await using direct = await startStack(scriptedVision())
    const statuses: number[] = []
    for (let i = 0; i < 13; i += 1) {
      const { status } = await fetch(`${direct.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: direct.url, ...lies(i) },
        body: JSON.stringify({ email: 'nobody@example.test', password: `a wrong password ${i}` }),
      })
      statuses.push(status)
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429, 429])
  })
})

describe('nobody', () => {
  const closed: readonly (readonly [string, object])[] = [
    ['/sign-up/email', { email: 'new@example.test', password: 'a long new password', name: 'x' }],
    ['/change-password', { currentPassword: 'x', newPassword: 'a long new password' }],
    ['/update-user', { name: 'x' }],
    ['/delete-user', {}],
    ['/two-factor/enable', { password: 'x' }],
    ['/two-factor/disable', { password: 'x' }],
    ['/two-factor/verify-totp', { code: '123456' }],
    ['/two-factor/verify-backup-code', { code: 'abcde-fghij' }],
  ]
  test.for(closed)('gets in by %s', async ([path, body]) => {
    const { status, cookie } = await post(path, body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(await isInside(cookie)).toBe(false)
  })
  test.for([
    '/sign-in/email/',
    '//sign-in/email',
    '/sign-in%2femail',
    '/%73ign-in/email',
    '/sign-up/email',
    '/update-user',
    '/error',
    '/made-up',
  ])('reaches more of the logins than staff need: %s', async (path) => {
    const { email, password, cookie } = member
    const { status } = await post(path, { email, password, name: 'x' }, { cookie })
    expect(status).toBe(404)
  })
  test('of a foreign page signs anybody in', async () => {
    const { status } = await signIn(member.password, member.email, {
      origin: 'https://elsewhere.example',
    })
    expect(status).toBe(403)
  })
  test('sends a body that never ends', async () => {
    const response = await fetch(`${stack.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stack.url },
      body: JSON.stringify({ email: member.email, password: 'x'.repeat(100_000) }),
    })
    expect(response.status).toBe(413)
  })
})

describe('a second factor', () => {
  async function enrol() {
    const { status, body, cookie } = await post(
      '/two-factor/enable',
      { password: member.password },
      { cookie: member.cookie },
    )
    expect(status).toBe(200)
    const uri = new URL(String(body?.['totpURI']))
    const secret = uri.searchParams.get('secret') ?? ''
    const code = () => generate({ secret })
    const confirmed = await post('/two-factor/verify-totp', { code: await code() }, { cookie })
    expect(confirmed.status).toBe(200)
    const codes = body?.['backupCodes']
    return { code, backupCodes: Array.isArray(codes) ? codes.map(String) : [] }
  }

  test('is asked for from then on, and a right code opens', async () => {
    const { code } = await enrol()
    const first = await signIn()
    expect(first).toMatchObject({ status: 200, body: { twoFactorRedirect: true } })
    expect(await isInside(first.cookie)).toBe(false)
    const wrong = await post(
      '/two-factor/verify-totp',
      { code: '000000' },
      { cookie: first.cookie },
    )
    expect(wrong.status).toBe(401)
    expect(await isInside(wrong.cookie)).toBe(false)
    const right = await post(
      '/two-factor/verify-totp',
      { code: await code() },
      { cookie: first.cookie },
    )
    expect(right.status).toBe(200)
    expect(await isInside(right.cookie)).toBe(true)
  })
  test('is asked for the next time too, though the browser wants to be trusted', async () => {
    const { code } = await enrol()
    const first = await signIn()
    const right = await post(
      '/two-factor/verify-totp',
      { code: await code(), trustDevice: true },
      { cookie: first.cookie },
    )
    expect(right.status).toBe(200)
    const next = await signIn(member.password, member.email, { cookie: right.cookie })
    expect(next.body).toMatchObject({ twoFactorRedirect: true })
  })
  test('is not switched on by whoever doesn’t know the password', async () => {
    const { status } = await post(
      '/two-factor/enable',
      { password: 'not it' },
      { cookie: member.cookie },
    )
    expect(status).toBeGreaterThanOrEqual(400)
  })
  test('is not gone round by a code alone, without the password before it', async () => {
    const { code } = await enrol()
    const { status, cookie } = await post('/two-factor/verify-totp', { code: await code() })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(await isInside(cookie)).toBe(false)
  })
  test('has spare codes, each good once', async () => {
    const { backupCodes } = await enrol()
    const [code = ''] = backupCodes
    const use = async () => {
      const { cookie } = await signIn()
      return post('/two-factor/verify-backup-code', { code }, { cookie })
    }
    const first = await use()
    expect(first.status).toBe(200)
    expect(await isInside(first.cookie)).toBe(true)
    expect((await use()).status).toBe(401)
  })
})

describe('a login', () => {
  test('that signs out is out, also for whoever kept its cookie', async () => {
    expect(await isInside(member.cookie)).toBe(true)
    await post('/sign-out', {}, { cookie: member.cookie })
    expect(await isInside(member.cookie)).toBe(false)
  })
  test('of a member who was let go is out at once', async () => {
    await withTenant(stack.database.db, tenantId, (trx) =>
      trx
        .updateTable('members')
        .set({ disabledAt: new Date() })
        .where('id', '=', member.memberId)
        .execute(),
    )
    expect(await isInside(member.cookie)).toBe(false)
  })
  test('whose cookie was changed by a letter is none', async () => {
    const [name = '', value = ''] = member.cookie.split(/=(.*)/s)
    for (const forged of [
      `${value.slice(0, -6)}xxxxxx`,
      value.split('.')[0],
      '',
      'x'.repeat(5000),
    ]) {
      expect(await isInside(`${name}=${forged}`)).toBe(false)
    }
  })
})
