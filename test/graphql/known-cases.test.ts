import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartner } from '../../db/settings/partners.ts'
import { withTenant, type Trx } from '../../db/client.ts'
import { newId } from '../../domain/ids.ts'
import { globalId, parseGlobalId } from '../../graphql/global-ids.ts'
import { caseHandedOver } from '../../workflows/messages.ts'
import { doubtfulCase } from '../support/doubtful-case.ts'
import { partnerTerms } from '../support/partner-terms.ts'
import { doubtfulVision, staffAsks } from '../support/review-desk.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, type PreparedTenant } from '../support/tenant.ts'

let stack: Stack
let tenant: PreparedTenant
let owner: SignedIn
let supervisor: SignedIn

beforeAll(async () => {
  stack = await startStack(await doubtfulVision(), { trustedProxies: 1 })
  ;({ tenant, owner, supervisor } = await company())
  // whoever comes again is another queue's: all that follow are of that one
  await waiting()
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

/** A tenant where one case in ten is a known one. */
async function company() {
  const prepared = await prepareTenant(stack.database)
  const boss = await stack.signIn(prepared.tenantId, ['OWNER'])
  const policy = { always: false, onDecline: false, fromOpenChecks: null, samplePercent: 0 }
  await staffAsks(stack, boss, 'SaveSecondReview', { policy: { ...policy, knownPercent: 10 } })
  const lead = await stack.signIn(prepared.tenantId, ['SUPERVISOR'])
  return { tenant: prepared, owner: boss, supervisor: lead }
}

const inTenant = <T>(work: (trx: Trx) => Promise<T>, of = tenant): Promise<T> =>
  withTenant(stack.database.db, of.tenantId, work)

async function waiting(of = tenant): Promise<string> {
  const { caseId } = await doubtfulCase(stack.database, stack.temporal, of)
  return caseId
}

async function decided(by: { memberId: string }, of = tenant) {
  const doubt = await doubtfulCase(stack.database, stack.temporal, of)
  await doubt.claim(by)
  await doubt.resolve(by, 'DECLINE')
  await doubt.session.handle.result()
  return { caseId: doubt.caseId, sessionId: doubt.session.sessionId }
}

const mark = async (who: SignedIn, caseId: string, expected: string | null = null) =>
  (
    await staffAsks(stack, who, 'MarkKnownCase', {
      caseId: globalId('Case', caseId),
      expected,
    })
  )['markKnownCase']
const retire = (who: SignedIn, caseId: string) =>
  staffAsks(stack, who, 'RetireKnownCase', { caseId: globalId('Case', caseId) })

/** Whether chance lets a known case stand in for this one, before this person or partner. */
async function isDrawn(caseId: string, drawnFor: string, of = tenant): Promise<boolean> {
  const { keyring } = stack.database
  const hash = await keyring.blindIndex(of.tenantId, 'known-case', `${caseId}/${drawnFor}`)
  return hash.readUInt32BE(0) < 2 ** 32 / 10
}

/** A reviewer who is, or is not, laid a known case before instead of this one. */
async function reviewerFor(caseId: string, drawn: boolean): Promise<SignedIn> {
  const reviewer = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  await becomes(reviewer, await personFor(caseId, drawn))
  return reviewer
}
async function personFor(caseId: string, drawn: boolean): Promise<string> {
  const person = newId()
  return (await isDrawn(caseId, person)) === drawn ? person : personFor(caseId, drawn)
}
const becomes = ({ memberId }: SignedIn, personMemberId: string) =>
  inTenant((trx) =>
    trx.updateTable('members').set({ personMemberId }).where('id', '=', memberId).execute(),
  )

const takeNext = async (who: SignedIn) =>
  (await staffAsks(stack, who, 'ClaimNextCase', { queue: null }))['claimNextCase']
const lookAt = async (who: SignedIn, id: string) =>
  (await staffAsks(stack, who, 'Case', { id }))['case']
const resolveAs = async (
  who: SignedIn,
  caseId: string,
  resolution: 'APPROVE' | 'DECLINE',
  expectedVersion: number,
) =>
  (
    await staffAsks(stack, who, 'ResolveCase', {
      input: {
        caseId,
        expectedVersion,
        resolution,
        reasonCodes: resolution === 'APPROVE' ? [] : ['FACE_MISMATCH'],
        internalNote: 'in my eyes',
        idempotencyKey: caseId,
      },
    })
  )['resolveCase']

/** All that is stored of everything that sessions are counted, told, billed and exported from. */
const theRest = (of = tenant) =>
  inTenant(async (trx) => {
    const rows = []
    for (const table of [
      'sessions',
      'decisions',
      'cases',
      'caseEvents',
      'caseOpinions',
      'caseHandovers',
      'webhookDeliveries',
    ] as const)
      rows.push([table, await trx.selectFrom(table).selectAll().orderBy('id').execute()])
    return JSON.stringify(rows)
  }, of)

const emptied = async () => {
  // nothing that another test left is next
  await inTenant(async (trx) => {
    await trx
      .updateTable('cases')
      .set({ status: 'WITHDRAWN' })
      .where('status', 'in', ['OPEN', 'ASSIGNED'])
      .execute()
    await trx
      .updateTable('knownCases')
      .set({ retiredAt: new Date(), retiredBy: newId() })
      .where('retiredAt', 'is', null)
      .execute()
  })
}

/** Each leaf with its path. */
const leaves = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, `${path}.${key}`))
    : [[path, value]]

