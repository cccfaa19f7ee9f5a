import { afterAll, beforeAll, expect, test } from 'vitest'
import { operationHashes } from '../support/api-applicant.ts'
import { askAnything } from '../support/any-operation.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  tenantId = (await prepareTenant(stack.database)).tenantId
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

test('nobody publishes a profile they wrote, not even an owner', async () => {
  const admin = operationHashes('admin')
  const owner = { cookie: (await stack.signIn(tenantId, ['OWNER'])).cookie }
  const second = { cookie: (await stack.signIn(tenantId, ['PROFILE_PUBLISHER'])).cookie }
  const ask = async (caller: typeof owner, operation: string, variables: object) =>
    Object.values((await stack.ask(caller, admin.get(operation) ?? '', variables)).data ?? {})[0]
  const draft = await ask(owner, 'CreateCheckProfile', { input: { name: 'own', preset: 'FULL' } })
  expect(draft.__typename).toBe('CheckProfileVersion')
  // not before it was handed in, either
  expect(await ask(second, 'PublishCheckProfile', { versionId: draft.id })).toMatchObject({
    __typename: 'OperationError',
  })
  await ask(owner, 'SubmitCheckProfile', { versionId: draft.id })
  expect(await ask(owner, 'PublishCheckProfile', { versionId: draft.id })).toMatchObject({
    code: 'PROFILE_SELF_APPROVAL',
  })
  const status = async () =>
    (
      await askAnything(
        stack,
        owner,
        'query ($id: ID!) { checkProfileVersion(id: $id) { status } }',
        {
          id: draft.id,
        },
      )
    ).data?.['checkProfileVersion']
  expect(await status()).toEqual({ status: 'SUBMITTED' })
  await ask(second, 'PublishCheckProfile', { versionId: draft.id })
  expect(await status()).toEqual({ status: 'PUBLISHED' })
})

test('a webhook goes to no private address, whatever it is called', async () => {
  await using strict = await startStack(scriptedVision(), {
    allowPrivateTargets: false,
    resolveHost: async (host) =>
      host === 'inside.example.test' ? ['93.184.216.34', '10.0.0.8'] : ['93.184.216.34'],
  })
  const own = await strict.addKey((await prepareTenant(strict.database)).tenantId)
  const register = async (url: string) =>
    (
      await strict.ask(
        { key: own },
        'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { __typename ... on OperationError { code message } } }',
        { input: { url } },
      )
    ).data?.['createWebhookEndpoint']
  for (const url of [
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::7f00:1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://inside.example.test/',
    'https://user:pass@outside.example.test/',
    'http://outside.example.test/',
    'ftp://outside.example.test/',
    'file:///etc/passwd',
    '/hook',
    '',
  ]) {
    expect({ url, ...(await register(url)) }).toMatchObject({
      url,
      code: 'WEBHOOK_TARGET_FORBIDDEN',
    })
  }
  expect(await register('https://outside.example.test/hook')).toMatchObject({
    __typename: 'WebhookEndpointSecret',
  })
})
