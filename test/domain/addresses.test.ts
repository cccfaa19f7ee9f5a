import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareAddresses, foldAddress, prefectures } from '../../domain/addresses.ts'

const vectors = [
  [
    '東京都千代田区霞が関１丁目１番１号霞が関ハイツ２０２号',
    '東京都千代田区霞が関1-1-1 霞が関ハイツ202',
    'SAME',
  ],
  ['東京都千代田区霞ヶ関一丁目1番1号', '千代田区霞が関1-1-1', 'PREFECTURE_OMITTED'],
  [
    '北海道札幌市西区二十四軒二条二丁目3番3号',
    '札幌市西区二十四軒2条2丁目3-3',
    'PREFECTURE_OMITTED',
  ],
  ['千葉県千葉市中央区中央1-1-2', '千葉市中央区中央1-1-2', 'PREFECTURE_OMITTED'],
  ['三重県津市栄町1-2-3', '津市栄町1-2-3', 'PREFECTURE_OMITTED'],
  ['長野県松本市県1丁目2-3', '松本市県1-2-3', 'PREFECTURE_OMITTED'],
  ['千葉県千葉市中央区中央一丁目1番地の2', '千葉県千葉市中央区中央1-1-2', 'SAME'],
  ['東京都千代田区一番町1番地', '東京都千代田区一番町1', 'SAME'],
  ['茨城県つくば市大字谷田部1234番地', '茨城県つくば市谷田部1234', 'SAME'],
  ['東京都中央区八丁堀二丁目3番4号', '東京都中央区八丁堀2-3-4', 'SAME'],
  ['大阪府大阪市北区梅田１ー２ー３', '大阪府大阪市北区梅田1-2-3', 'SAME'],
  ['東京都千代田区丸の内1-1-1', '東京都千代田区丸ノ内1-1-1', 'SAME'],
  ['東京都渋谷区渋谷1-1-1-301', '東京都渋谷区渋谷1丁目1番1号301号室', 'SAME'],
  ['東京都渋谷区渋谷1-1-1-301', '東京都渋谷区渋谷1-1-1 渋谷ビル301', 'BUILDING_OMITTED'],
  ['東京都渋谷区渋谷1-1-1', '東京都渋谷区渋谷１－１－１　渋谷ビル３０１', 'BUILDING_OMITTED'],
  ['東京都渋谷区渋谷1-1-1渋谷ビル301', '東京都渋谷区渋谷1-1-1新宿ビル101', 'BUILDING_DIFFERS'],
  ['東京都新宿区新宿三丁目1番13号', '東京都新宿区新宿3-1-14', 'DIFFERENT'],
  ['東京都渋谷区渋谷1-1', '東京都渋谷区渋谷1-1-1', 'DIFFERENT'],
  ['東京都渋谷区渋谷1-1-1', '神奈川県渋谷区渋谷1-1-1', 'DIFFERENT'],
  ['東京都渋谷区渋谷', '東京都渋谷区渋谷', 'DIFFERENT'],
  ['', '', 'DIFFERENT'],
] as const

test.each(vectors)('%s against %s is %s, either way round', (a, b, expected) => {
  expect(compareAddresses(a, b)).toBe(expected)
  expect(compareAddresses(b, a)).toBe(expected)
})

test('no text makes the address folding throw, and a written address is itself', () => {
  const piece = fc.constantFrom(
    '東京都',
    '一',
    '十',
    '1',
    '２',
    '丁目',
    '番',
    '条',
    '号',
    'ー',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const address = pieces.join('')
      const { numbers } = foldAddress(address)
      expect(compareAddresses(address, address)).toBe(numbers.length > 0 ? 'SAME' : 'DIFFERENT')
    }),
  )
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => compareAddresses(a, b) !== undefined))
})

test('there are 47 prefectures', () => {
  expect(new Set(prefectures).size).toBe(47)
})
