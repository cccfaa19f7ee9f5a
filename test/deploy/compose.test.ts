import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { workerConfigurationSchema } from '../../activities/configuration.ts'
import { temporalVersion } from '../../dev/find-temporal.ts'
import { apiConfigurationSchema } from '../../graphql/configuration.ts'
import { sandboxConfigurationSchema } from '../../sandbox/configuration.ts'
import { taskQueues } from '../../workflows/messages.ts'

const environment = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const serviceSchema = z.looseObject({
  image: z.string().optional(),
  environment: environment.default({}),
  command: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.unknown()).default({}),
})
const composeSchema = z.looseObject({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.null()).default({}),
})
const read = (file: string) =>
  composeSchema.parse(
    parse(readFileSync(file, 'utf8'), {
      merge: true,
      customTags: [{ tag: '!reset', resolve: () => null }],
    }),
  )

const compose = read('docker-compose.yml')
const aws = read('deploy/aws.yml')
const example = readFileSync('deploy/example.env', 'utf8')
const filledIn: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://kakunin.example.jp',
  BETTER_AUTH_SECRET: 'a'.repeat(64),
  UPLOAD_TICKET_SECRET: 'b'.repeat(64),
  MASTER_KEY_KMS: 'arn:aws:kms:ap-northeast-1:111122223333:key/k',
  BLOB_STORE: 's3://bucket/prefix',
}

/** A service's environment as its process gets it; with `deploy/aws.yml` on top where asked. */
function environmentOf(name: string, withAws = false): Readonly<Record<string, string>> {
  const pairs = { ...compose.services[name]?.environment }
  if (withAws) Object.assign(pairs, aws.services[name]?.environment)
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([key, value]) =>
      value === null ? [] : [[key, interpolated(String(value))]],
    ),
  )
}

const interpolated = (text: string): string =>
  text.replaceAll(
    /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)\}/g,
    (_all, name: string, otherwise?: string) => filledIn[name] ?? otherwise ?? 'c'.repeat(64),
  )

describe.each([false, true])('the environment of the services, on AWS: %s', (withAws) => {
  // what the AWS SDK reads by itself
  const foreign = new Set(['AWS_REGION'])
  test.each([
    ['api', apiConfigurationSchema],
    ['worker', workerConfigurationSchema],
    ['vision', workerConfigurationSchema],
    ['sandbox', sandboxConfigurationSchema],
  ])('%s starts with what it is given, and knows all of it', (name, schema) => {
    const env = environmentOf(name, withAws)
    expect(schema.safeParse(env).error?.issues).toBeUndefined()
    const unknown = Object.keys(env).filter((key) => !(key in schema.shape) && !foreign.has(key))
    expect(unknown).toEqual([])
  })
})

test('migrations get the two names they ask for', () => {
  const asked = [...readFileSync('db/migrate.ts', 'utf8').matchAll(/process\.env\['(\w+)'\]/g)]
  expect(Object.keys(environmentOf('migrate')).toSorted()).toEqual(
    asked.map(([, name]) => name ?? '').toSorted(),
  )
})

test('every task queue is served, and every part keeps keys and blobs in the same place', () => {
  const parts = Object.keys(compose.services).filter((name) => environmentOf(name)['TASK_QUEUES'])
  const served = parts.flatMap((name) => environmentOf(name)['TASK_QUEUES']?.split(',') ?? [])
  // made applicants have a worker of their own
  expect(compose.services['sandbox']?.command).toContain('sandbox/worker.ts')
  expect([...served, 'sandbox'].toSorted()).toEqual(Object.values(taskQueues).toSorted())
  for (const key of ['DATABASE_URL', 'BLOB_STORE', 'MASTER_KEY_FILE', 'TEMPORAL_NAMESPACE']) {
    const values = new Set(['api', ...parts].map((name) => environmentOf(name)[key]))
    expect([key, values.size]).toEqual([key, 1])
  }
})

test('the example names every variable that compose asks for, and no other', () => {
  const texts = ['docker-compose.yml', 'deploy/aws.yml'].map((file) => readFileSync(file, 'utf8'))
  const asked = new Set(texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)/g)].map(([, n]) => n)))
  const named = new Set([...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, n]) => n))
  expect([...named].toSorted()).toEqual([...asked].toSorted())
})

test('what the files point to is there', () => {
  const services = Object.values(compose.services)
  const mounted = services.flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0]))
  const missing = mounted.filter((from = '') =>
    from.startsWith('./') ? !existsSync(from) : !(from in compose.volumes),
  )
  const scripts = services.flatMap(({ command }) =>
    command.slice(1).filter((word) => !word.startsWith('-')),
  )
  const waitedFor = services.flatMap((service) => Object.keys(service.depends_on))
  expect(missing).toEqual([])
  expect(scripts.filter((script) => !existsSync(script))).toEqual([])
  expect(waitedFor.filter((name) => !(name in compose.services))).toEqual([])
})

test('the Temporal server is the one that the project is tested with', () => {
  const images = Object.values(compose.services).map(({ image = '' }) => image)
  const temporal = images.filter((image) => /temporalio\/(?:server|admin-tools)/.test(image))
  expect(new Set(temporal.map((image) => image.split(':')[1]))).toEqual(new Set([temporalVersion]))
})

test('the image holds every folder that its processes load', () => {
  const copied = [
    ...readFileSync('deploy/Dockerfile', 'utf8').matchAll(/^COPY (?!--from)(\w+) \1$/gm),
  ].map(([, folder]) => folder)
  const loaded = new Set<string>()
  const visit = (file: string): void => {
    if (loaded.has(file)) return
    loaded.add(file)
    const text = readFileSync(file, 'utf8')
    // import and export from, new URL, import.meta.resolve; what is imported as a type alone is erased
    const paths = text.matchAll(
      /(?:^(?:import|export)\b(?!\s+type\b)[^'";]*?|new URL\(|resolve\()['"](\.[^'"]+\.[cm]?ts)['"]/gm,
    )
    for (const [, path = ''] of paths) visit(join(dirname(file), path))
  }
  for (const entry of [
    'graphql/server.ts',
    'activities/worker.ts',
    'sandbox/worker.ts',
    'db/migrate.ts',
  ])
    visit(entry)
  const folders = new Set([...loaded].map((file) => file.split('/')[0]))
  expect([...folders].toSorted()).toEqual(copied.toSorted())
})
