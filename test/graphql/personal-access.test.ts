import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { listAuditEvents } from '../../db/reads/audit-events.ts'
import { roles, type ApiScope, type Role } from '../../domain/roles.ts'
import { applyByApi, followLink, openByApi } from '../support/api-applicant.ts'
import { addressOf, answerTo, fetchAs, orderExport, reachExport } from '../support/fetch-export.ts'
import { doubtfulVision, waitingCase, type WaitingCase } from '../support/review-desk.ts'
import { startStack, type Caller, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let office: { key: string }
let waiting: WaitingCase
/** How far the API's clock is ahead of the wall's. */
let aheadMs = 0

beforeAll(async () => {
  stack = await startStack(await doubtfulVision(), {
    trustedProxies: 1,
    clock: () => new Date(Date.now() + aheadMs),
    limits: { reveal: { calls: 8, windowMs: 3_600_000 } },
  })
  tenantId = (await prepareTenant(stack.database)).tenantId
  office = { key: await stack.addKey(tenantId) }
  waiting = await waitingCase(stack, office.key, 'customer-seen')
})
beforeEach(() => {
  aheadMs = 0
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const ask = (caller: Caller, operation: string, variables: Record<string, unknown> = {}) =>
  answerTo(stack, caller, operation, variables)
const member = (role: Role): Promise<SignedIn> => stack.signIn(tenantId, [role])

interface Seen {
  readonly declared: Record<'name' | 'birthDate' | 'address', string | null> & {
    readonly masked: readonly string[]
  }
  readonly attempts: readonly {
    readonly fields: readonly {
      readonly key: string
      readonly read: string
      readonly masked: boolean
    }[]
    readonly captures: readonly { readonly imageUrl: string | null }[]
  }[]
  readonly personalAccess: {
    readonly open: readonly string[]
    readonly why: string | null
    readonly until: string | null
    readonly mayReveal: boolean
  }
}
const look = async (caller: Caller, sessionId = waiting.sessionId): Promise<Seen> =>
  (
    await ask(
      caller,
      `query ($id: ID!) { verificationSession(id: $id) {
        declared { name birthDate address masked }
        attempts { fields { key read masked } captures { imageUrl(variant: MASKED) } }
        personalAccess { open why until mayReveal }
      } }`,
      { id: sessionId },
    )
  )['verificationSession']
const pictureOf = (seen: Seen): string | null => seen.attempts[0]?.captures[0]?.imageUrl ?? null
const readOf = (seen: Seen, key: string) =>
  seen.attempts[0]?.fields.find((each) => each.key === key)

const reveal = async (caller: Caller, input: object = {}) =>
  (
    await ask(
      caller,
      `mutation ($input: RevealPersonInput!) { revealPerson(input: $input) {
        __typename ... on OperationError { code field } } }`,
      {
        input: {
          sessionId: waiting.sessionId,
          kinds: ['NAME'],
          purpose: 'CUSTOMER_INQUIRY',
          reason: 'a call of the customer',
          ...input,
        },
      },
    )
  )['revealPerson']
const change = async (caller: Caller, name: 'claimCase' | 'releaseCase') =>
  (
    await ask(
      caller,
      `mutation ($caseId: ID!) { ${name}(caseId: $caseId) {
        __typename ... on OperationError { code }
        ... on Case { session { declared { name } } } } }`,
      { caseId: waiting.caseId },
    )
  )[name]

const open = { name: '山田 太郎', birthDate: '1993-03-15' }
const hidden = { name: '山●●●●', birthDate: null, address: '東京都●●●●' }

describe('a case in one’s hands', () => {
  test.for(['REVIEWER', 'SUPERVISOR', 'OWNER'] as const)(
    'opens what is personal to a %s, from the claim to the release, and to nobody else',
    async (role) => {
      const reviewer = await member(role)
      const colleague = await member(role)
      expect((await look(reviewer)).declared).toMatchObject(hidden)
      const claimed = await change(reviewer, 'claimCase')
      // the answer to the claim shows it already
      expect(claimed.session.declared.name).toBe(open.name)

      const seen = await look(reviewer)
      expect(seen.declared).toMatchObject({ ...open, masked: [] })
      expect(readOf(seen, 'number')).toMatchObject({ read: '309012345620', masked: false })
      expect(seen.personalAccess).toMatchObject({ why: 'REVIEW', until: null })
      const picture = pictureOf(seen)
      expect((await fetch(picture ?? '')).status).toBe(200)

      const other = await look(colleague)
      expect(other.declared).toMatchObject({ ...hidden, masked: ['NAME', 'BIRTH_DATE', 'ADDRESS'] })
      expect(readOf(other, 'number')).toMatchObject({ read: '●●●●', masked: true })
      expect(pictureOf(other)).toBeNull()

      await change(reviewer, 'releaseCase')
      const after = await look(reviewer)
      expect(after.declared).toMatchObject(hidden)
      expect(pictureOf(after)).toBeNull()
    },
  )
  test('that ran out of time is in nobody’s hands', async () => {
    const reviewer = await member('REVIEWER')
    await change(reviewer, 'claimCase')
    aheadMs = 3_600_000
    expect((await look(reviewer)).declared).toMatchObject(hidden)
    aheadMs = 0
    await change(reviewer, 'releaseCase')
  })
})

describe('a reveal', () => {
  test.for(['REVIEWER', 'SUPERVISOR', 'OWNER', 'AUDITOR'] as const)(
    'shows a %s what was asked for and nothing else, of this session alone, to nobody else',
    async (role) => {
      const [who, colleague] = [await member(role), await member(role)]
      expect((await look(who)).personalAccess).toMatchObject({ open: [], mayReveal: true })
      expect(await reveal(who)).toEqual({ __typename: 'VerificationSession' })
      const seen = await look(who)
      expect(seen.declared).toMatchObject({ ...hidden, name: open.name })
      expect(seen.personalAccess).toMatchObject({ open: ['NAME'], why: 'REVEAL' })
      expect(readOf(seen, 'name')).toMatchObject({ masked: false })
      expect(readOf(seen, 'number')).toMatchObject({ masked: true })
      expect(pictureOf(seen)).toBeNull()
      expect((await look(colleague)).declared).toMatchObject(hidden)
      const another = await openByApi(stack, office, { externalId: 'somebody-else' })
      expect((await look(who, another.id)).declared.name).toBe('山●●●●')
    },
  )
  test('is over after ten minutes, and the addresses of pictures with it', async () => {
    const who = await member('AUDITOR')
    await reveal(who, { kinds: ['PICTURES', 'NAME'] })
    const seen = await look(who)
    const leftMs = Date.parse(seen.personalAccess.until ?? '') - Date.now()
    expect(leftMs).toBeGreaterThan(9 * 60_000)
    expect(leftMs).toBeLessThanOrEqual(10 * 60_000)
    expect((await fetch(pictureOf(seen) ?? '')).status).toBe(200)

    aheadMs = 9 * 60_000
    const late = await look(who)
    expect(late.declared.name).toBe(open.name)
    const address = pictureOf(late) ?? ''
    expect((await fetch(address)).status).toBe(200)
    aheadMs = 10 * 60_000 + 1000
    const after = await look(who)
    expect(after.declared).toMatchObject(hidden)
    expect(after.personalAccess).toMatchObject({ open: [], why: null, until: null })
    // an address lives five minutes, but not longer than what allowed it
    expect((await fetch(address)).status).toBe(404)
  })
  test('ends before its time when its member says so', async () => {
    const who = await member('OWNER')
    await reveal(who)
    const { hidePerson } = await ask(
      who,
      `mutation ($id: ID!) { hidePerson(sessionId: $id) { __typename ... on VerificationSession { declared { name } } } }`,
      { id: waiting.sessionId },
    )
    expect(hidePerson).toEqual({
      __typename: 'VerificationSession',
      declared: { name: hidden.name },
    })
  })
  test('is in the audit chain with kinds and purpose; its reason is sealed', async () => {
    const who = await member('OWNER')
    const reason = 'asked by the police, file 123'
    await reveal(who, { kinds: ['NAME', 'ADDRESS', 'NAME'], purpose: 'LEGAL_REQUEST', reason })
    const [event] = await withTenant(stack.database.db, tenantId, (trx) =>
      listAuditEvents(
        trx,
        { action: 'person.revealed' },
        { limit: 1, after: null, before: null, inverted: false },
      ),
    )
    expect(event).toMatchObject({
      actorKind: 'MEMBER',
      actorId: who.memberId,
      subjectId: waiting.sessionId.slice(3),
      detail: { kinds: ['NAME', 'ADDRESS'], purpose: 'LEGAL_REQUEST' },
    })
    const rows = await withTenant(stack.database.db, tenantId, (trx) =>
      trx.selectFrom('personalReveals').selectAll().execute(),
    )
    for (const row of rows) expect(row.reasonSealed.toString('latin1')).not.toContain('police')
    expect(JSON.stringify(event)).not.toContain('police')

    // what for is told to those alone who may see who saw whom: it can speak of a suspicion
    const history =
      'query ($id: ID!) { verificationSession(id: $id) { history(first: 200) { action } } }'
    const actions = async (caller: Caller): Promise<string[]> =>
      (await ask(caller, history, { id: waiting.sessionId }))['verificationSession'].history.map(
        (each: { action: string }) => each.action,
      )
    expect(await actions(who)).toContain('person.revealed')
    for (const caller of [await member('REVIEWER'), await member('PROFILE_AUTHOR'), office]) {
      const told = await actions(caller)
      expect(told.length).toBeGreaterThan(3)
      expect(told).not.toContain('person.revealed')
    }
  })
  test.for([
    ['without a reason', { reason: '' }, 'reason'],
    ['for blanks', { reason: ' 　 \t ' }, 'reason'],
    ['for a word that says nothing', { reason: 'abc' }, 'reason'],
    ['for a novel', { reason: 'あ'.repeat(501) }, 'reason'],
    ['with control characters', { reason: 'a call\u0000 of them' }, 'reason'],
    ['of nothing', { kinds: [] }, 'kinds'],
  ] as const)('%s is refused, and nothing is shown', async ([, input, field]) => {
    const who = await member('OWNER')
    expect(await reveal(who, input)).toMatchObject({ code: 'INPUT_INVALID', field })
    expect((await look(who)).declared).toMatchObject(hidden)
  })
  test('of another company’s session finds nothing', async () => {
    const others = await prepareTenant(stack.database)
    const stranger = await stack.signIn(others.tenantId, ['OWNER'])
    expect(await reveal(stranger)).toMatchObject({ code: 'NOT_FOUND' })
    for (const tenant of [tenantId, others.tenantId]) {
      const found = await withTenant(stack.database.db, tenant, (trx) =>
        trx
          .selectFrom('personalReveals')
          .select('id')
          .where('memberId', '=', stranger.memberId)
          .execute(),
      )
      expect(found).toEqual([])
    }
  })
  test('is not for roles and keys that have no need of it', async () => {
    const allowed: readonly Role[] = ['OWNER', 'REVIEWER', 'SUPERVISOR', 'AUDITOR']
    for (const role of roles.filter((each) => !allowed.includes(each)))
      expect(await reveal(await member(role)), role).toMatchObject({ code: 'FORBIDDEN' })
    expect(await reveal(office)).toMatchObject({ code: 'FORBIDDEN' })
  })
  test('is limited in number, so that nobody goes through the whole list', async () => {
    const who = await member('SUPERVISOR')
    for (let i = 0; i < 8; i += 1) await reveal(who)
    expect(await reveal(who)).toMatchObject({ code: 'RATE_LIMITED' })
  })
})

describe('a key', () => {
  const keyWith = async (scopes: readonly ApiScope[]) => ({
    key: await stack.addKey(tenantId, scopes),
  })
  test('that reads sessions sees nobody; with the scope for persons it does, and that is on record', async () => {
    const plain = await look(await keyWith(['sessions:read']))
    expect(plain).toMatchObject({ declared: null, personalAccess: { open: [], mayReveal: false } })
    expect(plain.attempts[0]?.fields).toEqual([])
    expect(pictureOf(plain)).toBeNull()
    const full = await look(await keyWith(['sessions:read', 'persons:read']))
    expect(full.declared).toMatchObject({ ...open, masked: [] })
    expect(full.personalAccess.why).toBe('KEY')
    expect((await fetch(pictureOf(full) ?? '')).status).toBe(200)
  })
  test('that reviews sees who is in the hands of whom it speaks for, while they are', async () => {
    const reviewer = await member('REVIEWER')
    const tool = {
      key: await stack.addKey(
        tenantId,
        ['sessions:read', 'cases:review'],
        false,
        reviewer.memberId,
      ),
    }
    expect((await look(tool)).declared).toMatchObject(hidden)
    await change(tool, 'claimCase')
    expect((await look(tool)).declared).toMatchObject(open)
    await change(tool, 'releaseCase')
    expect((await look(tool)).declared).toMatchObject(hidden)
  })

  const create = async (caller: Caller, scopes: readonly string[]) =>
    (
      await ask(
        caller,
        `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
          __typename ... on OperationError { code field } } }`,
        { input: { name: 'mine', scopes, sandbox: true } },
      )
    )['createApiKey']
  test('is given no more than who makes it may do', async () => {
    const developer = await member('DEVELOPER')
    const owner = await member('OWNER')
    for (const scopes of [
      ['PERSONS_READ'],
      ['SESSIONS_READ', 'PERSONS_READ'],
      ['EXPORTS_READ'],
      ['CASES_REVIEW'],
    ]) {
      expect(await create(developer, scopes), scopes.join()).toEqual({
        __typename: 'OperationError',
        code: 'FORBIDDEN',
        field: 'scopes',
      })
    }
    for (const scopes of [['SESSIONS_READ'], ['SESSIONS_WRITE', 'WEBHOOKS_MANAGE']])
      expect(await create(developer, scopes)).toMatchObject({ __typename: 'CreateApiKeySuccess' })
    for (const scopes of [['SESSIONS_READ', 'PERSONS_READ'], ['EXPORTS_READ']])
      expect(await create(owner, scopes)).toMatchObject({ __typename: 'CreateApiKeySuccess' })
    const mayGrant = async (caller: Caller) =>
      (await ask(caller, '{ viewer { mayGrant } }'))['viewer'].mayGrant
    expect(await mayGrant(developer)).toEqual([
      'SESSIONS_READ',
      'SESSIONS_WRITE',
      'WEBHOOKS_MANAGE',
    ])
    expect(await mayGrant(owner)).toHaveLength(6)
    expect(await mayGrant(await member('REVIEWER'))).toEqual([])
    expect(await mayGrant(office)).toEqual([])
  })
})

describe('who saw this person', () => {
  const report = async (caller: Caller, of: string) =>
    (
      await ask(
        caller,
        `query ($of: ID!) { personViews(of: $of) { more views {
          viewerKind viewerName way kinds purpose reason partnerName session { id } member { id } } } }`,
        { of },
      )
    )['personViews']

  test('names everybody, with what they saw and why: by review, reveal, key, CSV and evidence', async () => {
    const subject = await openByApi(stack, office, { externalId: 'customer-asked-about' })
    await applyByApi(stack, await followLink(subject.link))
    const bystander = await openByApi(stack, office, { externalId: 'nobody-asked' })
    const owner = await member('OWNER')
    const auditor = await member('AUDITOR')
    expect(await report(auditor, subject.id)).toEqual({ more: false, views: [] })

    await look(owner, subject.id) // masked: nobody was seen
    await reveal(owner, { sessionId: subject.id, kinds: ['ADDRESS', 'PICTURES'] })
    await fetch(pictureOf(await look(owner, subject.id)) ?? '')
    await look(owner, subject.id) // within the hour: no line of its own
    const key = { key: await stack.addKey(tenantId, ['sessions:read', 'persons:read']) }
    await ask(key, 'query ($id: ID!) { verificationSession(id: $id) { declared { name } } }', {
      id: subject.id,
    })

    const supervisor = await member('SUPERVISOR')
    const csv = { encoding: 'UTF8' as const }
    const since = { createdFrom: new Date(Date.now() - 3_600_000).toISOString() }
    for (const columns of [
      ['id', 'nameDeclared', 'birthDateRead'],
      ['id', 'status'],
    ]) {
      const { id } = await orderExport(stack, supervisor, { ...csv, columns }, since)
      await reachExport(stack, supervisor, id, 'READY')
      const { url } = await addressOf(stack, supervisor, id)
      await (await fetchAs(supervisor, url)).arrayBuffer()
    }
    const { orderEvidence } = await ask(
      auditor,
      `mutation ($id: ID!) { orderEvidence(sessionId: $id) { ... on Export { id } } }`,
      { id: subject.id },
    )
    await reachExport(stack, owner, orderEvidence.id, 'READY')
    await (
      await fetchAs(auditor, (await addressOf(stack, auditor, orderEvidence.id)).url)
    ).arrayBuffer()

    const { views, more } = await report(auditor, subject.id)
    expect(more).toBe(false)
    const told = views.map((view: Record<string, unknown>) => ({
      way: view['way'],
      kinds: view['kinds'],
      who: view['member'] ?? view['viewerName'],
    }))
    const by = ({ memberId }: SignedIn) => ({ id: `mem_${memberId}` })
    expect(told).toEqual([
      { way: 'EVIDENCE', kinds: ['PICTURES'], who: by(auditor) },
      { way: 'CSV', kinds: ['NAME', 'BIRTH_DATE'], who: by(supervisor) },
      { way: 'KEY', kinds: ['NAME'], who: 'test' },
      { way: 'REVEAL', kinds: ['ADDRESS', 'PICTURES'], who: by(owner) },
    ])
    expect(views[3]).toMatchObject({
      purpose: 'CUSTOMER_INQUIRY',
      reason: 'a call of the customer',
      session: { id: subject.id },
    })

    // the other one is in the CSV too, and nowhere else
    const others = await report(owner, bystander.id)
    expect(others.views.map(({ way }: { way: string }) => way)).toEqual(['CSV'])
    // a person with their applications is an applicant
    const { verificationSession } = await ask(
      office,
      'query ($id: ID!) { verificationSession(id: $id) { applicant { id } } }',
      { id: subject.id },
    )
    expect((await report(auditor, verificationSession.applicant.id)).views).toEqual(views)
  })
  test('outlives the file that somebody fetched', async () => {
    const subject = await openByApi(stack, office, { externalId: 'customer-of-a-file' })
    const owner = await member('OWNER')
    const { id } = await orderExport(stack, owner, {
      encoding: 'UTF8',
      columns: ['addressDeclared'],
    })
    await reachExport(stack, owner, id, 'READY')
    await (await fetchAs(owner, (await addressOf(stack, owner, id)).url)).arrayBuffer()
    await ask(owner, 'mutation ($id: ID!) { discardExport(exportId: $id) { __typename } }', { id })
    await reachExport(stack, owner, id, 'CANCELLED')
    expect((await report(owner, subject.id)).views).toMatchObject([
      { way: 'CSV', kinds: ['ADDRESS'] },
    ])
  })
  test('does not count a file that nobody fetched, and one without persons', async () => {
    const subject = await openByApi(stack, office, { externalId: 'customer-of-no-file' })
    const owner = await member('OWNER')
    const { id } = await orderExport(stack, owner, { encoding: 'UTF8', columns: ['nameDeclared'] })
    await reachExport(stack, owner, id, 'READY')
    expect((await report(owner, subject.id)).views).toEqual([])
  })
  test('is for owners and auditors alone', async () => {
    for (const role of roles) {
      const answer = await report(await member(role), waiting.sessionId)
      expect({ role, answers: Boolean(answer) }).toEqual({
        role,
        answers: role === 'OWNER' || role === 'AUDITOR',
      })
    }
    expect(await report(office, waiting.sessionId)).toBeUndefined()
  })
  test('keeps one line for an hour, and a second for what is seen besides', async () => {
    const { id } = await openByApi(stack, office, { externalId: 'customer-of-hours' })
    const key = { key: await stack.addKey(tenantId, ['sessions:read', 'persons:read']) }
    const see = (field: string) =>
      ask(key, `query ($id: ID!) { verificationSession(id: $id) { declared { ${field} } } }`, {
        id,
      })
    await Promise.all(Array.from({ length: 10 }, () => see('name')))
    await see('name address')
    aheadMs = 3_600_000
    await see('birthDate')
    const rows = await withTenant(stack.database.db, tenantId, (trx) =>
      trx
        .selectFrom('personViews')
        .select(['kinds', 'why'])
        .where('sessionId', '=', id.slice(3))
        .orderBy('hour')
        .execute(),
    )
    expect(rows).toEqual([
      { kinds: ['ADDRESS', 'NAME'], why: 'KEY' },
      { kinds: ['BIRTH_DATE'], why: 'KEY' },
    ])
  })
})
