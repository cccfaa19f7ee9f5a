import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { businessHoursSchema, dueTime, type BusinessHours } from '../../domain/business-hours.ts'
import { isPublicHoliday } from '../../domain/public-holidays.ts'

const weekdays9to18 = businessHoursSchema.parse({
  opensAt: 540,
  closesAt: 1080,
  weekdays: [1, 2, 3, 4, 5],
})
const hour = 3_600_000
const due = (came: string, hours: number, calendar: BusinessHours | null = weekdays9to18) =>
  inJapan(dueTime(Date.parse(`${came}+09:00`), hours * hour, calendar, isPublicHoliday))
const inJapan = (ms: number) => new Date(ms + 9 * hour).toISOString().slice(0, 16)

describe('public holidays of Japan', () => {
  test.each([
    ['2026-01-01', '元日'],
    ['2026-05-06', '振替休日: 憲法記念日 on a Sunday, the two next days are holidays too'],
    ['2026-09-22', '国民の休日 between 敬老の日 and 秋分の日'],
    ['2027-03-22', '振替休日 of 春分の日'],
    ['2026-11-23', '勤労感謝の日'],
  ])('%s is one (%s)', (day) => expect(isPublicHoliday(day)).toBe(true))

  test.each(['2026-11-24', '2026-12-29', '2026-09-24', 'constructor', ''])('%s is none', (day) =>
    expect(isPublicHoliday(day)).toBe(false),
  )
})

describe('due times', () => {
  test.each([
    ['within a day', '2026-11-24T10:00', 1, '2026-11-24T11:00'],
    ['over night', '2026-11-24T17:30', 1, '2026-11-25T09:30'],
    ['to the very end of a day', '2026-11-24T17:00', 1, '2026-11-24T18:00'],
    ['from before the opening', '2026-11-24T03:00', 1, '2026-11-24T10:00'],
    ['from the moment of closing', '2026-11-24T18:00', 1, '2026-11-25T10:00'],
    ['over a weekend', '2026-11-27T17:00', 2, '2026-11-30T10:00'],
    ['from a Saturday', '2026-11-28T12:00', 1, '2026-11-30T10:00'],
    ['over a holiday on Monday', '2026-11-20T17:00', 2, '2026-11-24T10:00'],
    ['over 敬老の日, 国民の休日 and 秋分の日', '2026-09-18T17:00', 2, '2026-09-24T10:00'],
    ['over 振替休日', '2026-05-01T17:00', 2, '2026-05-07T10:00'],
    ['over the end of the year', '2026-12-28T17:00', 2, '2027-01-04T10:00'],
    ['over several days', '2026-11-24T09:00', 20, '2026-11-26T11:00'],
    ['in no time, in the night', '2026-11-24T23:00', 0, '2026-11-25T09:00'],
  ])('%s', (_what, came, hours, expected) => expect(due(came, hours)).toBe(expected))

  test('around the clock, a holiday is a day like any other', () =>
    expect(due('2026-12-31T23:30', 1, null)).toBe('2027-01-01T00:30'))

  test('a company may work on holidays, at the end of the year, and close on days of its own', () => {
    const own = businessHoursSchema.parse({
      opensAt: 0,
      closesAt: 1440,
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      onPublicHolidays: true,
      onYearEnd: true,
      closedDays: ['2027-01-02'],
    })
    expect(due('2027-01-01T23:00', 2, own)).toBe('2027-01-03T01:00')
  })

  test('a calendar that is never open runs around the clock rather than for ever', () => {
    const never = { ...weekdays9to18, weekdays: [] }
    expect(due('2026-11-24T10:00', 1, never)).toBe('2026-11-24T11:00')
  })

  test('later work is never due earlier, and no work is due before it came', () => {
    const moments = fc.integer({ min: 0, max: 2_000_000_000 })
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 0, max: 100 * hour }), (a, b, work) => {
        const [first, second] = [Math.min(a, b) * 1000, Math.max(a, b) * 1000]
        const of = (ms: number) => dueTime(ms, work, weekdays9to18, isPublicHoliday)
        expect(of(first)).toBeGreaterThanOrEqual(first + work)
        expect(of(second)).toBeGreaterThanOrEqual(of(first))
      }),
      { numRuns: 300 },
    )
  })
})

test.each([
  ['closing before opening', { opensAt: 1080, closesAt: 540, weekdays: [1] }],
  ['no weekday', { opensAt: 540, closesAt: 1080, weekdays: [] }],
  ['an eighth weekday', { opensAt: 540, closesAt: 1080, weekdays: [7] }],
  [
    'a day that no calendar has',
    { opensAt: 0, closesAt: 9, weekdays: [1], closedDays: ['2026-02-30'] },
  ],
  ['something else', { opensAt: 0, closesAt: 9, weekdays: [1], lunch: true }],
])('hours with %s are refused', (_what, hours) =>
  expect(businessHoursSchema.safeParse(hours).success).toBe(false),
)
