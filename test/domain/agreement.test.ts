import { expect, test } from 'vitest'
import { agreementOf, reasonsOf, recordsOf, type BlindPair } from '../../domain/agreement.ts'
import type { Resolution } from '../../domain/case-state.ts'

const pair = (first: Resolution, second: Resolution, more: Partial<BlindPair> = {}): BlindPair => ({
  first: { memberId: 'a', resolution: first },
  second: { memberId: 'b', resolution: second },
  final: first,
  reasonCodes: ['FACE_MISMATCH'],
  ...more,
})
const times = (count: number, each: BlindPair) => Array.from({ length: count }, () => each)

test('κ is what a hand works out of a table of twenty, five, ten and fifteen', () => {
  // observed 35/50 = 0.7; by chance (25/50)(30/50) + (25/50)(20/50) = 0.5; κ = 0.2 / 0.5
  const pairs = [
    ...times(20, pair('APPROVE', 'APPROVE')),
    ...times(5, pair('APPROVE', 'DECLINE')),
    ...times(10, pair('DECLINE', 'APPROVE')),
    ...times(15, pair('DECLINE', 'DECLINE')),
  ]
  const { cases, observed, kappa } = agreementOf(pairs)
  expect([cases, observed]).toEqual([50, 0.7])
  expect(kappa).toBeCloseTo(0.4, 12)
})

test('κ of three outcomes, by hand', () => {
  const pairs = [
    ...times(3, pair('APPROVE', 'APPROVE')),
    ...times(2, pair('APPROVE', 'DECLINE')),
    ...times(2, pair('DECLINE', 'DECLINE')),
    ...times(1, pair('DECLINE', 'APPROVE')),
    ...times(1, pair('ASK_AGAIN', 'ASK_AGAIN')),
  ]
  const all = [...pairs, pair('ASK_AGAIN', 'ASK_AGAIN')]
  // first: 5 approve, 3 decline, 2 again; second: 4 approve, 4 decline, 2 again; same in 3 + 2 + 2
  expect(agreementOf(all).observed).toBeCloseTo(0.7, 12)
  expect(agreementOf(all).kappa).toBeCloseTo((0.7 - 0.36) / 0.64, 12)
})

test('κ is one where all agree, below nothing where all differ, and unknown where nothing can be told', () => {
  expect(agreementOf([pair('APPROVE', 'APPROVE'), pair('DECLINE', 'DECLINE')]).kappa).toBe(1)
  expect(agreementOf([pair('APPROVE', 'DECLINE'), pair('DECLINE', 'APPROVE')]).kappa).toBe(-1)
  expect(agreementOf(times(9, pair('APPROVE', 'APPROVE')))).toEqual({
    cases: 9,
    observed: 1,
    kappa: null,
  })
  expect(agreementOf([])).toEqual({ cases: 0, observed: null, kappa: null })
})

test('each person’s record counts what was decided otherwise than they had said', () => {
  const pairs = [
    pair('APPROVE', 'DECLINE', { final: 'DECLINE' }),
    pair('APPROVE', 'APPROVE'),
    pair('DECLINE', 'DECLINE', { second: { memberId: 'c', resolution: 'DECLINE' } }),
  ]
  expect(
    recordsOf(pairs).map(({ memberId, cases, overturned }) => [memberId, cases, overturned]),
  ).toEqual([
    ['a', 3, 1],
    ['b', 2, 0],
    ['c', 1, 0],
  ])
})

test('reasons are counted by the cases in which people differed about them', () => {
  const pairs = [
    pair('APPROVE', 'DECLINE', { reasonCodes: ['THICKNESS_NG', 'FACE_MISMATCH'] }),
    pair('APPROVE', 'APPROVE'),
  ]
  expect(reasonsOf(pairs)).toEqual([
    { code: 'FACE_MISMATCH', cases: 2, differed: 1 },
    { code: 'THICKNESS_NG', cases: 1, differed: 1 },
  ])
})
