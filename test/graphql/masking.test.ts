import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { capturesById } from '../../db/reads/attempts.ts'
import { newId } from '../../domain/ids.ts'
import { maskLimits } from '../../domain/masking.ts'
import {
  applyWithCard,
  photographLicence,
  unsureVision,
  type Photograph,
} from '../support/masking-desk.ts'
import { addEvidence } from '../support/add-evidence.ts'
import { operationHashes } from '../support/api-applicant.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant, reach } from '../support/tenant.ts'

vi.setConfig({ testTimeout: 60_000 })

const admin = operationHashes('admin')
let stack: Stack
let photograph: Photograph
let tenantId: string
let sessionId: string
let operator: SignedIn
let other: SignedIn
let reviewer: SignedIn
let taskId: string

beforeAll(async () => {
  photograph = await photographLicence()
  stack = await startStack(
    unsureVision(() => ['FRONT', 'BACK']),
    { trustedProxies: 1 },
  )
})
beforeEach(async () => {
  tenantId = (await prepareTenant(stack.database)).tenantId
  const key = await stack.addKey(tenantId)
  operator = await stack.signIn(tenantId, ['MASK_OPERATOR'])
  other = await stack.signIn(tenantId, ['MASK_OPERATOR'])
  reviewer = await stack.signIn(tenantId, ['REVIEWER'])
  sessionId = await applyWithCard(stack, key, photograph, 'customer-1')
  taskId = await vi.waitFor(async () => {
    const [task] = (await ask(operator, 'MaskingTasks')).maskingTasks
    expect(task?.id).toMatch(/^mask_/)
    return String(task.id)
  }, 20_000)
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const ask = async (who: SignedIn, operation: string, variables: object = {}) => {
  const { data, errors } = await stack.ask(who, admin.get(operation) ?? '', variables)
  return data ?? { code: errors?.[0]?.extensions?.code }
}
const claim = async (who: SignedIn) =>
  (await ask(who, 'ClaimMaskingTask', { taskId })).claimMaskingTask
const square = [0.1, 0.1, 0.4, 0.1, 0.4, 0.3, 0.1, 0.3]
type Shapes = readonly (readonly number[])[]

/** @param shapes of the front's only frame */
const confirm = async (
  who: SignedIn,
  task: { version: number; pictures: { captureId: string; slot: string; frames: object[] }[] },
  shapes: Shapes,
  change: (pictures: object[]) => object[] = (same) => same,
) => {
  const pictures = task.pictures.map(({ captureId, slot, frames }) => ({
    captureId,
    frames: frames.map(() => ({
      shapes: (slot === 'FRONT' ? shapes : []).map((points) => ({ points })),
    })),
  }))
  const idempotencyKey = crypto.randomUUID()
  const input = {
    taskId,
    expectedVersion: task.version,
    pictures: change(pictures),
    idempotencyKey,
  }
  const answer = await ask(who, 'ConfirmMasks', { input })
  return { input, answer: answer.confirmMasks ?? answer }
}

test('the queue and the originals are the mask operators’ alone', async () => {
  for (const role of [
    'OWNER',
    'REVIEWER',
    'SUPERVISOR',
    'AUDITOR',
    'OUTSOURCED_REVIEWER',
  ] as const) {
    const member = await stack.signIn(tenantId, [role])
    expect(await ask(member, 'MaskingTasks'), role).toEqual({ code: 'FORBIDDEN' })
    expect(await ask(member, 'MaskingTask', { id: taskId }), role).toEqual({ maskingTask: null })
    expect(await claim(member), role).toMatchObject({ code: 'FORBIDDEN' })
  }
})

test('an original opens for the holder alone, upright and without metadata, each view is on record, and it closes with the task', async () => {
  const before = (await ask(operator, 'MaskingTask', { id: taskId })).maskingTask
  expect(before).toMatchObject({ mine: false, pictures: [], note: null, heldBy: null })
  const task = await claim(operator)
  expect(task.pictures.map(({ slot }: { slot: string }) => slot)).toEqual(['FRONT', 'BACK'])
  expect(task.pictures[0].frames[0].proposed.length).toBeGreaterThan(0)
  const { url } = task.pictures[0].frames[0]
  const opened = await fetch(url)
  expect(opened.status).toBe(200)
  expect(opened.headers.get('cache-control')).toBe('no-store')
  expect(url).not.toContain(sessionId)
  const seen = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['actorId', 'canonical'])
      .where('action', '=', 'picture.viewed')
      .executeTakeFirstOrThrow(),
  )
  expect(seen.actorId).toBe(operator.memberId)
  expect(JSON.parse(seen.canonical)).toMatchObject({ detail: { variant: 'ORIGINAL', frame: 0 } })

  // another operator sees who has it, and nothing of the pictures
  expect((await ask(other, 'MaskingTask', { id: taskId })).maskingTask).toMatchObject({
    mine: false,
    pictures: [],
    heldBy: expect.any(String),
  })
  expect(await claim(other)).toMatchObject({ code: 'CASE_TAKEN' })
  // nor does anybody by the doors for masked pictures
  const captures = await withTenant(stack.database.db, tenantId, async (trx) => {
    const rows = await trx.selectFrom('captures').select('id').execute()
    return [
      ...(
        await capturesById(
          trx,
          rows.map(({ id }) => id),
        )
      ).values(),
    ]
  })
  for (const { slot, maskedKey, rectifiedKey } of captures.filter(({ withheld }) => withheld))
    expect({ slot, maskedKey, rectifiedKey }).toMatchObject({ maskedKey: null, rectifiedKey: null })
  expect(captures.filter(({ withheld }) => withheld)).toHaveLength(2)

  await ask(operator, 'ReleaseMaskingTask', { taskId })
  expect((await fetch(url)).status).toBe(404)
  await claim(other)
  expect((await fetch(url)).status).toBe(404)
})

