import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareWithReading } from '../../domain/compare-with-reading.ts'
import { settleLookAlikes } from '../../domain/look-alikes.ts'

test.each([
  ['山田太郎', ['山田太郎', '山田太郎'], 'EXACT', 'READ'],
  ['山田太郎', ['山田 太郎', '山田太郎'], 'FOLDED', 'READ'],
  ['山田太郎', ['|山田太郎.', '山田太郎'], 'EXACT', 'READ'],
  ['高橋健一', ['髙橋健一', '高橋健一'], 'GLYPH', 'READ'],
  ['高橋健一', ['高橋健ー', '高橋健一'], 'EXACT', 'LOOK_ALIKE'],
  ['高橋健二', ['高橋健ニ', '高橋健ニ'], 'EXACT', 'LOOK_ALIKE'],
  ['カトウ', ['力トウ', 'カ卜ウ'], 'EXACT', 'LOOK_ALIKE'],
  // one engine's slip towards the declaration is no support for it
  ['太田太郎', ['太田太郎', '大田太郎'], 'DIFFERENT', 'NONE'],
  ['薮中一郎', ['數中一郎', '薮中一郎'], 'DIFFERENT', 'NONE'],
  ['斉藤一郎', ['斎藤一郎', '斉藤一郎'], 'LOOSE', 'READ'],
  // one character off
  ['山田太朗', ['山田太郎', '山田太郎'], 'DIFFERENT', 'READ'],
  ['太田太郎', ['大田太郎', '大田太郎'], 'DIFFERENT', 'READ'],
  ['末広花子', ['未広花子', '未広花子'], 'DIFFERENT', 'READ'],
  ['高橋健二', ['高橋健一', '高橋健ー'], 'DIFFERENT', 'NONE'],
  ['高橋健', ['高橋健一', '高橋健一'], 'DIFFERENT', 'READ'],
  ['高橋健一', ['高橋健', '高橋健'], 'DIFFERENT', 'READ'],
  ['山田太郎', ['', '山田太郎'], 'DIFFERENT', 'NONE'],
] as const)('name %s read as %j is %s by %s', (declared, candidates, answer, support) => {
  expect(compareWithReading(declared, candidates, 'name')).toEqual({ answer, support })
})

const printed = '東京都千代田区霞が関一丁目1番1号'
test.each([
  [printed, [printed, printed], 'SAME', 'READ'],
  [printed, ['東京都千代田区霞が関ー丁目1番1号', printed], 'SAME', 'LOOK_ALIKE'],
  [printed, [printed, '東京都千代田区霞が関一丁目1番1号 101'], 'BUILDING_OMITTED', 'READ'],
  [printed, ['東京都千代田区霞が関二丁目1番1号', printed], 'DIFFERENT', 'NONE'],
  [
    printed,
    ['東京都千代田区霞が関一丁目1番7号', '東京都千代田区霞が関一丁目1番7号'],
    'DIFFERENT',
    'READ',
  ],
  [
    '東京都中央区ニ本橋1-1',
    ['東京都中央区二本橋1ー1', '東京都中央区二本橋1-1'],
    'SAME',
    'LOOK_ALIKE',
  ],
] as const)('address %s read as %j is %s by %s', (declared, candidates, answer, support) => {
  expect(compareWithReading(declared, candidates, 'address')).toEqual({ answer, support })
})

test('nothing read gives no answer', () => {
  expect(compareWithReading('山田太郎', [], 'name')).toBeNull()
})

test('no declaration that is one character off is ever confirmed', () => {
  const names = ['山田太郎', '斎藤健一', '高橋千代', '力武二郎', '渡辺エリ']
  const others = ['大', '朗', '末', '土', '葵', '川', '三', '十', 'ン', '萩']
  const slip = fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat({ max: 3 }),
    other: fc.constantFrom(...others),
  })
  fc.assert(
    fc.property(slip, ({ name, at, other }) => {
      const declared = name.slice(0, at) + other + name.slice(at + 1)
      const read = compareWithReading(declared, [name, name], 'name')
      if (declared !== name) expect(read).toEqual({ answer: 'DIFFERENT', support: 'READ' })
    }),
  )
})

test('settling look-alikes keeps every glyph of another shape, each dropped and each added one', () => {
  expect(settleLookAlikes('高橋健一', '高橋健ー')).toBe('高橋健一')
  expect(settleLookAlikes('高橋健一', '高橘健ー')).toBe('高橘健一')
  expect(settleLookAlikes('高橋健一', '橋健ー')).toBe('橋健一')
  expect(settleLookAlikes('高橋健一', '高橋の健ーさん')).toBe('高橋の健一さん')
  expect(settleLookAlikes('', '高橋')).toBe('高橋')
  expect(settleLookAlikes('高橋', '')).toBe('')
  const text = fc
    .array(fc.constantFrom('一', 'ー', '二', '口', 'ロ', '山', '1'))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (declared, read) => {
      const settled = settleLookAlikes(declared, read)
      expect(Array.from(settled)).toHaveLength(Array.from(read).length)
      expect(settleLookAlikes(read, settled)).toBe(read)
    }),
  )
})
