import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sourceHash } from '../../dev/build-uis.ts'

let checkout = ''
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'sources-'))
  put('package-lock.json', '{}')
  put('ui/main.tsx', 'a')
  put('ui/parts/button.tsx', 'b')
  put('domain/ids.ts', 'c')
})
afterEach(() => rmSync(checkout, { recursive: true }))

const hash = () => sourceHash(checkout, ['ui', 'domain'])

test.each([
  ['a changed file', () => put('ui/parts/button.tsx', 'B')],
  ['a new file', () => put('ui/new.tsx', '')],
  ['a file without an ending', () => put('ui/public/LICENSE', '')],
  ['a file that moved', () => (rmSync(join(checkout, 'ui/main.tsx')), put('ui/mains.tsx', 'a'))],
  ['a change in a shared folder', () => put('domain/ids.ts', 'd')],
  ['other packages', () => put('package-lock.json', '{"a":1}')],
])('%s means a new build', (_, change) => {
  const before = hash()
  change()
  expect(hash()).not.toBe(before)
})

test('what was built, or lies elsewhere, does not', () => {
  const before = hash()
  put('ui/dist/main.js', 'built')
  put('graphql/server.ts', 'other')
  expect(hash()).toBe(before)
})

function put(path: string, text: string): void {
  mkdirSync(join(checkout, path, '..'), { recursive: true })
  writeFileSync(join(checkout, path), text)
}
