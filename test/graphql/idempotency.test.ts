import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { createSession, sessionInput } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { allScopes, startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: string

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  tenantId = (await prepareTenant(stack.database)).tenantId
  key = await stack.addKey(tenantId)
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const create = async (input: object, caller = key) =>
  (await stack.ask({ key: caller }, createSession, { input })).data?.['createVerificationSession']
const count = (table: 'sessions' | 'applicants' | 'captureLinks') =>
  withTenant(stack.database.db, tenantId, async (trx) => {
    const { n } = await trx
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow()
    return Number(n)
  })

test('twenty equal requests at once make one session, one applicant, one link', async () => {
  const before = [await count('sessions'), await count('applicants'), await count('captureLinks')]
  const input = sessionInput()
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(input)))
  expect(new Set(answers.map(({ session }) => session.id)).size).toBe(1)
  expect(new Set(answers.map(({ captureLink }) => captureLink.url)).size).toBe(1)
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect([await count('sessions'), await count('applicants'), await count('captureLinks')]).toEqual(
    before.map((n) => n + 1),
  )
})

test('twenty unequal requests with one key at once: one is made, the others are refused', async () => {
  const input = sessionInput()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => create({ ...input, externalId: `other-${i}` })),
  )
  expect(answers.filter(({ session }) => session)).toHaveLength(1)
  expect(answers.filter(({ code }) => code === 'IDEMPOTENCY_CONFLICT')).toHaveLength(19)
})

test('twenty sessions of one applicant at once have one applicant', async () => {
  const before = await count('applicants')
  const externalId = 'one-and-the-same'
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => create(sessionInput({ externalId }))),
  )
  expect(new Set(answers.map(({ session }) => session.id)).size).toBe(20)
  expect(await count('applicants')).toBe(before + 1)
})

test('a key is each tenant’s own, and each side’s of the sandbox', async () => {
  const input = sessionInput()
  const first = await create(input)
  const other = await stack.addKey((await prepareTenant(stack.database)).tenantId)
  expect((await create(input, other)).session.id).not.toBe(first.session.id)
  const sandbox = await stack.addKey(tenantId, allScopes, true)
  expect(await create(input, sandbox)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
})

test('what was refused leaves its key free', async () => {
  const input = sessionInput()
  expect(await create({ ...input, method: 'JPKI' })).toMatchObject({ code: 'INPUT_INVALID' })
  expect((await create(input)).replayed).toBe(false)
})

test('order and absence of fields make no other request', async () => {
  const input = sessionInput({ redirectUrl: null })
  const { redirectUrl: _, ...less } = Object.fromEntries(Object.entries(input).toReversed())
  const first = await create(input)
  const again = await create({ ...input })
  expect(again.session.id).toBe(first.session.id)
  expect(less).not.toHaveProperty('redirectUrl')
})
