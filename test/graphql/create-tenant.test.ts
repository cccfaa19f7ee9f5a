import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Stack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack(scriptedVision())
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['graphql/create-tenant.ts', ...args], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: stack.database.url,
      MASTER_KEY_FILE: join(stack.database.folder, 'master.key'),
      BETTER_AUTH_SECRET: 'a secret for tests, thirty-two or more',
    },
  })

test('a first company comes with logins that work', async () => {
  const { stdout } = await run(
    ...['--name', 'Midori Bank', '--regime', 'APTCP'],
    ...[
      '--member',
      'OWNER:owner@midori.example',
      '--member',
      'PROFILE_PUBLISHER:second@midori.example',
    ],
  )
  const [, password = ''] = /owner@midori\.example {2}(\S+)/.exec(stdout) ?? []
  const response = await fetch(`${stack.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stack.url },
    body: JSON.stringify({ email: 'owner@midori.example', password }),
  })
  expect(response.status).toBe(200)
})

test('what is asked for wrongly is refused in words, and nothing is made', async () => {
  await expect(run('--name', 'X', '--member', 'KING:a@b.example')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('PROFILE_PUBLISHER'),
  })
})