test('a known case is laid before a reviewer, who cannot tell it from another by any field, and their answer changes nothing', async () => {
  await emptied()
  const { caseId, sessionId } = await decided({ memberId: tenant.reviewer })
  expect(await mark(supervisor, caseId)).toMatchObject({ knownOutcome: 'DECLINE' })
  const next = await waiting()
  const before = await theRest()
  const counts = await staffAsks(stack, owner, 'QueueCounts', {})
  const reviewer = await reviewerFor(next, true)

  const taken = await takeNext(reviewer)
  expect(taken.__typename).toBe('Case')
  expect(taken.id).not.toBe(globalId('Case', next))
  const known = await lookAt(reviewer, taken.id)
  expect(parseGlobalId('VerificationSession', known.session.id)).toBe(sessionId)
  expect(await theRest()).toBe(before)
  expect(await staffAsks(stack, owner, 'QueueCounts', {})).toEqual(counts)

  // the next one is no known one: the same draw is made once
  const other = await takeNext(reviewer)
  expect(other.id).toBe(globalId('Case', next))
  const real = await lookAt(reviewer, other.id)
  // who else applied under the same name is a matter of the person
  for (const shown of [known, real]) delete shown.session.samePerson
  expect(leaves(known).map(([path]) => path)).toEqual(leaves(real).map(([path]) => path))
  const realBy = new Map(leaves(real))
  const differing = leaves(known)
    .filter(([path, value]) => realBy.get(path) !== value)
    .map(([path]) => path.replaceAll(/\.\d+/g, ''))
  // ids, times, addresses; and what another application brings with it: its directions, and how often its person applied
  const ownOfEach =
    /(\.id|At|\.at|\.externalId|\.draftKey|Id|\.masked|\.rectified|\.directions|\.facts\.count|Otherwise)$/
  expect([...new Set(differing)].filter((path) => !ownOfEach.test(path))).toEqual([])
  expect(known).toMatchObject({
    status: 'ASSIGNED',
    version: 2,
    openedAt: real.openedAt,
    dueAt: real.dueAt,
    asOf: null,
    session: { status: 'IN_REVIEW', decidedAt: null, decisions: [{ outcome: 'REVIEW' }] },
  })
  // not only on this way: the session is undecided to them wherever they meet it
  const ask = (who: SignedIn) =>
    staffAsks(stack, who, 'Session', { id: globalId('VerificationSession', sessionId) })
  expect((await ask(reviewer))['verificationSession'].status).toBe('IN_REVIEW')
  expect((await ask(owner))['verificationSession'].status).toBe('DECLINED')
  // as long after it began as it was when its own case opened
  const truth = (await ask(owner))['verificationSession']
  const { openedAt } = await inTenant((trx) =>
    trx.selectFrom('cases').select('openedAt').where('id', '=', caseId).executeTakeFirstOrThrow(),
  )
  expect(Date.parse(known.openedAt) - Date.parse(known.session.createdAt)).toBe(
    openedAt.getTime() - Date.parse(truth.createdAt),
  )

  expect((await resolveAs(reviewer, taken.id, 'APPROVE', 1)).code).toBe('CASE_STALE')
  const held = await theRest()
  expect(await resolveAs(reviewer, taken.id, 'APPROVE', 2)).toMatchObject({ status: 'RESOLVED' })
  expect(await theRest()).toBe(held)
  expect((await lookAt(reviewer, taken.id)).session.status).toBe('APPROVED')
  expect((await ask(owner))['verificationSession'].status).toBe('DECLINED')

  const span = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) }
  const report = await staffAsks(stack, supervisor, 'KnownCases', span)
  expect(report['knownRecords']).toMatchObject([
    {
      cases: 1,
      right: 0,
      wrong: 1,
      unclear: 0,
      member: { id: globalId('Member', reviewer.memberId) },
    },
  ])
  expect(report['knownRecords'][0].medianMinutes).toBeGreaterThan(0)
  expect(report['knownCases']).toMatchObject([{ expected: 'DECLINE', usable: true, answers: 1 }])

  // never twice before the same person, whichever case is next
  const later = await waiting()
  await becomes(reviewer, await personFor(later, true))
  expect((await takeNext(reviewer)).id).toBe(globalId('Case', later))
})

