import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyText, searchKeysOf, type SearchKey } from '../../domain/search-keys.ts'
import { understandSearch } from '../../domain/understand-search.ts'

const understood = (typed: string, exact = false) =>
  understandSearch(typed, exact).map(({ kind, text }) => `${kind} ${text}`)

describe('what is typed into the search box', () => {
  test.each([
    ['髙橋', 'NAME 高橋'],
    ['高橋　太郎', 'NAME 高橋太郎'],
    ['佐藤さくら', 'NAME 佐藤さくら'],
    ['Nguyen Van An', 'NAME NGUYENVANA'],
    ['タカハシ', 'NAME_KANA タカハシ'],
    ['ﾀｶﾊｼ ﾀﾛｳ', 'NAME_KANA タカハシタロウ'],
    ['さくら', 'NAME_KANA サクラ'],
    ['平成2年3月4日', 'BIRTH_DATE 1990-03-04'],
    ['平成 2年 3月 4日生', 'BIRTH_DATE 1990-03-04'],
    ['平成元年1月8日', 'BIRTH_DATE 1989-01-08'],
    ['H2.3.4', 'BIRTH_DATE 1990-03-04'],
    ['１９９０年３月４日', 'BIRTH_DATE 1990-03-04'],
    ['1990-03-04', 'BIRTH_DATE 1990-03-04'],
    ['19900304', 'BIRTH_DATE 1990-03-04'],
    ['309012345620', 'DOCUMENT_NUMBER 309012345620'],
    ['第 3090-1234-5620 号'.replaceAll(/[第号]/g, ''), 'DOCUMENT_NUMBER 309012345620'],
    ['user-10020993', 'EXTERNAL_ID user-10020993'],
    ['1234567890', 'EXTERNAL_ID 1234567890'],
  ])('%s', (typed, expected) => expect(understood(typed)).toEqual([expected]))

  test('a birth date may stand with a name, on either side', () => {
    const both = ['BIRTH_DATE 1990-03-04', 'NAME 山田太郎']
    expect(understood('山田太郎 平成2年3月4日')).toEqual(both)
    expect(understood('1990/3/4 山田太郎')).toEqual(both)
  })

  test.each(['', '   ', '　'])('nothing (%j) asks for nothing', (typed) =>
    expect(understood(typed)).toEqual([]),
  )

  test.each(['%', '_', '*', "'; drop table sessions; --", '"山田"', '😀', '山田%', '\\', '\u0000'])(
    '%j is no wildcard and no command: it is looked for as it stands',
    (typed) => {
      const [term] = understandSearch(typed)
      expect(term?.kind).toBe('EXTERNAL_ID')
    },
  )

  test.each(['1990-02-31', '昭和64年13月40日', '2026-99-99'])(
    '%s is a day of no calendar and no birth date',
    (typed) => expect(understandSearch(typed).map(({ kind }) => kind)).not.toContain('BIRTH_DATE'),
  )

  test('whatever is typed, the answer comes at once and is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        expect(understandSearch(typed).length).toBeLessThanOrEqual(2)
      }),
    )
    const beganMs = performance.now()
    understandSearch('平成'.repeat(500_000))
    understandSearch(' '.repeat(1_000_000))
    expect(performance.now() - beganMs).toBeLessThan(200)
  })
})

describe('what a session is found by', () => {
  const keys = searchKeysOf(
    { name: '髙橋　さくら', nameKana: 'ﾀｶﾊｼ ｻｸﾗ', birthDate: '1990-03-04' },
    null,
  )
  const finds = (typed: string, exact = false, among: readonly SearchKey[] = keys) =>
    understandSearch(typed, exact).every(
      (term) => term.kind !== 'EXTERNAL_ID' && among.some((key) => keyText(key) === keyText(term)),
    )

  test.each([
    '高橋',
    '髙',
    '髙橋さくら',
    '高橋 さ',
    'タカ',
    'たかはしさくら',
    'ﾀ',
    '平成2年3月4日',
    '高橋 1990-03-04',
  ])('%s finds 髙橋さくら', (typed) => expect(finds(typed)).toBe(true))
  test.each(['橋', '高橋桜', 'サクラ', '1990-03-05', '高橋 1990-03-05', '高%'])(
    '%s does not',
    (typed) => expect(finds(typed)).toBe(false),
  )
  test('exactly: the whole name and no beginning of it', () => {
    expect(finds('高橋さくら', true)).toBe(true)
    expect(finds('高橋', true)).toBe(false)
  })
  test('a name of twenty signs is found by its first ten, its first fifteen, and as a whole', () => {
    const long = searchKeysOf({ name: 'Wickramasinghearachchilage' }, null)
    expect(finds('Wickramasi', false, long)).toBe(true)
    expect(finds('Wickramasinghea', false, long)).toBe(true)
    expect(finds('Wickramasinghearachchilage', true, long)).toBe(true)
  })
  test('what was read without certainty is not kept', () => {
    const field = {
      key: 'number',
      slot: 'FRONT',
      box: { x0: 0, y0: 0, x1: 1, y1: 1 },
      confidence: 0.4,
      candidates: [],
      text: '309012345620',
      value: '309012345620',
    } as const
    const reading = (trusted: boolean) => ({
      documentType: 'DRIVERS_LICENCE' as const,
      typeScore: 1,
      portraitBox: null,
      by: { engine: 'test', model: null, version: '1' },
      fields: [{ ...field, trusted }],
    })
    expect(searchKeysOf(null, reading(false))).toEqual([])
    expect(searchKeysOf(null, reading(true)).map(keyText)).toEqual([
      'DOCUMENT_NUMBER|EXACT|309012345620',
    ])
  })
})
