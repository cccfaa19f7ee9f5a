import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

/** Which folders a folder may import values from; `import type` is erased, so it is free. The longest prefix wins. */
const browser = ['domain', 'vision/pixels', 'graphql/operations']
const mayImport: Record<string, readonly string[]> = {
  domain: [],
  rules: ['domain'],
  models: ['domain'],
  'vision/pixels': ['domain'],
  vision: ['domain', 'models', 'vision/pixels'],
  db: ['domain'],
  'db/writes': ['domain', 'db'],
  exports: ['domain', 'db'],
  evidence: ['domain', 'rules'],
  activities: [
    'domain',
    'rules',
    'vision',
    'vision/pixels',
    'models',
    'db',
    'db/writes',
    'exports',
    'evidence',
    'workflows/messages.ts',
  ],
  workflows: ['domain'],
  graphql: ['domain', 'rules', 'db', 'exports', 'evidence', 'workflows/messages.ts'],
  'graphql/operations': [],
  'capture-ui': browser,
  'admin-ui': [...browser, 'rules'],
}
/** Makers of specimens, start, benchmarks: they may use the product, which uses none of them. */
const outside = ['specimens', 'sandbox', 'dev', 'bench']
const layers = Object.keys(mayImport).toSorted((a, b) => b.length - a.length)
const layerOf = (path: string) => layers.find((layer) => path.startsWith(`${layer}/`)) ?? ''

const sources = (folders: readonly string[]) =>
  globSync(`{${folders.join(',')}}/**/*.{ts,tsx,mjs,cjs}`, {
    exclude: ['**/node_modules/**', '**/dist/**'],
  })

const valueImport =
  /(?:^(?:import|export)\b(?!\s+type\b)(?:[^'";]*?\bfrom)?|\bimport\()\s*['"](\.[^'"]+)['"]/gm

const valueImportsOf = (text: string): readonly string[] =>
  [...text.matchAll(valueImport)].map(([, to = '']) => to)

const importsOf = (file: string) =>
  valueImportsOf(readFileSync(file, 'utf8')).map((to) => posix.join(posix.dirname(file), to))

test('imports flow one way', () => {
  const upstream = sources(layers)
    .filter((file) => layerOf(file) !== '')
    .flatMap((file) =>
      importsOf(file).map((target) => ({
        file,
        target,
        from: layerOf(file),
        to: layerOf(target),
      })),
    )
    .filter(
      ({ target, from, to }) =>
        from !== to && !mayImport[from]?.some((allowed) => allowed === to || allowed === target),
    )
    .map(({ file, target }) => `${file} -> ${target}`)
  expect(upstream).toEqual([])
})

test('nobody imports a test', () => {
  const wrong = sources([...layers, ...outside]).filter((file) =>
    importsOf(file).some((target) => target.startsWith('test/')),
  )
  expect(wrong).toEqual([])
})

test('every folder of sources stands in the table', () => {
  const folders = new Set(
    globSync('*/**/*.{ts,tsx}', { exclude: ['**/node_modules/**', '**/dist/**', '.*/**'] }).map(
      (file) => file.split('/')[0] ?? '',
    ),
  )
  const known = new Set([...layers.map((layer) => layer.split('/')[0]), ...outside, 'test'])
  expect([...folders].filter((folder) => !known.has(folder))).toEqual([])
})

test('value imports are told from type imports, over several lines too', () => {
  const text = [
    "import type { A } from './type-only.ts'",
    "import { b } from './one.ts'",
    'import {',
    '  c,',
    '  type D,',
    "} from './two.ts'",
    "export { e } from '../three.ts'",
    "import './four.ts'",
    "export type { F } from './also-type-only.ts'",
    "const g = await import('./five.ts')",
    "import { h } from 'a-package'",
  ].join('\n')
  expect(valueImportsOf(text)).toEqual([
    './one.ts',
    './two.ts',
    '../three.ts',
    './four.ts',
    './five.ts',
  ])
})

test('personal data has no way past the sealed columns: only workflows write what belongs to a case', () => {
  const writers = sources(['graphql', 'sandbox', 'dev']).filter((file) =>
    importsOf(file).some((target) => target.startsWith('db/writes/')),
  )
  expect(writers).toEqual([])
})

test('the environment is read in few places', () => {
  const allowed = new Set([
    'graphql/server.ts',
    'graphql/create-tenant.ts',
    'activities/worker.ts',
    'sandbox/worker.ts',
    'db/migrate.ts',
  ])
  const readers = sources([...layers.filter((layer) => !layer.includes('/')), 'sandbox'])
    .filter((file) => /\bprocess\.env\b/.test(readFileSync(file, 'utf8')))
    .filter((file) => !allowed.has(file) && !file.endsWith('vite.config.ts'))
  expect(readers).toEqual([])
})
