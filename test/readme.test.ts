import { existsSync, readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { z } from 'zod'
import { expect, test } from 'vitest'
import { workerConfigurationSchema } from '../activities/configuration.ts'
import { sandboxConfigurationSchema } from '../sandbox/configuration.ts'
import { signature } from '../activities/send-webhook.ts'
import { checkKeys } from '../domain/check.ts'
import { apiConfigurationSchema } from '../graphql/configuration.ts'

const readme = readFileSync('README.md', 'utf8')
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, text]) => text ?? '',
  )

test('every operation shown is one of the API, and its input is accepted', () => {
  const schema = buildSchema(readFileSync('graphql/schema.graphql', 'utf8'))
  const bodies = blocks('sh').flatMap((text) => /-d '(.*?)'/s.exec(text)?.[1] ?? [])
  expect(bodies).toHaveLength(3)
  for (const body of bodies) {
    const { query } = z.object({ query: z.string() }).parse(JSON.parse(body))
    expect(validate(schema, parse(query))).toEqual([])
  }
})

test('the receiver shown takes what we sign, and nothing else', async () => {
  const [code = ''] = blocks('js')
  const { isFromKakunin } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const at = new Date('2026-11-25T00:00:00Z')
  const secrets = { current: 'whsec_a', former: 'whsec_b', stranger: 'whsec_c' }
  const signing = [secrets.current, secrets.former].map((text) => Buffer.from(text))
  const header = signature('{"a":1}', signing, at)
  const asks = (secret: string, body: string, nowMs = at.getTime()): boolean =>
    isFromKakunin(secret, header, Buffer.from(body), nowMs)
  expect(asks(secrets.current, '{"a":1}')).toBe(true)
  expect(asks(secrets.former, '{"a":1}')).toBe(true)
  expect(asks(secrets.stranger, '{"a":1}')).toBe(false)
  expect(asks(secrets.current, '{"a":2}')).toBe(false)
  expect(asks(secrets.current, '{"a":1}', at.getTime() + 301_000)).toBe(false)
  expect(isFromKakunin(secrets.current, 'nonsense', Buffer.from(''))).toBe(false)
})

test('the table of the configuration names every variable, and no other', () => {
  const [, section = ''] = /^## Configuration\n(.*?)^## /ms.exec(readme) ?? []
  const named = section
    .split('\n')
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)])
    .map(([, name]) => name)
  const read = new Set([
    ...Object.keys(apiConfigurationSchema.shape),
    ...Object.keys(workerConfigurationSchema.shape),
    ...Object.keys(sandboxConfigurationSchema.shape),
    ...[...readFileSync('db/migrate.ts', 'utf8').matchAll(/env\['(\w+)'\]/g)].map(([, n]) => n),
  ])
  expect(named.toSorted()).toEqual([...read].toSorted())
})

test('commands, links and counts are those of the project', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')))
  const commands = [...readme.matchAll(/`npm (?:run )?([\w-]+)[^`]*`/g)].map(
    ([, name]) => name ?? '',
  )
  expect(commands.filter((name) => !(name in scripts))).toEqual([])
  const links = [...readme.matchAll(/\]\((?!#|http)([^)]+)\)/g)].map(([, path]) => path ?? '')
  const missing = links.filter((path) => !path.startsWith('docs/images/') && !existsSync(path))
  expect(missing).toEqual([])
  expect(checkKeys).toHaveLength(14)
  expect(readme).toContain('fourteen checks')
})
