import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { verifyAuditChain } from '../../db/audit.ts'
import { disableMember } from '../../db/settings/member-life.ts'
import { globalId } from '../../graphql/global-ids.ts'
import { applyByApi, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Caller, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let owner: SignedIn
/** What the clock of the API is ahead. */
let aheadMs = 0

beforeAll(async () => {
  stack = await startStack(
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
    { trustedProxies: 1, clock: () => new Date(Date.now() + aheadMs) },
  )
})
beforeEach(async () => {
  aheadMs = 0
  tenantId = (await prepareTenant(stack.database)).tenantId
  owner = await stack.signIn(tenantId, ['OWNER'])
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const hashes = operationHashes('admin')
const ask = async (caller: Caller, operation: string, variables: object = {}) =>
  (await stack.ask(caller, hashes.get(operation) ?? '', variables)).data
const byOwner = async (operation: string, variables: object = {}) => {
  const data = await ask({ cookie: owner.cookie }, operation, variables)
  return Object.values(data ?? {})[0]
}
const invite = (email: string, roles: readonly string[] = ['REVIEWER']) =>
  byOwner('InviteMember', { input: { email, displayName: 'Invited', roles } })
const tokenOf = (url: string) => url.split('/').at(-1) ?? ''
const take = async (url: string, password: string, displayName = 'Sato Hana') =>
  (await ask(null, 'UseStaffLink', { input: { token: tokenOf(url), password, displayName } }))?.[
    'useStaffLink'
  ]
const signIn = async (email: string, password: string, address = '203.0.113.1') => {
  const response = await fetch(`${stack.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: stack.url,
      'x-forwarded-for': address,
    },
    body: JSON.stringify({ email, password }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return { status: response.status, cookie, body: await response.text() }
}
const isInside = async (cookie: string) =>
  (await ask({ cookie }, 'Viewer'))?.['viewer']?.kind === 'MEMBER'
const staffOf = async (email: string) =>
  (await byOwner('Staff')).find((each: { email: string }) => each.email === email)
const actions = () =>
  withTenant(stack.database.db, tenantId, async (trx) => {
    expect(await verifyAuditChain(trx)).toMatchObject({ intact: true })
    const rows = await trx.selectFrom('auditEvents').select('action').orderBy('seq').execute()
    return rows.map(({ action }) => action)
  })
const id = (member: SignedIn) => globalId('Member', member.memberId)
const password = 'correct horse battery staple'

describe('an invitation', () => {
  test('lets the invited person set a name and a password, and come in with the roles they were given', async () => {
    const made = await invite('hana@example.test', ['REVIEWER', 'AUDITOR'])
    expect(made).toMatchObject({ __typename: 'StaffLinkSuccess', kind: 'INVITATION' })
    expect(await staffOf('hana@example.test')).toMatchObject({ status: 'INVITED' })
    const shown = await ask(null, 'StaffLink', { token: tokenOf(made.url) })
    expect(shown?.['staffLink']).toMatchObject({ email: 'hana@example.test', kind: 'INVITATION' })
    expect(await take(made.url, password)).toEqual({
      __typename: 'UseStaffLinkSuccess',
      email: 'hana@example.test',
    })
    const { status, cookie } = await signIn('Hana@Example.test', password)
    expect(status).toBe(200)
    expect(await ask({ cookie }, 'Viewer')).toMatchObject({
      viewer: { member: { displayName: 'Sato Hana', roles: ['REVIEWER', 'AUDITOR'] } },
    })
    const account = await staffOf('hana@example.test')
    expect(account).toMatchObject({ status: 'ACTIVE', linkExpiresAt: null })
    expect(Date.now() - Date.parse(account.lastSignedInAt)).toBeLessThan(60_000)
    expect(await actions()).toEqual(
      expect.arrayContaining(['member.added', 'member.link_issued', 'member.joined']),
    )
  })
  test('is good once, also for two who use it at the same moment', async () => {
    const { url } = await invite('once@example.test')
    const answers = await Promise.all([take(url, password), take(url, `${password} 2`)])
    expect(answers.map((each) => each.code ?? 'OK').toSorted()).toEqual(['LINK_EXPIRED', 'OK'])
    expect(await take(url, password)).toMatchObject({ code: 'LINK_EXPIRED' })
    expect(await ask(null, 'StaffLink', { token: tokenOf(url) })).toEqual({ staffLink: null })
  })
  test('is over after a week, and when a newer one was made', async () => {
    const first = await invite('late@example.test')
    const { memberId } = { memberId: first.member.id }
    const second = await byOwner('CreateStaffLink', { memberId })
    expect(second.kind).toBe('INVITATION')
    expect(await take(first.url, password)).toMatchObject({ code: 'LINK_EXPIRED' })
    aheadMs = 7 * 86_400_000 + 1000
    expect(await take(second.url, password)).toMatchObject({ code: 'LINK_EXPIRED' })
  })
  test.for(['', 'x', 'x'.repeat(43), '../../etc/passwd', "' or 1=1 --", 'あ'.repeat(43)])(
    'with an invented token opens nothing: %j',
    async (token) => {
      const input = { token, password, displayName: 'X' }
      const answer = await ask(null, 'UseStaffLink', { input })
      expect(answer?.['useStaffLink']).toMatchObject({ code: 'LINK_INVALID' })
    },
  )
  test('keeps no token: in the database its hash alone is found, in the log nothing', async () => {
    const { url } = await invite('secret@example.test')
    const rows = await withTenant(stack.database.db, tenantId, (trx) =>
      trx.selectFrom('staffLinks').selectAll().execute(),
    )
    expect(JSON.stringify(rows)).not.toContain(tokenOf(url))
    await take(url, password)
    for (const secret of [tokenOf(url), password, 'secret@example.test']) {
      expect(stack.logged.join('\n')).not.toContain(secret)
    }
  })
  test.for([
    'short',
    'aaaaaaaaaaaaaaaaaaaa',
    'weak@example.test',
    'sato hana weak',
    'x'.repeat(129),
  ])('refuses a password that is easily guessed: %j', async (weak) => {
    const { url } = await invite('weak@example.test')
    const { code } = await take(url, weak)
    expect(['PASSWORD_WEAK', 'INPUT_INVALID']).toContain(code)
    // the link is still good
    expect(await take(url, password)).toMatchObject({ __typename: 'UseStaffLinkSuccess' })
    await byOwner('DisableMember', { memberId: (await staffOf('weak@example.test')).member.id })
    await withTenant(stack.database.db, tenantId, (trx) =>
      trx.deleteFrom('auth.user').where('email', '=', 'weak@example.test').execute(),
    )
  })
  test('gives nobody a name to review in before they have come in', async () => {
    const invited = await invite('phantom@example.test')
    const input = {
      name: 'tool',
      scopes: ['CASES_REVIEW'],
      sandbox: false,
      speaksForId: invited.member.id,
    }
    expect(await byOwner('CreateApiKey', { input })).toMatchObject({ code: 'NOT_FOUND' })
    await take(invited.url, password)
    expect(await byOwner('CreateApiKey', { input })).toMatchObject({
      __typename: 'CreateApiKeySuccess',
    })
  })
  test('that is taken back opens nothing, and frees the address', async () => {
    const { url, member } = await invite('gone@example.test')
    await byOwner('DisableMember', { memberId: member.id })
    expect(await take(url, password)).toMatchObject({ code: expect.stringMatching(/^LINK_/) })
    expect((await byOwner('EnableMember', { memberId: member.id })).code).toBe('MEMBER_STATE')
    expect(await invite('gone@example.test')).toMatchObject({ __typename: 'StaffLinkSuccess' })
  })
  test('of an address that has a login is refused, be it here or in another company', async () => {
    const other = (await prepareTenant(stack.database)).tenantId
    const elsewhere = await stack.signIn(other, ['OWNER'])
    for (const email of [owner.email, owner.email.toUpperCase(), elsewhere.email])
      expect(await invite(email)).toMatchObject({ code: 'MEMBER_EXISTS' })
  })
  test('is made so often in an hour and not more often', async () => {
    const codes: string[] = []
    for (let i = 0; i < 62; i += 1) {
      codes.push((await invite(owner.email)).code)
    }
    expect(codes.slice(0, 60)).toEqual(Array(60).fill('MEMBER_EXISTS'))
    expect(codes.slice(60)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
  })
  test.for([
    { email: 'no address' },
    { displayName: ' ' },
    { roles: [] },
    { roles: ['OUTSOURCED_REVIEWER'] },
  ])('of nonsense is refused: %j', async (wrong) => {
    const input = { email: 'a@example.test', displayName: 'A', roles: ['REVIEWER'], ...wrong }
    expect(await byOwner('InviteMember', { input })).toMatchObject({ code: 'INPUT_INVALID' })
  })
})

describe('roles', () => {
  test('change from the next request on', async () => {
    const member = await stack.signIn(tenantId, ['AUDITOR'])
    expect(await ask({ cookie: member.cookie }, 'AuditEvents', { first: 1 })).not.toBeNull()
    await byOwner('ChangeMemberRoles', { memberId: id(member), roles: ['REVIEWER'] })
    const { errors } = await stack.ask({ cookie: member.cookie }, hashes.get('AuditEvents') ?? '', {
      first: 1,
    })
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
    expect(await actions()).toContain('member.roles_changed')
  })
  test('are raised by nobody for themselves, and given up freely where another owner is left', async () => {
    const raise = { memberId: id(owner), roles: ['OWNER', 'PROFILE_PUBLISHER'] }
    expect(await byOwner('ChangeMemberRoles', raise)).toMatchObject({ code: 'FORBIDDEN' })
    const lower = { memberId: id(owner), roles: ['AUDITOR'] }
    expect((await byOwner('ChangeMemberRoles', lower)).code).toMatch(/FORBIDDEN|LAST_OWNER/)
  })
  test('leave an owner: the last one is neither demoted nor shut out', async () => {
    const both = await stack.signIn(tenantId, ['OWNER', 'AUDITOR'])
    const asBoth = (operation: string, variables: object) =>
      ask({ cookie: both.cookie }, operation, variables)
    await asBoth('DisableMember', { memberId: id(owner) })
    expect(await asBoth('ChangeMemberRoles', { memberId: id(both), roles: ['AUDITOR'] })).toEqual({
      changeMemberRoles: {
        __typename: 'OperationError',
        code: 'MEMBER_LAST_OWNER',
        field: 'memberId',
      },
    })
    expect((await asBoth('DisableMember', { memberId: id(both) }))?.['disableMember'].code).toBe(
      'MEMBER_LAST_OWNER',
    )
  })
  test('leave an owner, also when two remove each other at the same moment', async () => {
    const other = await stack.signIn(tenantId, ['OWNER'])
    const shutOut = (by: SignedIn, whom: SignedIn) =>
      withTenant(stack.database.db, tenantId, (trx) =>
        disableMember(
          trx,
          { tenantId, actor: { kind: 'MEMBER', id: by.memberId }, at: new Date() },
          whom.memberId,
        ),
      )
    const ends = await Promise.allSettled([shutOut(owner, other), shutOut(other, owner)])
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find((end) => end.status === 'rejected')?.reason.code).toBe('MEMBER_LAST_OWNER')
  })
  test('are not for those who only hold a key, nor for another company’s owner', async () => {
    const member = await stack.signIn(tenantId, ['REVIEWER'])
    const stranger = await stack.signIn((await prepareTenant(stack.database)).tenantId, ['OWNER'])
    const answer = await ask({ cookie: stranger.cookie }, 'ChangeMemberRoles', {
      memberId: id(member),
      roles: ['OWNER'],
    })
    expect(answer?.['changeMemberRoles'].code).toBe('NOT_FOUND')
  })
})

describe('a member who is shut out', () => {
  test('is out at once on all devices, comes back when let in, and is signed in nowhere then', async () => {
    const member = await stack.signIn(tenantId, ['REVIEWER'])
    const second = await signIn(member.email, member.password, '203.0.113.2')
    expect(await isInside(second.cookie)).toBe(true)
    await byOwner('DisableMember', { memberId: id(member) })
    expect(await isInside(member.cookie)).toBe(false)
    expect(await isInside(second.cookie)).toBe(false)
    expect(await isInside((await signIn(member.email, member.password)).cookie)).toBe(false)
    await byOwner('EnableMember', { memberId: id(member) })
    expect(await isInside(member.cookie)).toBe(false)
    expect(await isInside((await signIn(member.email, member.password)).cookie)).toBe(true)
  })
  test('holds no case any more: each is back in its queue through its own workflow', async () => {
    const key = { key: await stack.addKey(tenantId) }
    const opened = await openByApi(stack, key)
    await applyByApi(stack, await followLink(opened.link))
    await reach(stack.database, tenantId, opened.id.slice(3), 'IN_REVIEW')
    const member = await stack.signIn(tenantId, ['REVIEWER'])
    const claimed = await vi.waitFor(async () => {
      const answer = await ask({ cookie: member.cookie }, 'ClaimNextCase')
      expect(answer?.['claimNextCase'].__typename).toBe('Case')
      return answer?.['claimNextCase']
    }, 10_000)
    await byOwner('DisableMember', { memberId: id(member) })
    expect(await byOwner('Case', { id: claimed.id })).toMatchObject({
      status: 'OPEN',
      assignee: null,
    })
    expect(await actions()).toContain('case.returned')
  })
  test('is signed out by an owner without being shut out', async () => {
    const member = await stack.signIn(tenantId, ['REVIEWER'])
    await byOwner('SignOutMember', { memberId: id(member) })
    expect(await isInside(member.cookie)).toBe(false)
    expect(await isInside((await signIn(member.email, member.password)).cookie)).toBe(true)
  })
})

describe('a password', () => {
  test('is set anew by a link that an owner hands on; whoever was in is out', async () => {
    const member = await stack.signIn(tenantId, ['REVIEWER'])
    const made = await byOwner('CreateStaffLink', { memberId: id(member) })
    expect(made.kind).toBe('PASSWORD')
    expect(await take(made.url, password)).toMatchObject({ email: member.email })
    expect(await isInside(member.cookie)).toBe(false)
    expect((await signIn(member.email, member.password)).status).toBe(401)
    expect(await isInside((await signIn(member.email, password)).cookie)).toBe(true)
    expect(await actions()).toContain('member.password_reset')
    // the name was not theirs to change by it
    expect((await staffOf(member.email)).member.displayName).toBe('REVIEWER')
    expect((await byOwner('CreateStaffLink', { memberId: id(owner) })).code).toBe('MEMBER_STATE')
  })
  test('is changed by its owner who knows the present one; other devices are signed out', async () => {
    const member = await stack.signIn(tenantId, ['AUDITOR'])
    const other = await signIn(member.email, member.password, '203.0.113.3')
    const change = (currentPassword: string, newPassword: string) =>
      ask({ cookie: member.cookie }, 'ChangeOwnPassword', { currentPassword, newPassword })
    const codeOf = async (present: string, next: string) =>
      (await change(present, next))?.['changeOwnPassword'].code ?? null
    expect(await codeOf('not the present one', password)).toBe('PASSWORD_WRONG')
    expect(await codeOf(member.password, 'short')).toBe('PASSWORD_WEAK')
    expect(await codeOf(member.password, member.password)).toBe('PASSWORD_WEAK')
    expect(await isInside(other.cookie)).toBe(true)
    expect(await codeOf(member.password, password)).toBeNull()
    expect(await isInside(member.cookie)).toBe(true)
    expect(await isInside(other.cookie)).toBe(false)
    expect((await signIn(member.email, member.password)).status).toBe(401)
    expect(await actions()).toContain('login.password_changed')
  })
  test('is not guessed from an open screen', async () => {
    const member = await stack.signIn(tenantId, ['AUDITOR'])
    const codes: string[] = []
    for (let i = 0; i < 12; i += 1) {
      const answer = await ask({ cookie: member.cookie }, 'ChangeOwnPassword', {
        currentPassword: `guess number ${i}`,
        newPassword: password,
      })
      codes.push(answer?.['changeOwnPassword'].code)
    }
    expect(codes).toEqual([...Array(10).fill('PASSWORD_WRONG'), 'RATE_LIMITED', 'RATE_LIMITED'])
  })
})

describe('one’s own devices', () => {
  test('are listed, and signed out one by one or all but this one', async () => {
    const member = await stack.signIn(tenantId, ['AUDITOR'])
    const [second, third] = [
      await signIn(member.email, member.password, '203.0.113.4'),
      await signIn(member.email, member.password, '203.0.113.5'),
    ]
    const list = async () => (await ask({ cookie: member.cookie }, 'OwnLogins'))?.['ownLogins']
    const logins = await list()
    expect(logins).toHaveLength(3)
    expect(logins.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
    const newest = logins[0]
    expect(newest).toMatchObject({ address: '203.0.113.5', current: false })
    await ask({ cookie: member.cookie }, 'EndOwnLogin', { loginId: newest.loginId })
    expect([await isInside(second.cookie), await isInside(third.cookie)]).toEqual([true, false])
    await ask({ cookie: member.cookie }, 'EndOtherLogins')
    expect([await isInside(second.cookie), await isInside(member.cookie)]).toEqual([false, true])
  })
  test('of somebody else are not there', async () => {
    const [mine, theirs] = [
      await stack.signIn(tenantId, ['AUDITOR']),
      await stack.signIn(tenantId, ['AUDITOR']),
    ]
    const login = (await ask({ cookie: theirs.cookie }, 'OwnLogins'))?.['ownLogins'][0]
    const answer = await ask({ cookie: mine.cookie }, 'EndOwnLogin', { loginId: login.loginId })
    expect(answer?.['endOwnLogin'].code).toBe('NOT_FOUND')
    expect(await isInside(theirs.cookie)).toBe(true)
  })
})
