import { expect, test } from 'vitest'
import { dayInJapan, endOfDayInJapan, startOfDayInJapan } from '../../domain/japan-days.ts'

test('an instant falls on the day that it is in Japan', () => {
  expect(dayInJapan(new Date('2026-02-28T14:59:59.999Z'))).toBe('2026-02-28')
  expect(dayInJapan(new Date('2026-02-28T15:00:00.000Z'))).toBe('2026-03-01')
})

test('a day begins with midnight in Japan, and the last one counts whole', () => {
  expect(startOfDayInJapan('2026-03-01')).toBe('2026-02-28T15:00:00.000Z')
  expect(endOfDayInJapan('2026-12-31')).toBe('2026-12-31T15:00:00.000Z')
})