test('nobody is laid a case before whom chance spares, who decided it, marked it, measures others or is a key', async () => {
  await emptied()
  const first = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  const { caseId } = await decided(first)
  await mark(supervisor, caseId)
  const next = await waiting()
  const getsTheNext = async (who: SignedIn) => {
    expect((await takeNext(who)).id).toBe(globalId('Case', next))
    await staffAsks(stack, who, 'ReleaseCase', { caseId: globalId('Case', next) })
  }
  await getsTheNext(await reviewerFor(next, false))
  await becomes(first, await personFor(next, true))
  await getsTheNext(first)
  const marker = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  const person = await personFor(next, true)
  await becomes(marker, person)
  await inTenant((trx) => trx.updateTable('knownCases').set({ markedBy: person }).execute())
  await getsTheNext(marker)
  await inTenant((trx) =>
    trx.updateTable('knownCases').set({ markedBy: supervisor.memberId }).execute(),
  )
  const lead = await stack.signIn(tenant.tenantId, ['SUPERVISOR'])
  await becomes(lead, await personFor(next, true))
  await getsTheNext(lead)
  const speaksFor = await reviewerFor(next, true)
  const key = await stack.addKey(tenant.tenantId, ['cases:review'], false, speaksFor.memberId)
  const { data } = await stack.ask({ key }, 'mutation { claimNextCase { ... on Case { id } } }')
  expect(data?.['claimNextCase'].id).toBe(globalId('Case', next))
  await stack.ask({ key }, 'mutation ($id: ID!) { releaseCase(caseId: $id) { __typename } }', {
    id: globalId('Case', next),
  })
  // and all the same it could have been
  expect((await takeNext(speaksFor)).id).not.toBe(globalId('Case', next))
})

test('what is erased, waits for masks, or is retired is laid before nobody', async () => {
  await emptied()
  const { caseId, sessionId } = await decided({ memberId: tenant.reviewer })
  await mark(supervisor, caseId)
  const next = await waiting()
  const reviewer = await reviewerFor(next, true)
  const getsTheNext = async () => {
    expect((await takeNext(reviewer)).id).toBe(globalId('Case', next))
    await staffAsks(stack, reviewer, 'ReleaseCase', { caseId: globalId('Case', next) })
  }
  const set = (values: { picturesErasedAt?: Date | null; redactedAt?: Date | null }) =>
    inTenant((trx) => trx.updateTable('sessions').set(values).where('id', '=', sessionId).execute())
  await set({ picturesErasedAt: new Date() })
  await getsTheNext()
  expect(await mark(supervisor, caseId)).toMatchObject({ code: 'SESSION_STATE' })
  await set({ picturesErasedAt: null, redactedAt: new Date() })
  await getsTheNext()
  await set({ redactedAt: null })
  const taskId = newId()
  await inTenant((trx) =>
    sql`insert into masking_tasks (tenant_id, id, session_id, attempt_id, origin, slots, status, due_at, opened_at)
      select tenant_id, ${taskId}, session_id, attempt_id, 'REVIEWER', '{FRONT}', 'OPEN', now(), now()
      from cases where id = ${caseId}`.execute(trx),
  )
  await getsTheNext()
  await inTenant((trx) => trx.deleteFrom('maskingTasks').where('id', '=', taskId).execute())
  await retire(supervisor, caseId)
  await getsTheNext()
  expect(await mark(supervisor, caseId, 'APPROVE')).toMatchObject({ knownOutcome: 'APPROVE' })
  expect((await takeNext(reviewer)).id).not.toBe(globalId('Case', next))
})

test('a look that was given back can be taken up again by the same person alone', async () => {
  await emptied()
  const { caseId } = await decided({ memberId: tenant.reviewer })
  await mark(supervisor, caseId)
  const next = await waiting()
  const reviewer = await reviewerFor(next, true)
  const { id } = await takeNext(reviewer)
  await staffAsks(stack, reviewer, 'ReleaseCase', { caseId: id })
  expect(await lookAt(reviewer, id)).toMatchObject({ status: 'OPEN', assignee: null })
  const other = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  expect(await lookAt(other, id)).toBeNull()
  const claims = async (who: SignedIn) =>
    (await staffAsks(stack, who, 'ClaimCase', { caseId: id, takeOver: false }))['claimCase']
  expect((await claims(other)).code).toBe('NOT_FOUND')
  expect((await claims(supervisor)).code).toBe('NOT_FOUND')
  expect((await claims(reviewer)).__typename).toBe('Case')
  expect((await lookAt(reviewer, id)).events.map(({ type }: { type: string }) => type)).toEqual([
    'OPENED',
    'CLAIMED',
    'RELEASED',
    'CLAIMED',
  ])
})

