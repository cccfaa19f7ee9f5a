import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { operationHashes } from '../support/api-applicant.ts'
import { startOidcProvider, type TestProvider } from '../support/oidc-provider.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let provider: TestProvider
let tenantId: string
let owner: SignedIn
/** A domain of each test's own. */
let domain = ''
let number = 0

beforeAll(async () => {
  stack = await startStack(scriptedVision(), { trustedProxies: 1 })
  provider = await startOidcProvider(`${stack.url}/sso/callback`)
})
beforeEach(async () => {
  tenantId = (await prepareTenant(stack.database)).tenantId
  owner = await stack.signIn(tenantId, ['OWNER'])
  number += 1
  domain = `company${number}.example`
  provider.mood.account = {
    sub: `subject-${number}`,
    email: `hana@${domain}`,
    email_verified: true,
    name: 'Sato Hana',
  }
  provider.mood.claims = {}
  provider.mood.foreignKey = false
})
afterAll(async () => {
  await provider?.[Symbol.asyncDispose]()
  await stack?.[Symbol.asyncDispose]()
})

const hashes = operationHashes('admin')
const byOwner = async (operation: string, variables: object = {}, who = owner) => {
  const { data } = await stack.ask({ cookie: who.cookie }, hashes.get(operation) ?? '', variables)
  return Object.values(data ?? {})[0]
}
const save = (other: object = {}, who = owner) =>
  byOwner(
    'SaveSsoConnection',
    {
      input: {
        issuer: provider.issuer,
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        emailDomains: [domain],
        defaultRole: null,
        enabled: true,
        required: false,
        ...other,
      },
    },
    who,
  )
const viewerOf = async (cookie: string) =>
  (await stack.ask({ cookie }, hashes.get('Viewer') ?? '')).data?.['viewer'] ?? null

/** A browser with one jar for all, as names of cookies do not collide here. */
function newBrowser() {
  const jar = new Map<string, string>()
  return {
    jar,
    cookies: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    async go(address: string): Promise<string> {
      const response = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: this.cookies(), 'x-forwarded-for': `203.0.113.${number}` },
      })
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s)
        if (value === '') jar.delete(name)
        else jar.set(name, value)
      }
      const location = response.headers.get('location')
      return location === null ? `status ${response.status}` : new URL(location, address).href
    },
  }
}
type Window = ReturnType<typeof newBrowser>
const start = (company = tenantId) => `${stack.url}/sso/${globalId('Tenant', company)}`
/** From the company's address to the provider and back to our door, which is not knocked at yet. */
async function upToCallback(browser: Window, from = start()): Promise<string> {
  let address = from
  for (let i = 0; i < 8; i += 1) {
    address = await browser.go(address)
    if (address.startsWith(`${stack.url}/sso/callback`)) return address
    if (!address.startsWith(provider.issuer)) break
  }
  throw new Error(`ended at ${address.split('?', 1)[0]}`)
}
async function signIn(browser = newBrowser()) {
  const end = await browser.go(await upToCallback(browser))
  return { end, why: /sso=(\w+)/.exec(end)?.[1] ?? null, viewer: await viewerOf(browser.cookies()) }
}
const members = () =>
  withTenant(stack.database.db, tenantId, (trx) =>
    trx.selectFrom('members').select(['id', 'displayName', 'roles']).execute(),
  )

