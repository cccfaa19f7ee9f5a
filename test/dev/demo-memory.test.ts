import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { castOf } from '../../dev/demo/cast.ts'
import { openMemory } from '../../dev/demo/memory.ts'
import { makeApplicant } from '../../specimens/applicant.ts'

test('what was made once is on disk, for its owner alone, and found again after a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kakunin-memory-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'memory.json')
  const first = openMemory(path)
  expect(first.recall('password')).toBeNull()
  expect(first.once('password', () => 'made')).toBe('made')
  first.note('session', 'vs_1')
  expect(statSync(path).mode & 0o777).toBe(0o600)

  const second = openMemory(path)
  expect(second.once('password', () => 'made anew')).toBe('made')
  expect(second.recall('session')).toBe('vs_1')
})

test('the demo shows six outcomes of six persons with six faces', () => {
  const cast = castOf(2026)
  expect(cast.map(({ wanted }) => wanted).toSorted()).toEqual([
    'APPROVED',
    'CAPTURING',
    'DECLINED',
    'EXPIRED',
    'IN_REVIEW',
    'RESUBMISSION_REQUESTED',
  ])
  const applicants = cast.map(({ applicant }) => makeApplicant(applicant))
  expect(new Set(applicants.map(({ identity }) => identity.birthDate)).size).toBe(6)
  expect(new Set(applicants.map(({ faceSeed }) => faceSeed)).size).toBe(6)
})