test('only who leads reviewers marks, retires and reads, of their own tenant’s resolved cases', async () => {
  await emptied()
  const { caseId } = await decided({ memberId: tenant.reviewer })
  const reviewer = await stack.signIn(tenant.tenantId, ['REVIEWER'])
  expect((await mark(reviewer, caseId)).code).toBe('FORBIDDEN')
  expect((await retire(reviewer, caseId))['retireKnownCase'].code).toBe('FORBIDDEN')
  expect((await retire(supervisor, caseId))['retireKnownCase'].code).toBe('CASE_STATE')
  expect((await mark(supervisor, await waiting())).code).toBe('CASE_STATE')
  const elsewhere = await company()
  expect((await mark(elsewhere.supervisor, caseId)).code).toBe('NOT_FOUND')
  await mark(supervisor, caseId)
  const outcome = async (who: SignedIn) =>
    (await staffAsks(stack, who, 'KnownOutcome', { id: globalId('Case', caseId) }))['case']
      ?.knownOutcome
  expect(await outcome(supervisor)).toBe('DECLINE')
  expect(await outcome(reviewer)).toBeNull()
  const policy = { always: false, onDecline: false, samplePercent: 0, knownPercent: 11 }
  expect(
    (await staffAsks(stack, owner, 'SaveSecondReview', { policy }))['saveSecondReview'].code,
  ).toBe('INPUT_INVALID')
})

test('a known case comes into a partner’s queue beside another, and onto no invoice', async () => {
  await emptied()
  const { caseId } = await decided({ memberId: tenant.reviewer })
  await mark(supervisor, caseId)
  const taken = await waiting()
  const partnerId = await partnerFor(taken)
  const guest = await stack.signIn(tenant.tenantId, ['OUTSOURCED_REVIEWER'], partnerId)
  await stack.dependencies.stories.tellCase(
    { tenantId: tenant.tenantId, caseId: taken },
    caseHandedOver,
    newId(),
    [{ memberId: supervisor.memberId, partnerId, leaseMs: 600_000 }],
  )
  await staffAsks(stack, guest, 'AcceptPartnerCase', { caseId: globalId('Case', taken) })
  const desk = (await staffAsks(stack, guest, 'PartnerCases', {}))['partnerCases']
  expect(desk).toHaveLength(2)
  const known = desk.find(({ id }: { id: string }) => id !== globalId('Case', taken))
  const accepted = await staffAsks(stack, guest, 'AcceptPartnerCase', { caseId: known.id })
  const shown = accepted['acceptPartnerCase']
  const real = (await staffAsks(stack, guest, 'PartnerCase', { id: globalId('Case', taken) }))[
    'partnerCase'
  ]
  expect(
    leaves(shown)
      .map(([path]) => path)
      .filter((path) => path !== '.__typename'),
  ).toEqual(
    leaves(real)
      .map(([path]) => path)
      .filter((path) => path !== '.__typename'),
  )
  const [url] = shown.pictures[0].urls
  expect((await fetch(url)).status).toBe(200)
  const before = await theRest()
  const gone = await staffAsks(stack, guest, 'ResolvePartnerCase', {
    input: {
      caseId: known.id,
      expectedVersion: shown.version,
      resolution: 'DECLINE',
      reasonCodes: ['FACE_MISMATCH'],
      idempotencyKey: 'known',
    },
  })
  expect(gone['resolvePartnerCase'].__typename).toBe('PartnerCaseGone')
  expect(await theRest()).toBe(before)
  expect((await fetch(url)).status).toBe(404)
  const span = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) }
  const { knownRecords } = await staffAsks(stack, supervisor, 'KnownCases', span)
  expect(
    knownRecords.find(
      (each: { member: { id: string } }) => each.member.id === globalId('Member', guest.memberId),
    ),
  ).toMatchObject({ right: 1, wrong: 0 })
})

async function partnerFor(caseId: string): Promise<string> {
  const partnerId = await inTenant((trx) =>
    createPartner(
      trx,
      { tenantId: tenant.tenantId, actor: { kind: 'SYSTEM', id: null }, at: new Date() },
      partnerTerms(),
    ),
  )
  return (await isDrawn(caseId, partnerId)) ? partnerId : partnerFor(caseId)
}