describe('somebody whom the provider vouches for', () => {
  test('comes in as the member who was invited, and is the same one the next time', async () => {
    await save()
    const invited = await byOwner('InviteMember', {
      input: { email: `hana@${domain}`, displayName: 'Hana', roles: ['REVIEWER'] },
    })
    const first = await signIn()
    expect(first.why).toBeNull()
    // the link was for who comes in by a password
    const token = invited.url.split('/').at(-1)
    const used = await stack.ask(null, hashes.get('UseStaffLink') ?? '', {
      input: { token, password: 'correct horse battery staple', displayName: 'Somebody Else' },
    })
    expect(used.data?.['useStaffLink']).toMatchObject({ code: 'LINK_EXPIRED' })
    expect(first.viewer).toMatchObject({
      kind: 'MEMBER',
      member: { displayName: 'Hana', roles: ['REVIEWER'] },
    })
    // the address may change at the provider; the subject is who they are
    provider.mood.account = { ...provider.mood.account, email: `hana.sato@${domain}` }
    expect((await signIn()).viewer.member.id).toBe(first.viewer.member.id)
    const logged = await withTenant(stack.database.db, tenantId, (trx) =>
      trx
        .selectFrom('auditEvents')
        .select(['action', 'canonical'])
        .where('subjectId', '=', first.viewer.member.id.slice('mem_'.length))
        .execute(),
    )
    expect(logged.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['member.joined', 'login.succeeded']),
    )
    expect(JSON.stringify(logged)).not.toMatch(/hana@|subject-/)
  })
  test('without an invitation stays out, or comes in with the default role where the company wants that', async () => {
    await save()
    expect(await signIn()).toMatchObject({ why: 'NOT_INVITED', viewer: null })
    await save({ defaultRole: 'AUDITOR' })
    expect((await signIn()).viewer).toMatchObject({
      member: { displayName: 'Sato Hana', roles: ['AUDITOR'] },
    })
  })
  test('with an address of another domain, or one that is not verified, stays out', async () => {
    await save({ defaultRole: 'AUDITOR' })
    const { account } = provider.mood
    for (const email of [
      'hana@elsewhere.example',
      `hana@sub.${domain}`,
      `hana@${domain}.evil.example`,
      'hana',
      `x@${domain}@evil.example`,
    ]) {
      provider.mood.account = { ...account, email }
      expect({ email, ...(await signIn()) }).toMatchObject({
        email,
        why: 'EMAIL_DOMAIN',
        viewer: null,
      })
    }
    provider.mood.account = { ...account, email_verified: false }
    expect(await signIn()).toMatchObject({ why: 'EMAIL_UNVERIFIED', viewer: null })
    expect(await members()).toHaveLength(5)
  })
  test('who was shut out stays out, and is out at once when that happens', async () => {
    await save({ defaultRole: 'AUDITOR' })
    const browser = newBrowser()
    const { viewer } = await signIn(browser)
    await byOwner('DisableMember', { memberId: viewer.member.id })
    expect(await viewerOf(browser.cookies())).toBeNull()
    expect(await signIn()).toMatchObject({ why: 'SHUT_OUT', viewer: null })
  })
  test('under a new subject with an address that somebody else had is not that member', async () => {
    await save({ defaultRole: 'AUDITOR' })
    await signIn()
    provider.mood.account = { ...provider.mood.account, sub: 'somebody-else' }
    expect(await signIn()).toMatchObject({ why: 'OTHER_SUBJECT', viewer: null })
  })
  test('is nobody in another company, though its owner names the domain and the provider', async () => {
    const victim = await stack.signIn(tenantId, ['OWNER'])
    const thief = (await prepareTenant(stack.database)).tenantId
    const thiefOwner = await stack.signIn(thief, ['OWNER'])
    expect(
      await save({ emailDomains: ['example.test'], defaultRole: 'AUDITOR' }, thiefOwner),
    ).toMatchObject({ __typename: 'SignInRules' })
    provider.mood.account = { ...provider.mood.account, email: victim.email }
    const browser = newBrowser()
    const end = await browser.go(await upToCallback(browser, start(thief)))
    expect(end).toContain('sso=ELSEWHERE')
    expect(await viewerOf(browser.cookies())).toBeNull()
  })
})

