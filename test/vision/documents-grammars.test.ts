import { describe, expect, test } from 'vitest'
import { maybeNumber } from '../../vision/documents/grammars/numbers.ts'
import { grammars } from '../../vision/documents/grammars/grammars.ts'

const cases: Record<string, readonly (readonly [keyof typeof grammars, string, string | null])[]> =
  {
    'a birth date': [
      ['BIRTH_DATE', '平成 5年 3月15日生', '1993-03-15'],
      ['BIRTH_DATE', '昭和51年12月12日生', '1976-12-12'],
      ['BIRTH_DATE', '昭各51年12月12日生', '1976-12-12'],
      ['BIRTH_DATE', '|暇和46年10月15日生', '1971-10-15'],
      ['BIRTH_DATE', '暇和8年10月15日生', null],
      ['BIRTH_DATE', '平成5年2月30日生', null],
      ['BIRTH_DATE', '平成5年3月15日まで有効', null],
      ['BIRTH_DATE', '5年3月15日生', null],
    ],
    'a day': [
      ['DATE', '令和03年05月15日', '2021-05-15'],
      ['DATE', '今和O3年05月l5日', '2021-05-15'],
      ['DATE', '信和07年10月27日', '2025-10-27'],
      ['DATE', '`暇和54年06月24日', '1979-06-24'],
      ['DATE', '平成00年00月00日', null],
      ['DATE', '第309012345620号', null],
    ],
    'a belt': [
      ['EXPIRY_BELT', '2024年(令和06年)06月01日まで有効', '2024-06-01'],
      ['EXPIRY_BELT', '２０２７年（令栄０９年）０４月３０日まで有効', '2027-04-30'],
      ['EXPIRY_BELT', '2027/直(逢相09征)03月09日まで角弥', '2027-03-09'],
      ['EXPIRY_BELT', '2028年(代栄10年JU7月10日まで有切', '2028-07-10'],
      ['EXPIRY_BELT', '2030年(写栄12年)U9月02日まで有幼', '2030-09-02'],
      ['EXPIRY_BELT', '2029年(令和11年)07月8日まで有効', null],
      ['EXPIRY_BELT', '平成35年06月01日まで有効', '2023-06-01'],
      ['EXPIRY_BELT', '2024年(令和07年)06月01日まで有効', null],
      ['EXPIRY_BELT', '2024年(令和06年)13月01日まで有効', null],
      ['EXPIRY_BELT', '2024年06月01日', null],
    ],
    'a licence number': [
      ['LICENCE_NUMBER', '第 309012345620 号', '309012345620'],
      ['LICENCE_NUMBER', '3O9Ol2345620', '309012345620'],
      ['LICENCE_NUMBER', '012345678900', null],
      ['LICENCE_NUMBER', '30901234562', null],
      ['LICENCE_NUMBER', '30901234562A', null],
    ],
    'five digits': [
      ['DIGITS_5', '01234', '01234'],
      ['DIGITS_5', '0123', null],
      ['DIGITS_5', '0123年', null],
    ],
  }

for (const [what, list] of Object.entries(cases))
  describe(what, () => {
    for (const [grammar, read, value] of list)
      test(`${read} → ${value ?? 'nothing'}`, () => {
        expect(grammars[grammar](read)?.value ?? null).toBe(value)
      })
  })

test('a number whose check digit holds may be read a little differently by one engine', () => {
  expect(maybeNumber('97778066065142', '977786665142')).toBe(true)
  expect(maybeNumber('9025587064300', '902558764300')).toBe(true)
  expect(maybeNumber('902558764308', '902558764300')).toBe(false)
  expect(maybeNumber('らがグ', '902558764300')).toBe(false)
})

describe('text', () => {
  test.each([
    ['NAME', '|長谷川　浩ニ', '長谷川浩二'],
    ['NAME', '健ー', '健一'],
    ['NAME', '|山本_健一', '山本健一'],
    ['NAME', '阿部”大輔', '阿部大輔'],
    [
      'ADDRESS',
      '青森県弘前市富田2丁目20番11号_サンライズ703号',
      '青森県弘前市富田2丁目20番11号サンライズ703号',
    ],
    ['NAME', '山田1郎', null],
    ['NAME', '森', null],
    ['ADDRESS', '東京都港区芝公園４丁日2番8号', '東京都港区芝公園4丁目2番8号'],
    [
      'ADDRESS',
      '大阪府大阪市北区梅田1ー2一3 コ一ポ桜101号',
      '大阪府大阪市北区梅田1-2-3コーポ桜101号',
    ],
    ['ADDRESS', '港区芝公園4丁目2番8号', null],
    ['ADDRESS', '東京都港区芝公園', null],
    ['FREE_TEXT', ' 眼鏡等 \n\n 普通車はAT車に限る ', '眼鏡等\n普通車はAT車に限る'],
    ['FREE_TEXT', '  \n ', null],
  ] as const)('%s: %s → %s', (grammar, read, text) => {
    expect(grammars[grammar](read)?.text ?? null).toBe(text)
  })
})
