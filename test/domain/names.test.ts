import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, foldWidth } from '../../domain/fold.ts'
import { foldGlyphs, foldRelated } from '../../domain/kanji-variants.ts'
import { foldKanjiNumerals } from '../../domain/kanji-numerals.ts'
import { compareNames, nameKey } from '../../domain/names.ts'

test.each([
  ['山田太郎', '山田太郎', 'EXACT'],
  ['山田　太郎', '山田 太郎', 'FOLDED'],
  ['ﾔﾏﾀﾞ ﾀﾛｳ', 'ヤマダタロウ', 'FOLDED'],
  ['祐\u{E0100}介', '祐介', 'FOLDED'],
  ['\uFA19田', '神田', 'FOLDED'],
  ['John Smith', 'ＪＯＨＮ・ＳＭＩＴＨ', 'FOLDED'],
  ['高橋', '髙橋', 'GLYPH'],
  ['山崎', '山﨑', 'GLYPH'],
  ['渡辺', '渡邉', 'GLYPH'],
  ['渡邊', '渡邉', 'GLYPH'],
  ['斎藤', '齋藤', 'GLYPH'],
  ['斉藤', '齊藤', 'GLYPH'],
  ['浜田', '濵田', 'GLYPH'],
  ['富岡', '冨岡', 'GLYPH'],
  ['吉田', '𠮷田', 'GLYPH'],
  ['沢田', '澤田', 'GLYPH'],
  ['島', '嶌', 'GLYPH'],
  ['斎藤', '斉藤', 'LOOSE'],
  ['齋藤', '齊藤', 'LOOSE'],
  ['キヨ', 'キョ', 'LOOSE'],
  ['さくら', 'サクラ', 'LOOSE'],
  ['大田', '太田', 'DIFFERENT'],
  ['山田太郎', '山田太朗', 'DIFFERENT'],
  ['山田太郎', '山田次郎', 'DIFFERENT'],
  ['山田太郎', '山田', 'DIFFERENT'],
  ['', '', 'DIFFERENT'],
  [' ', '　', 'DIFFERENT'],
] as const)('%s against %s is %s, either way round', (a, b, tier) => {
  expect(compareNames(a, b)).toBe(tier)
  expect(compareNames(b, a)).toBe(tier)
})

test.each(
  '髙高 﨑崎 邉辺 邊辺 齋斎 齊斉 濵浜 濱浜 冨富 𠮷吉 德徳 廣広 澤沢 櫻桜 國国 眞真 嶋島 嶌島 瀨瀬 惠恵 榮栄 圓円 條条 渕淵 渊淵 曾曽 栁柳 桒桑 舘館 籔藪 龍竜 槙槇'
    .split(' ')
    .map((pair) => Array.from(pair)),
)('%s is a variant of %s', (variant = '', base = '') => {
  expect(foldGlyphs(variant)).toBe(foldGlyphs(base))
  expect(compareNames(variant, base)).toBe('GLYPH')
})

test('斎 and 斉 stay two characters when double registrations are looked up', () => {
  expect(nameKey('齋藤　一郎')).toBe(nameKey('斎藤一郎'))
  expect(nameKey('斎藤一郎')).not.toBe(nameKey('斉藤一郎'))
})

test('folding twice is folding once', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('髙', 'ﾞ', 'ﾀ', '・', ' ', '\u{E0100}', 'ß', '嶋', '斉', 'ｶ', '㈱'))
      .map((all) => all.join('')),
  )
  for (const fold of [foldWidth, foldName, foldGlyphs, foldRelated, nameKey]) {
    fc.assert(
      fc.property(text, (value) => {
        expect(fold(fold(value))).toBe(fold(value))
      }),
    )
  }
})

test.each([
  ['十', '10'],
  ['十五', '15'],
  ['二十四', '24'],
  ['三十三', '33'],
  ['百二十', '120'],
  ['五百一', '501'],
  ['千九百', '1900'],
  ['一〇二', '102'],
  ['八丁堀', '8丁堀'],
  ['千代田', '1000代田'],
  ['零', '0'],
])('%s is folded to %s', (kanji, arabic) => {
  expect(foldKanjiNumerals(kanji)).toBe(arabic)
})
