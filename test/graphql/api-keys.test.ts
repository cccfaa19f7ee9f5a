import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { operationHashes } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type SignedIn, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let owner: SignedIn
let aheadMs = 0
const [hour, day] = [3_600_000, 86_400_000]

beforeAll(async () => {
  stack = await startStack(scriptedVision(), {
    trustedProxies: 1,
    clock: () => new Date(Date.now() + aheadMs),
  })
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
const ask = async (operation: string, variables: object, who = owner) => {
  const { data } = await stack.ask({ cookie: who.cookie }, hashes.get(operation) ?? '', variables)
  return Object.values(data ?? {})[0]
}
const create = (other: object = {}) =>
  ask('CreateApiKey', {
    input: { name: 'shop', scopes: ['SESSIONS_READ'], sandbox: true, ...other },
  })
const rotate = (apiKeyId: string, overlapHours: number, who = owner) =>
  ask('RotateApiKey', { apiKeyId, overlapHours, expiresInDays: 90 }, who)
const opens = async (key: string) =>
  (await stack.ask({ key }, '{ viewer { kind } }')).data?.['viewer']?.kind === 'API_KEY'

test('a key ends by itself on its day, and one without a day goes on', async () => {
  const [ending, lasting] = [await create({ expiresInDays: 30 }), await create()]
  expect(await opens(ending.secret)).toBe(true)
  aheadMs = 30 * day + 1000
  expect(await opens(ending.secret)).toBe(false)
  expect(await opens(lasting.secret)).toBe(true)
})

test('a replaced key goes on beside the new one for as long as was said, and no longer', async () => {
  const old = await create({ expiresInDays: 365 })
  const made = await rotate(old.apiKey.id, 24)
  expect(made.apiKey).toMatchObject({
    name: 'shop',
    scopes: ['SESSIONS_READ'],
    sandbox: true,
    replaced: false,
  })
  expect([await opens(old.secret), await opens(made.secret)]).toEqual([true, true])
  aheadMs = 24 * hour + 1000
  expect([await opens(old.secret), await opens(made.secret)]).toEqual([false, true])
})

test('a key is replaced once, at once where that is wanted, and not after its end', async () => {
  const old = await create()
  const answers = await Promise.all([rotate(old.apiKey.id, 0), rotate(old.apiKey.id, 0)])
  expect(answers.map(({ code }) => code ?? 'OK').toSorted()).toEqual(['KEY_OVER', 'OK'])
  expect(await opens(old.secret)).toBe(false)
  const revoked = await create()
  await ask('RevokeApiKey', { apiKeyId: revoked.apiKey.id })
  expect(await rotate(revoked.apiKey.id, 24)).toMatchObject({ code: 'KEY_OVER' })
  const over = await create({ expiresInDays: 1 })
  aheadMs = day + 1000
  expect(await rotate(over.apiKey.id, 24)).toMatchObject({ code: 'KEY_OVER' })
})

test('nobody replaces a key that opens more than they may, or speaks for somebody', async () => {
  const developer = await stack.signIn(tenantId, ['DEVELOPER'])
  const exporting = await create({ scopes: ['EXPORTS_READ'] })
  expect(await rotate(exporting.apiKey.id, 0, developer)).toMatchObject({ code: 'FORBIDDEN' })
  const reviewer = await ask('CreateServiceReviewer', { displayName: 'Program' })
  const reviewing = await create({ scopes: ['CASES_REVIEW'], speaksForId: reviewer?.id ?? null })
  if (reviewing.apiKey)
    expect(await rotate(reviewing.apiKey.id, 0, developer)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await opens(exporting.secret)).toBe(true)
})

test.for([0, -1, 1826, 1.5])('a life of %d days is refused', async (expiresInDays) => {
  const answer = await stack.ask({ cookie: owner.cookie }, hashes.get('CreateApiKey') ?? '', {
    input: { name: 'x', scopes: ['SESSIONS_READ'], sandbox: true, expiresInDays },
  })
  expect(answer.data?.['createApiKey']?.code ?? answer.errors?.[0]?.extensions?.code).toBe(
    'INPUT_INVALID',
  )
})