test.each<[string, Shapes]>([
  ['outside the picture', [[2, 2, 3, 2, 3, 3]]],
  ['a line', [[0.1, 0.1, 0.2, 0.2, 0.3, 0.3]]],
  ['two points', [[0.1, 0.1, 0.2, 0.2]]],
  ['an x without its y', [[...square, 0.5]]],
  ['numbers beyond all measure', [[1e300, 0, 0, 1e300, 1, 1]]],
  [
    'too many points',
    [Array.from({ length: 2 * maskLimits.pointsOfShape + 2 }, (_, i) => (i % 9) / 9)],
  ],
  ['too many shapes', Array.from({ length: maskLimits.shapes + 1 }, () => square)],
])('a mask that hides nothing or too much is refused: %s', async (_name, shapes) => {
  const task = await claim(operator)
  const { answer } = await confirm(operator, task, shapes)
  expect(answer).toMatchObject({ code: 'INPUT_INVALID' })
  expect((await ask(operator, 'MaskingTask', { id: taskId })).maskingTask.status).toBe('ASSIGNED')
})

test('text for numbers, and 100,000 points, do not come through the door', async () => {
  const task = await claim(operator)
  const long = Array.from({ length: 200_000 }, (_, i) => (i % 97) / 97)
  expect((await confirm(operator, task, [long])).answer).toEqual({ code: 'UPLOAD_TOO_LARGE' })
  const text = await confirm(operator, task, [square], (pictures) =>
    JSON.parse(JSON.stringify(pictures).replace('0.4', '"0.4"')),
  )
  expect(text.answer).toMatchObject({ code: 'INPUT_INVALID' })
  expect((await claim(operator)).status).toBe('ASSIGNED')
})

test('an answer that leaves a picture out, tells one twice, or of another session is refused', async () => {
  const task = await claim(operator)
  const changes: ((pictures: object[]) => object[])[] = [
    ([first = {}]) => [first],
    ([first = {}]) => [first, first],
    ([first = {}, second = {}]) => [first, { ...second, captureId: `cap_${taskId.slice(5)}` }],
    ([first = {}, second = {}]) => [first, { ...second, frames: [] }],
    ([first = {}, second = {}]) => [first, { ...second, frames: [{ shapes: [] }, { shapes: [] }] }],
    () => [],
  ]
  for (const change of changes)
    expect((await confirm(operator, task, [square], change)).answer).toMatchObject({
      code: 'INPUT_INVALID',
    })
})

test('who lost the task, or saw an older state of it, burns nothing in', async () => {
  const task = await claim(operator)
  await ask(operator, 'ReleaseMaskingTask', { taskId })
  expect((await confirm(operator, task, [square])).answer).toMatchObject({
    code: 'CASE_LEASE_LOST',
  })
  const others = await claim(other)
  expect((await confirm(operator, task, [square])).answer).toMatchObject({
    code: 'CASE_LEASE_LOST',
  })
  expect((await confirm(other, { ...others, version: 1 }, [square])).answer).toMatchObject({
    code: 'CASE_STALE',
  })
  const { input, answer } = await confirm(other, others, [square])
  expect(answer).toMatchObject({ status: 'DONE' })
  // sent twice, it counts once
  expect((await ask(other, 'ConfirmMasks', { input })).confirmMasks).toMatchObject({
    status: 'DONE',
  })
  expect(await claim(operator)).toMatchObject({ code: 'CASE_STATE' })
  await reach(stack.database, tenantId, sessionId, 'IN_REVIEW')
})

