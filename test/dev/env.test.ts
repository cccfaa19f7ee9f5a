import { expect, test } from 'vitest'
import { workerConfigurationSchema } from '../../activities/configuration.ts'
import { childEnv, projectEnv } from '../../dev/env.ts'
import { apiConfigurationSchema } from '../../graphql/configuration.ts'

const secret = (letter: string) => letter.repeat(43)
const surroundings = {
  dataFolder: '/checkout/.data',
  secrets: {
    postgres: secret('p'),
    owner: secret('o'),
    app: secret('a'),
    temporal: secret('t'),
    betterAuth: secret('b'),
    uploadTicket: secret('u'),
  },
  databaseUrl: 'postgres://kakunin_app:x@127.0.0.1:5555/kakunin',
  databaseOwnerUrl: 'postgres://kakunin_owner:x@127.0.0.1:5555/kakunin',
  temporalAddress: '127.0.0.1:7777',
  temporalNamespace: 'kakunin',
  apiPort: 4321,
}

test('what is made for the children satisfies the API and the worker', () => {
  const env = projectEnv(surroundings, {})
  expect(apiConfigurationSchema.parse(env)).toMatchObject({
    PORT: 4321,
    PUBLIC_URL: 'http://localhost:4321',
    BLOB_STORE: 'file:/checkout/.data/blobs',
    MASTER_KEY_FILE: '/checkout/.data/master.key',
  })
  expect(workerConfigurationSchema.parse(env)).toMatchObject({
    NODE_ENV: 'development',
    DATABASE_URL: surroundings.databaseUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:7777',
  })
})

test('what the caller set wins, and a key service replaces the key file', () => {
  const env = projectEnv(surroundings, {
    PUBLIC_URL: 'https://id.example',
    BLOB_STORE: 's3://bucket/prefix',
    MASTER_KEY_KMS: 'arn:aws:kms:key',
  })
  expect(env).toMatchObject({ PUBLIC_URL: 'https://id.example', BLOB_STORE: 's3://bucket/prefix' })
  expect(env).not.toHaveProperty('MASTER_KEY_FILE')
})

test('children never learn the way to the owner of the database', () => {
  const env = childEnv(
    { DATABASE_OWNER_URL: 'postgres://root@db/kakunin', HOME: '/home/someone' },
    projectEnv(surroundings, {}),
  )
  expect(env).not.toHaveProperty('DATABASE_OWNER_URL')
  expect(JSON.stringify(env)).not.toContain('kakunin_owner')
  expect(env['HOME']).toBe('/home/someone')
})
