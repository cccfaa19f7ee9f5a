import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageOnDay, daysFromTo, formatEra, parseJapaneseDate } from '../../domain/dates.ts'

const dates: readonly (readonly [string, string, boolean])[] = [
  ['昭和51年12月12日', '1976-12-12', false],
  ['平成 5年 3月15日生', '1993-03-15', false],
  ['令和元年5月1日', '2019-05-01', false],
  ['平成31年5月1日', '2019-05-01', true],
  ['平成35年06月01日', '2023-06-01', true],
  ['2024年(令和06年)06月01日まで有効', '2024-06-01', false],
  ['２０２４年（令和０６年）０６月０１日まで有効', '2024-06-01', false],
  ['大正15年12月25日', '1926-12-25', false],
  ['昭和元年12月25日', '1926-12-25', false],
  ['明治45年7月30日', '1912-07-30', false],
  ['大正元年7月30日', '1912-07-30', false],
  ['S64.1.7', '1989-01-07', false],
  ['昭和64年1月8日', '1989-01-08', true],
  ['平成元年1月7日', '1989-01-07', true],
  ['平成元年1月8日', '1989-01-08', false],
  ['R6.6.1', '2024-06-01', false],
  ['H31/4/30', '2019-04-30', false],
  ['１９８５年１２月３１日', '1985-12-31', false],
  ['令和 6年 2月29日', '2024-02-29', false],
  ['R元.5.1', '2019-05-01', false],
  ['1985-12-31', '1985-12-31', false],
  ['交付 令和04年05月10日 12345', '2022-05-10', false],
]

test.each(dates)('%s is %s, nominal %s', (text, iso, nominal) => {
  expect(parseJapaneseDate(text)).toEqual({ iso, nominal })
})

test.each([
  '平成5年2月30日',
  '2023年２月２９日',
  '昭和2年',
  '01 JAN 2000',
  '令和0年1月1日',
  '2024年13月1日',
  '平成5年3月155日',
  '12024-01-01',
  '',
])('%s is no date', (text) => {
  expect(parseJapaneseDate(text)).toBeNull()
})

test('no text makes the date parser throw or return a day that no calendar has', () => {
  const piece = fc.constantFrom(
    '令和',
    '平成',
    'R',
    '20',
    '元',
    '年',
    '月',
    '日',
    '1',
    '3',
    '9',
    '(',
    ')',
    '.',
    '　',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((all) => all.join('')),
      ),
      (text) => {
        const date = parseJapaneseDate(text)
        if (date) expect(new Date(date.iso).toISOString().slice(0, 10)).toBe(date.iso)
      },
    ),
  )
})

test('a day printed in its era reads back as the same day', () => {
  const day = fc
    .date({ min: new Date('1868-01-25'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, (iso) => {
      // the era of 令和 has two-digit years until 2117
      expect(parseJapaneseDate(formatEra(iso))).toEqual({ iso, nominal: false })
    }),
  )
})

test.each([
  ['2019-05-01', '令和元年5月1日'],
  ['2019-04-30', '平成31年4月30日'],
  ['1926-12-25', '昭和元年12月25日'],
  ['1976-12-12', '昭和51年12月12日'],
  ['1867-01-01', '1867年1月1日'],
])('%s is printed %s', (iso, printed) => {
  expect(formatEra(iso)).toBe(printed)
})

test.each([
  ['2006-11-24', '2026-11-24', 20],
  ['2006-11-25', '2026-11-24', 19],
  ['2004-02-29', '2024-02-28', 19],
  ['2004-02-29', '2024-02-29', 20],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
])('born on %s, on %s a person is %i', (birth, day, age) => {
  expect(ageOnDay(birth, day)).toBe(age)
})

test('days are counted across months, leap days and backwards', () => {
  expect(daysFromTo('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysFromTo('2026-11-24', '2026-11-24')).toBe(0)
  expect(daysFromTo('2026-11-24', '2026-11-23')).toBe(-1)
})
