import { expect, test } from 'vitest'
import { knownRecordsOf, type KnownAnswer } from '../../domain/known-answers.ts'

const said = (
  expected: KnownAnswer['expected'],
  answer: KnownAnswer['answer'],
  minutes = 1,
  memberId = 'one',
): KnownAnswer => ({ memberId, expected, answer, minutes })

test('answers are right, wrong or unclear, and only the first two make the error', () => {
  const [record] = knownRecordsOf([
    said('APPROVE', 'APPROVE', 1),
    said('DECLINE', 'DECLINE', 2),
    said('DECLINE', 'APPROVE', 3),
    said('APPROVE', 'ASK_AGAIN', 10),
  ])
  expect(record).toMatchObject({ cases: 4, right: 2, wrong: 1, unclear: 1, medianMinutes: 2.5 })
  // Wilson for 1 of 3 at 95 %: Brown, Cai and DasGupta 2001 give the formula; reckoned by hand
  expect(record?.error?.share).toBeCloseTo(1 / 3, 12)
  expect(record?.error?.low).toBeCloseTo(0.0615, 3)
  expect(record?.error?.high).toBeCloseTo(0.7923, 3)
  // 2 of 4 alike; by chance 2/4·2/4 + 2/4·1/4 = 3/8; κ = (1/2 − 3/8) / (5/8)
  expect(record?.kappa).toBeCloseTo(0.2, 12)
})

test('where asking again was expected, deciding is wrong', () => {
  const [record] = knownRecordsOf([said('ASK_AGAIN', 'ASK_AGAIN'), said('ASK_AGAIN', 'DECLINE')])
  expect(record).toMatchObject({ right: 1, wrong: 1, unclear: 0 })
})

test('who asked again each time has no error share, and each person has a record', () => {
  const records = knownRecordsOf([
    said('APPROVE', 'ASK_AGAIN'),
    said('APPROVE', 'APPROVE', 1, 'two'),
    said('APPROVE', 'DECLINE', 1, 'two'),
  ])
  expect(records.map(({ memberId, error }) => [memberId, error?.share ?? null])).toEqual([
    ['two', 0.5],
    ['one', null],
  ])
})
