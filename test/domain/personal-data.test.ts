import { describe, expect, test } from 'vitest'
import { kindOfField, maskText, personalKinds } from '../../domain/personal-data.ts'

describe('a masked value', () => {
  test.for([
    ['NAME', '山田 太郎', '山●●●●'],
    ['NAME', '𠮷野 家', '𠮷●●●●'],
    ['NAME', 'ｱﾘ', 'ｱ●●●●'],
    ['BIRTH_DATE', '1993-03-15', '1993-●●●●'],
    ['BIRTH_DATE', '平成5年3月15日生', '●●●●'],
    ['ADDRESS', '東京都千代田区霞が関一丁目', '東京都●●●●'],
    ['ADDRESS', '京都府京都市上京区', '京都府●●●●'],
    ['ADDRESS', '神奈川県横浜市中区', '神奈川県●●●●'],
    ['ADDRESS', '横浜市中区日本大通1', '●●●●'],
    ['ADDRESS', '1-1 Kasumigaseki', '●●●●'],
    ['NUMBER', '309012345620', '●●●●'],
    ['OTHER', '眼鏡等', '●●●●'],
    ['NAME', '', '●●●●'],
  ] as const)('of kind %s: %s is shown as %s', ([kind, text, shown]) => {
    expect(maskText(kind, text)).toBe(shown)
  })
  test('says nothing of its length', () => {
    for (const kind of personalKinds) {
      const lengths = ['山田', '山田太郎左衛門尉源朝臣'].map((text) => maskText(kind, text).length)
      expect(new Set(lengths).size).toBe(1)
    }
  })
})

test('a field that nobody thought of, or with a name that plays tricks, is hidden with the rest', () => {
  for (const key of ['phone', 'email', 'nationality', 'toString', '__proto__', 'constructor', ''])
    expect(kindOfField(key)).toBe('OTHER')
})