describe('a token', () => {
  const soon = () => Math.floor(Date.now() / 1000)
  const spoilt: readonly (readonly [string, () => Readonly<Record<string, unknown>>])[] = [
    ['of another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['for another audience', () => ({ aud: 'somebody-else' })],
    ['for several, ours not the one it was given to', () => ({ aud: ['kakunin', 'x'], azp: 'x' })],
    ['that is over', () => ({ exp: soon() - 3600, iat: soon() - 7200 })],
    ['with another nonce', () => ({ nonce: 'not the one that was asked for' })],
    ['without a nonce', () => ({ nonce: undefined })],
    ['without a subject', () => ({ sub: undefined })],
  ]
  test.for(spoilt)('%s opens nothing', async ([, claims]) => {
    await save({ defaultRole: 'AUDITOR' })
    provider.mood.claims = claims()
    expect(await signIn()).toMatchObject({ why: 'FAILED', viewer: null })
    provider.mood.claims = {}
    expect((await signIn()).viewer).toMatchObject({ kind: 'MEMBER' })
  })
  test('signed by a key that the provider never published opens nothing', async () => {
    await save({ defaultRole: 'AUDITOR' })
    provider.mood.foreignKey = true
    expect(await signIn()).toMatchObject({ why: 'FAILED', viewer: null })
  })
})

describe('the way back', () => {
  test('is good for the browser that went, once, and with its own state', async () => {
    await save({ defaultRole: 'AUDITOR' })
    const browser = newBrowser()
    const callback = await upToCallback(browser)
    const stranger = newBrowser()
    expect(await stranger.go(callback)).toContain('sso=FAILED')
    expect(await viewerOf(stranger.cookies())).toBeNull()

    const other = newBrowser()
    const otherCallback = await upToCallback(other)
    // an answer that was meant for somebody else (login CSRF)
    expect(await browser.go(otherCallback)).toContain('sso=FAILED')
    // and the attempt is over by that
    expect(await browser.go(callback)).toContain('sso=FAILED')
    expect(await viewerOf(browser.cookies())).toBeNull()

    const kept = other.jar.get('kakunin-sso') ?? ''
    expect(new URL(await other.go(otherCallback)).pathname).toBe('/admin/')
    other.jar.set('kakunin-sso', kept)
    expect(await other.go(otherCallback)).toContain('sso=FAILED')
  })
  test('asks with PKCE, state and nonce, and carries no secret', async () => {
    await save()
    const url = new URL(await newBrowser().go(start()))
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(url.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(url.searchParams.get('state')).toMatch(/^[\w-]{43}$/)
    expect(url.searchParams.get('nonce')).toMatch(/^[\w-]{43}$/)
    expect(url.href).not.toContain(provider.clientSecret)
  })
  test.for(['', 'x', 'ten_x', 'callback', 'callback?error=access_denied', '../graphql'])(
    'of nonsense ends at the login: %j',
    async (rest) => {
      expect(await newBrowser().go(`${stack.url}/sso/${rest}`)).toMatch(/sso=\w+|status 40/)
    },
  )
  test('of a company that has no provider, or has switched it off, does not begin', async () => {
    expect(await newBrowser().go(start())).toContain('sso=NOT_CONFIGURED')
    await save({ enabled: false })
    expect(await newBrowser().go(start())).toContain('sso=NOT_CONFIGURED')
  })
})

describe('single sign-on as the rule', () => {
  test('shuts passwords out at once, but those of emergency logins', async () => {
    const member = await stack.signIn(tenantId, ['AUDITOR'])
    expect(await save({ required: true })).toMatchObject({ code: 'MEMBER_LAST_OWNER' })
    const id = globalId('Member', owner.memberId)
    const auditor = { memberId: globalId('Member', member.memberId), on: true }
    expect((await byOwner('SetBreakGlass', auditor)).code).toBe('MEMBER_STATE')
    await byOwner('SetBreakGlass', { memberId: id, on: true })
    expect(await save({ required: true, defaultRole: 'AUDITOR' })).toMatchObject({
      __typename: 'SignInRules',
    })
    expect(await viewerOf(member.cookie)).toBeNull()
    expect(await viewerOf(owner.cookie)).not.toBeNull()
    const again = await stack.signIn(tenantId, ['REVIEWER'])
    expect(await viewerOf(again.cookie)).toBeNull()
    expect((await signIn()).viewer).not.toBeNull()
    // the last way in by a password stays
    expect((await byOwner('SetBreakGlass', { memberId: id, on: false })).code).toBe(
      'MEMBER_LAST_OWNER',
    )
  })
})

describe('the connection', () => {
  test('keeps its secret sealed, shows it to nobody, and gives it to no other issuer', async () => {
    await save()
    expect(await save({ clientSecret: null, defaultRole: 'AUDITOR' })).toMatchObject({
      __typename: 'SignInRules',
    })
    expect((await signIn()).viewer).not.toBeNull()
    const rows = await withTenant(stack.database.db, tenantId, async (trx) => [
      ...(await trx.selectFrom('ssoConnections').selectAll().execute()),
      ...(await trx.selectFrom('auditEvents').selectAll().execute()),
    ])
    const text = JSON.stringify(rows)
    expect(text).not.toContain(provider.clientSecret)
    expect(text).not.toContain(Buffer.from(provider.clientSecret).toString('hex'))
    expect(stack.logged.join('\n')).not.toContain(provider.clientSecret)
    await using other = await startOidcProvider(`${stack.url}/sso/callback`)
    expect(await save({ issuer: other.issuer, clientSecret: null })).toMatchObject({
      code: 'INPUT_INVALID',
    })
  })
  test.for([
    ['an address that nobody answers at', { issuer: 'http://localhost:9' }, 'SSO_PROVIDER'],
    ['no address', { issuer: 'x' }, 'WEBHOOK_TARGET_FORBIDDEN'],
    ['another scheme', { issuer: 'file:///etc/passwd' }, 'WEBHOOK_TARGET_FORBIDDEN'],
    ['a login in the address', { issuer: 'http://a:b@localhost' }, 'WEBHOOK_TARGET_FORBIDDEN'],
    ['no domain', { emailDomains: [] }, 'INPUT_INVALID'],
    ['domains that are none', { emailDomains: ['*', '@x'] }, 'INPUT_INVALID'],
    ['owners by default', { defaultRole: 'OWNER' }, 'INPUT_INVALID'],
    ['no client', { clientId: ' ' }, 'INPUT_INVALID'],
  ] as const)('is refused with %s', async ([, wrong, code]) => {
    expect(await save(wrong)).toMatchObject({ code })
  })
  test('does not reach into our own network, not even by a name that points inside when it is connected to', async () => {
    await using closed = await startStack(scriptedVision(), {
      allowPrivateTargets: false,
      resolveHost: async () => ['203.0.114.1'],
    })
    const other = (await prepareTenant(closed.database)).tenantId
    const { cookie } = await closed.signIn(other, ['OWNER'])
    const before = provider.connections()
    const port = new URL(provider.issuer).port
    for (const issuer of [
      `https://127.0.0.1:${port}`,
      `https://[::1]:${port}`,
      'https://169.254.169.254',
      `https://2130706433:${port}`,
      provider.issuer,
      // told to be outside when it is looked at, inside when it is connected to
      `https://localhost:${port}`,
    ]) {
      const { data } = await closed.ask({ cookie }, hashes.get('SaveSsoConnection') ?? '', {
        input: {
          issuer,
          clientId: 'x',
          clientSecret: 'x',
          emailDomains: ['a.example'],
          enabled: true,
          required: false,
        },
      })
      const answer = data?.['saveSsoConnection']
      expect({ issuer, code: answer.code }).toEqual({
        issuer,
        code: expect.stringMatching(/^(WEBHOOK_TARGET_FORBIDDEN|SSO_PROVIDER)$/),
      })
    }
    expect(provider.connections()).toBe(before)
  })
})

describe('a second factor as the rule', () => {
  test('is made by who has one, and leaves everybody else their own account alone until they have', async () => {
    const rule = await byOwner('SaveSecondFactorRule', { secondFactor: true })
    expect(rule).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' })
    await withTenant(stack.database.db, tenantId, (trx) =>
      trx
        .updateTable('auth.user')
        .set({ twoFactorEnabled: true })
        .where('email', '=', owner.email)
        .execute(),
    )
    expect(await byOwner('SaveSecondFactorRule', { secondFactor: true })).toMatchObject({
      secondFactor: true,
    })
    const member = await stack.signIn(tenantId, ['OWNER'])
    const ask = (operation: string, variables: object = {}) =>
      stack.ask({ cookie: member.cookie }, hashes.get(operation) ?? '', variables)
    expect((await ask('Staff')).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    expect((await ask('Sessions', { first: 1 })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    expect((await ask('OwnLogins')).data?.['ownLogins']).toHaveLength(1)
    expect((await ask('Viewer')).data?.['viewer']).toMatchObject({ mustEnrol: true })
    // who comes by the company's provider has that one's factors
    await save({ defaultRole: 'AUDITOR' })
    expect((await signIn()).viewer).toMatchObject({ mustEnrol: false })
  })
})
