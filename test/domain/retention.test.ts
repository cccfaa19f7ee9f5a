import { expect, test } from 'vitest'
import { leastDays, retentionProblem, retentionSchema } from '../../domain/retention.ts'

const terms = (approved: object) => retentionSchema.parse({ APPROVED: approved })

test('seven years of a bank’s record can’t be cut short, a film can', () => {
  expect(leastDays('APTCP', 'APPROVED', 'PICTURES')).toBe(2557)
  expect(retentionProblem('APTCP', terms({ PICTURES: 2556 }))).toMatchObject({
    field: 'APPROVED.PICTURES',
    law: true,
  })
  expect(retentionProblem('APTCP', terms({ PERSON: 30 }))).toMatchObject({ law: true })
  expect(retentionProblem('APTCP', terms({ PICTURES: 2557, PERSON: 2557 }))).toBeNull()
  expect(retentionProblem('APTCP', terms({ FILMS: 1 }))).toBeNull()
  expect(retentionProblem('NONE', terms({ PICTURES: 1, FILMS: 1, PERSON: 1 }))).toBeNull()
})

test('what goes with the person is kept no longer than the person', () => {
  expect(retentionProblem('NONE', terms({ PICTURES: 31, PERSON: 30 }))).toMatchObject({
    field: 'APPROVED.PICTURES',
    law: false,
  })
  expect(retentionProblem('NONE', terms({ PERSON: 30 }))).toBeNull()
})

test.each([0, -1, 1.5, 36_501, '30', Infinity])('%s is no number of days', (days) => {
  expect(retentionSchema.safeParse({ DECLINED: { FILMS: days } }).success).toBe(false)
})
