import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { verifyAuditChain } from '../../db/audit.ts'
import { withTenant } from '../../db/client.ts'
import { erasedKinds, outcomesKept } from '../../domain/retention.ts'
import { addEvidence } from '../support/add-evidence.ts'
import { applyByApi, followLink, openByApi, operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

const dayMs = 86_400_000
let stack: Stack
/** By how far the activities and the API are ahead of the world. */
let aheadMs = 0
const clock = () => new Date(Date.now() + aheadMs)
const admin = operationHashes('admin')

beforeAll(async () => {
  stack = await startStack(scriptedVision(), { trustedProxies: 1, clock, workerClock: clock })
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})
beforeEach(() => {
  aheadMs = 0
})

const asks = async (who: SignedIn, operation: string, variables: object = {}) => {
  const answer = await stack.ask(who, admin.get(operation) ?? '', variables)
  if (!answer.data) throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`)
  const [value] = Object.values(answer.data)
  return value
}
type Days = Partial<Record<(typeof erasedKinds)[number], number>>
const termsOf = (approved: Days) =>
  outcomesKept.flatMap((outcome) =>
    erasedKinds.map((kind) => ({
      outcome,
      kind,
      days: outcome === 'APPROVED' ? (approved[kind] ?? null) : null,
    })),
  )
const save = (who: SignedIn, approved: Days, expectedVersion: number) =>
  asks(who, 'SaveRetention', { terms: termsOf(approved), expectedVersion })

/** An application that was approved. @returns its id without the prefix */
async function approved(tenantId: string, idempotencyKey: string): Promise<string> {
  const key = await stack.addKey(tenantId)
  const other = { externalId: 'one person', idempotencyKey }
  const { id, link } = await openByApi(stack, { key }, other)
  await applyByApi(stack, await followLink(link))
  await reach(stack.database, tenantId, id.slice(3), 'APPROVED')
  return id.slice(3)
}

const stateOf = (tenantId: string, sessionId: string) =>
  withTenant(stack.database.db, tenantId, async (trx) => ({
    session: await trx
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow(),
    blobs: await trx.selectFrom('blobs').selectAll().where('sessionId', '=', sessionId).execute(),
    films: (
      await trx
        .selectFrom('captures')
        .select('originalKey')
        .where('sessionId', '=', sessionId)
        .where('slot', '=', 'LIVENESS')
        .execute()
    ).map(({ originalKey }) => originalKey),
    facts: await trx
      .selectFrom('checkResults')
      .innerJoin('attempts', 'attempts.id', 'checkResults.attemptId')
      .select('key')
      .where('attempts.sessionId', '=', sessionId)
      .execute(),
    readings: await trx.selectFrom('extractions').select('attemptId').execute(),
    inbox: await trx.selectFrom('inbox').select('id').where('sessionId', '=', sessionId).execute(),
    audit: (
      await trx
        .selectFrom('auditEvents')
        .select('action')
        .where('subjectId', '=', sessionId)
        .orderBy('seq')
        .execute()
    ).map(({ action }) => action),
    chain: await verifyAuditChain(trx),
  }))

const inStore = async (keys: readonly string[]) => {
  const there = await Promise.all(keys.map((key) => stack.database.store.has(key)))
  return there.filter(Boolean).length
}

test('pictures, film and person go each in its time, and facts, decision and chain stay', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const lead = await stack.signIn(tenantId, ['SUPERVISOR'])
  const [plain, held] = [await approved(tenantId, 'plain'), await approved(tenantId, 'held')]
  const before = await stateOf(tenantId, plain)
  expect(before.blobs.length).toBeGreaterThan(5)
  expect(before.inbox).toHaveLength(1)
  expect(await inStore(before.blobs.map(({ key }) => key))).toBe(before.blobs.length)
  expect(
    await asks(lead, 'PlaceLegalHold', { sessionId: `vs_${held}`, reason: 'LITIGATION' }),
  ).toMatchObject({ legalHold: { reason: 'LITIGATION' } })

  const keeping = `query ($id: ID!) { verificationSession(id: $id) { legalHold { reason } history { action } } }`
  const program = await stack.ask({ key: await stack.addKey(tenantId) }, keeping, {
    id: `vs_${held}`,
  })
  expect(program.errors).toBeUndefined()
  expect(JSON.stringify(program.data)).not.toMatch(/LITIGATION|hold_placed/)

  expect(await save(owner, { FILMS: 10, PICTURES: 30, PERSON: 60 }, 0)).toMatchObject({
    retentionVersion: 1,
  })
  const preview = async () => {
    const { counts, held: kept } = await asks(lead, 'RetentionPreview', {
      terms: termsOf({ FILMS: 10, PICTURES: 30, PERSON: 60 }),
    })
    const due = counts.filter(({ sessions }: { sessions: number }) => sessions > 0)
    return { kept, due: due.map(({ kind }: { kind: string }) => kind).toSorted() }
  }
  expect(await preview()).toEqual({ kept: 1, due: [] })
  const erase = async (column: 'filmsErasedAt' | 'picturesErasedAt' | 'redactedAt') => {
    await asks(owner, 'ApplyRetention')
    return vi.waitFor(async () => {
      const state = await stateOf(tenantId, plain)
      expect(state.session[column]).not.toBeNull()
      return state
    }, 30_000)
  }

  aheadMs = 11 * dayMs
  expect((await preview()).due).toEqual(['FILMS'])
  const filmGone = await erase('filmsErasedAt')
  expect(await inStore(filmGone.films)).toBe(0)
  expect(filmGone.session.picturesErasedAt).toBeNull()
  const rest = filmGone.blobs.filter(({ erasedAt }) => erasedAt === null)
  expect(await inStore(rest.map(({ key }) => key))).toBe(rest.length)
  expect(rest.length).toBeGreaterThan(0)

  const packed = await addEvidence(stack.database, tenantId, plain)
  const packedOfHeld = await addEvidence(stack.database, tenantId, held)
  aheadMs = 31 * dayMs
  const picturesGone = await erase('picturesErasedAt')
  expect(await inStore(picturesGone.blobs.map(({ key }) => key))).toBe(0)
  expect(picturesGone.blobs.every(({ erasedAt }) => erasedAt !== null)).toBe(true)
  expect(await packed()).toEqual({ status: 'EXPIRED', wrappedKey: null })
  expect(await packedOfHeld()).toMatchObject({ status: 'READY' })
  expect(picturesGone.facts).toEqual(before.facts)
  expect(picturesGone.session.status).toBe('APPROVED')
  // the person can still be read, and no address of a picture is given
  const session = `query ($id: ID!) { verificationSession(id: $id) { declared { name } picturesErasedAt
    attempts { checks { key } captures { imageUrl(variant: MASKED) } } decisions { outcome } } }`
  const key = await stack.addKey(tenantId)
  const seen = (await stack.ask({ key }, session, { id: `vs_${plain}` })).data?.[
    'verificationSession'
  ]
  expect(seen).toMatchObject({
    declared: { name: '山田 太郎' },
    decisions: [{ outcome: 'APPROVE' }],
  })
  expect(JSON.stringify(seen.attempts)).not.toContain('/images/')

  aheadMs = 61 * dayMs
  const personGone = await erase('redactedAt')
  expect(personGone.session).toMatchObject({
    status: 'REDACTED',
    wrappedKey: null,
    declaredSealed: null,
    personIndex: null,
  })
  expect(personGone.facts).toEqual(before.facts)
  expect(personGone.inbox).toEqual([])
  expect(personGone.readings).toHaveLength(1)
  expect(personGone.audit).toEqual(
    expect.arrayContaining([
      'verification_session.films_erased',
      'verification_session.pictures_erased',
      'verification_session.redacted',
    ]),
  )
  expect(personGone.chain).toMatchObject({ intact: true })
  const left = async () =>
    await stack.ask(
      { key: await stack.addKey(tenantId) },
      '{ verificationSessions { edges { node { status applicant { externalId } declared { name } decisions { outcome } attempts { checks { key } } } } } }',
    )
  const one = await left()
  expect(one.errors).toBeUndefined()
  expect(JSON.stringify(one.data)).toContain('REDACTED')
  // the company's own id of the person stays as long as a session is about them
  expect(JSON.stringify(one.data)).toContain('"externalId":"one person"')

  // all that time the held one was left alone; let go, it is erased at once, since its time is over
  const stillThere = await stateOf(tenantId, held)
  expect(stillThere.session).toMatchObject({ status: 'APPROVED', picturesErasedAt: null })
  expect(await inStore(stillThere.blobs.map(({ key: name }) => name))).toBe(stillThere.blobs.length)
  expect(await asks(lead, 'EndLegalHold', { sessionId: `vs_${held}` })).toMatchObject({
    legalHold: null,
  })
  await asks(owner, 'ApplyRetention')
  await vi.waitFor(
    async () => expect((await stateOf(tenantId, held)).session.status).toBe('REDACTED'),
    30_000,
  )
  const none = await left()
  expect(none.errors).toBeUndefined()
  expect(JSON.stringify(none.data)).not.toMatch(/one person|山田/)
  // what is redacted can be held no more
  expect(
    await asks(lead, 'PlaceLegalHold', { sessionId: `vs_${held}`, reason: 'OTHER' }),
  ).toMatchObject({ code: 'SESSION_STATE' })
})

test('where a law wants it, years count from the contract’s end, which only the company knows', async () => {
  const { tenantId } = await prepareTenant(stack.database, { settings: { regime: 'APTCP' } })
  const owner = await stack.signIn(tenantId, ['OWNER'])
  expect(await save(owner, { PICTURES: 365 }, 0)).toMatchObject({
    code: 'RETENTION_TOO_SHORT',
    field: 'terms.APPROVED.PICTURES',
  })
  expect(await save(owner, { PICTURES: 2557, PERSON: 2557 }, 0)).toMatchObject({
    retentionVersion: 1,
  })
  const id = await approved(tenantId, 'customer')
  // the company's law changes, the session's stays
  await asks(owner, 'SaveMethods', {
    regime: 'NONE',
    offeredMethods: ['DOC_SELFIE'],
    acceptedDocuments: ['DRIVERS_LICENCE'],
    expectedVersion: 0,
  })
  expect(await save(owner, { PICTURES: 30, PERSON: 30 }, 1)).toMatchObject({ retentionVersion: 2 })
  const due = async () => {
    const { counts } = await asks(owner, 'RetentionPreview', {
      terms: termsOf({ PICTURES: 30, PERSON: 30 }),
    })
    return counts.reduce((sum: number, { sessions }: { sessions: number }) => sum + sessions, 0)
  }
  aheadMs = 9000 * dayMs
  expect(await due()).toBe(0)
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  const note = (on: string) => asks(owner, 'NoteContractEnd', { sessionId: `vs_${id}`, on })
  expect(await note('2020-01-01')).toMatchObject({ code: 'INPUT_INVALID', field: 'on' })
  expect(await note('9999-01-01')).toMatchObject({ code: 'INPUT_INVALID' })
  expect(await note(today)).toMatchObject({ contractEndedOn: today })
  expect(await due()).toBe(2)
  aheadMs = 2556 * dayMs
  expect(await due()).toBe(0)
})

test('terms that contradict each other are refused, and so is who may not set any', async () => {
  const { tenantId } = await prepareTenant(stack.database)
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const developer = await stack.signIn(tenantId, ['DEVELOPER'])
  expect(await save(owner, { PICTURES: 60, PERSON: 30 }, 0)).toMatchObject({
    code: 'INPUT_INVALID',
    field: 'terms.APPROVED.PICTURES',
  })
  expect(await save(owner, { PICTURES: 0 }, 0)).toMatchObject({ code: 'INPUT_INVALID' })
  expect(await save(owner, { FILMS: 10 }, 3)).toMatchObject({ code: 'SETTINGS_STALE' })
  for (const operation of ['ApplyRetention'])
    expect(await asks(developer, operation)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await save(developer, { FILMS: 10 }, 0)).toMatchObject({ code: 'FORBIDDEN' })
})