test.each([
  ['is shut out', 'DisableMember', {}],
  ['masks no more', 'ChangeMemberRoles', { roles: ['DEVELOPER'] }],
])('an operator who %s sees nothing more and holds nothing', async (_name, operation, how) => {
  const owner = await stack.signIn(tenantId, ['OWNER'])
  const { url } = (await claim(operator)).pictures[0].frames[0]
  expect((await fetch(url)).status).toBe(200)
  const memberId = `mem_${operator.memberId}`
  const [changed] = Object.values(await ask(owner, operation, { memberId, ...how }))
  expect(changed).toMatchObject({ __typename: 'Member' })
  expect((await fetch(url)).status).toBe(404)
  expect((await ask(other, 'MaskingTask', { id: taskId })).maskingTask).toMatchObject({
    status: 'OPEN',
    heldBy: null,
  })
  const released = await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select('actorId')
      .where('action', '=', 'masking.released')
      .executeTakeFirstOrThrow(),
  )
  expect(released.actorId).toBe(owner.memberId)
})

test('the door of an original is shut to who was shut out, be the task given back or not', async () => {
  const { url } = (await claim(operator)).pictures[0].frames[0]
  await withTenant(stack.database.db, tenantId, (trx) =>
    trx
      .updateTable('members')
      .set({ disabledAt: new Date() })
      .where('id', '=', operator.memberId)
      .execute(),
  )
  expect((await fetch(url)).status).toBe(404)
})

test('two who ask for the next one at once get one each, or nothing', async () => {
  const [one, two] = await Promise.all([
    ask(operator, 'ClaimNextMaskingTask'),
    ask(other, 'ClaimNextMaskingTask'),
  ])
  const kinds = [one, two].map((each) => each.claimNextMaskingTask.__typename)
  expect(kinds.toSorted()).toEqual(['MaskingTask', 'NothingToMask'])
})

test('a reviewer sends a picture back only while holding the case', async () => {
  const task = await claim(operator)
  await confirm(operator, task, [square])
  await reach(stack.database, tenantId, sessionId, 'IN_REVIEW')
  const caseId = await vi.waitFor(async () => {
    const { id } = await withTenant(stack.database.db, tenantId, (trx) =>
      trx.selectFrom('cases').select('id').executeTakeFirstOrThrow(),
    )
    return `case_${id}`
  }, 10_000)
  const send = async (who: SignedIn, slots = ['FRONT']) => {
    const input = { caseId, slots, note: '写真の下の番号', idempotencyKey: crypto.randomUUID() }
    return (await ask(who, 'SendForMasking', { input })).sendForMasking
  }
  expect(await send(operator)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await send(reviewer)).toMatchObject({ code: 'CASE_LEASE_LOST' })
  await vi.waitFor(async () => {
    const claimed = (await ask(reviewer, 'ClaimCase', { caseId })).claimCase
    expect(claimed).toMatchObject({ status: 'ASSIGNED' })
  }, 10_000)
  expect(await send(reviewer, ['LIVENESS'])).toMatchObject({ code: 'INPUT_INVALID' })
  expect(await send(reviewer, [])).toMatchObject({ code: 'INPUT_INVALID' })
  const earlier = await addEarlierCapture()
  const evidence = await addEvidence(stack.database, tenantId, sessionId)
  expect(await send(reviewer)).toMatchObject({ awaitsMasking: true })
  // nor in what was packed before, nor as it was in an earlier attempt
  expect(await earlier()).toMatchObject({ withheld: true, maskedKey: null })
  expect(await evidence()).toEqual({ status: 'CANCELLED', wrappedKey: null })
  expect(await send(reviewer)).toMatchObject({ code: 'CASE_STATE' })
  const [again] = (await ask(operator, 'MaskingTasks')).maskingTasks
  taskId = again.id
  const held = await claim(operator)
  expect(held).toMatchObject({ origin: 'REVIEWER', note: '写真の下の番号' })
  // what was burnt in is not proposed again, and the picture shown is the masked one
  expect(held.pictures).toMatchObject([{ slot: 'FRONT', frames: [{ proposed: [] }] }])
  expect((await fetch(held.pictures[0].frames[0].url)).status).toBe(200)
  expect((await confirm(operator, held, [square])).answer).toMatchObject({ status: 'DONE' })
  expect(await earlier()).toMatchObject({ maskedKey: null, rectifiedKey: null })
  expect((await ask(reviewer, 'Case', { id: caseId })).case).toMatchObject({
    awaitsMasking: false,
  })
})

/** The front's picture as it was in an attempt before. @returns what a reader of pictures sees of it */
async function addEarlierCapture() {
  const id = newId(Date.now())
  await withTenant(stack.database.db, tenantId, async (trx) => {
    const front = await trx
      .selectFrom('captures')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .where('slot', '=', 'FRONT')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('captures')
      .values({
        ...front,
        id,
        supersededAt: new Date(),
        frames: JSON.stringify(front.frames),
        verdict: JSON.stringify(front.verdict),
        maskRegions: JSON.stringify(front.maskRegions),
      })
      .execute()
  })
  return () =>
    withTenant(stack.database.db, tenantId, async (trx) => (await capturesById(trx, [id])).get(id))
}
