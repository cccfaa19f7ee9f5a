import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isLicenceNumber,
  licenceCheckDigit,
  licenceFirstYear,
  licencePrefecture,
} from '../../domain/numbers.ts'

test.each(['309012345620', '309012100010', '309012100600'])('%s is a licence number', (number) => {
  expect(isLicenceNumber(number)).toBe(true)
})

test.each([
  '012345678900', // the official specimen: expects 2
  '３０９０１２３４５６２０',
  '30901234562',
  '3090123456200',
  '30901234562O',
  '159012345625', // no such 公安委員会
  '',
])('%s is not a licence number', (number) => {
  expect(isLicenceNumber(number)).toBe(false)
})

test.each([
  ['3090123456', 2],
  ['3090121000', 1],
  ['3090121006', 0],
  ['0123456789', 2],
  ['1201234567', 2],
  ['6205000001', 5],
  ['4524987654', 6],
  ['9719000123', 1],
])('the check digit of %s is %i', (body, digit) => {
  expect(licenceCheckDigit(body)).toBe(digit)
})

test('only ten digits have a check digit', () => {
  for (const body of ['309012345', '30901234567', '309012345x', '']) {
    expect(licenceCheckDigit(body)).toBeNull()
  }
})

test('a licence number tells the prefecture and the year of the first licence', () => {
  expect(licencePrefecture('309012345620')).toBe('東京都')
  expect(licencePrefecture('129012345620')).toBe('北海道')
  expect(licencePrefecture('009012345620')).toBe('')
  expect(licencePrefecture('989012345620')).toBeNull()
  expect(licenceFirstYear('309012345620')).toBe('90')
})

test('changing one digit of the body never keeps a number valid, except between remainders 0 and 10', () => {
  const change = fc.record({
    body: fc.stringMatching(/^30\d{8}$/),
    at: fc.integer({ min: 2, max: 9 }),
    by: fc.integer({ min: 1, max: 9 }),
  })
  fc.assert(
    fc.property(change, ({ body, at, by }) => {
      const digit = licenceCheckDigit(body)
      const other = body.slice(0, at) + ((Number(body[at]) + by) % 10) + body.slice(at + 1)
      // the digit 1 stands for two remainders, so it alone can miss a change
      if (digit !== 1) expect(licenceCheckDigit(other)).not.toBe(digit)
    }),
  )
})
