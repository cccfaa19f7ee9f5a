import { foldWidth } from './fold.ts'
import { foldKanjiNumerals } from './kanji-numerals.ts'

/** How far two writings of an address agree. */
export const addressAnswers = [
  'SAME',
  'PREFECTURE_OMITTED',
  'BUILDING_OMITTED',
  'BUILDING_DIFFERS',
  'DIFFERENT',
] as const
export type AddressAnswer = (typeof addressAnswers)[number]

/** An address folded for comparison. */
export interface FoldedAddress {
  readonly prefecture: string | null
  /** Town and all before the numbers, without blanks and hyphens. */
  readonly head: string
  /** 丁目, 番, 号 …: the first group of numbers. */
  readonly numbers: readonly number[]
  /** Building and room. */
  readonly building: string
}

/**
 * Is it the same place? Either side may leave out the prefecture, or building and room; 1-1 and 1-1-1 are two houses.
 * Not known here: 京都通り名, 小字, an omitted 郡, renamed municipalities, 3階 against 3F.
 */
export function compareAddresses(declared: string, read: string): AddressAnswer {
  const [a, b] = [foldAddress(declared), foldAddress(read)]
  if (a.prefecture !== null && b.prefecture !== null && a.prefecture !== b.prefecture) {
    return 'DIFFERENT'
  }
  if (a.head !== b.head || a.numbers.length === 0 || b.numbers.length === 0) return 'DIFFERENT'
  const answer = compareEnds(a, b)
  const onePrefecture = (a.prefecture === null) !== (b.prefecture === null)
  return answer === 'SAME' && onePrefecture ? 'PREFECTURE_OMITTED' : answer
}

function compareEnds(a: FoldedAddress, b: FoldedAddress): AddressAnswer {
  const [short, long] = a.numbers.length <= b.numbers.length ? [a, b] : [b, a]
  if (!short.numbers.every((number, i) => number === long.numbers[i])) return 'DIFFERENT'
  const extra = long.numbers.slice(short.numbers.length).join('')
  if (extra === '') {
    if (a.building === b.building) return 'SAME'
    return a.building === '' || b.building === '' ? 'BUILDING_OMITTED' : 'BUILDING_DIFFERS'
  }
  // what one side hangs on with a hyphen, the other may print as the room
  if (short.building === extra + long.building) return 'SAME'
  if (short.building.endsWith(extra)) return 'BUILDING_OMITTED'
  return short.building === '' && short.numbers.length >= 3 ? 'BUILDING_OMITTED' : 'DIFFERENT'
}

/** The steps of the folding, in the order in which they must go. */
export function foldAddress(address: string): FoldedAddress {
  const whole = foldWidth(address).trim()
  // before any numeral is folded: 千葉県 would become 1000葉県
  const prefecture = prefectures.find((name) => whole.startsWith(name)) ?? null
  const rest = whole
    .slice(prefecture?.length ?? 0)
    .trim()
    .replaceAll(/\s+/gu, ' ')
  const numbered = foldKanjiNumerals(rest)
    // Hokkaido: 24条 and 3線 are part of the town's name; their digits hide until the numbers are found
    .replaceAll(/\d+(?=[条線])/gu, hideDigits)
    .replaceAll(/(?<=\d) ?(?:丁目|番地の|番地|番(?![町丁])|号室|号|の(?=\d))/gu, '-')
    .replaceAll(/(?<=\d) ?[-\u2010-\u2015\u2212\u30FC]+ ?(?=\d)/gu, '-')
    .replaceAll(/-{2,}/gu, '-')
    .replaceAll('大字', '')
    .replaceAll(/[ヶヵケ]/gu, 'が')
    .replaceAll(/[ノ之]/gu, 'の')
  const group = /\d+(?:-\d+)+|\d+(?=-| |$)/u.exec(numbered)
  const end = group ? group.index + group[0].length : numbered.length
  return {
    prefecture,
    head: showDigits(bare(numbered.slice(0, group?.index))),
    numbers: group ? group[0].split('-').map(Number) : [],
    building: showDigits(bare(numbered.slice(end))).toUpperCase(),
  }
}

const bare = (text: string): string => text.replaceAll(/[\s-]/gu, '')

/** Private-use stand-ins, which `foldWidth` leaves alone and no address has. */
const hideDigits = (digits: string): string =>
  Array.from(digits, (digit) => String.fromCodePoint(0xe000 + Number(digit))).join('')
const showDigits = (text: string): string =>
  text.replaceAll(/[\uE000-\uE009]/gu, (digit) => String((digit.codePointAt(0) ?? 0) - 0xe000))

/** By name, never by "…県": 松本市県 is a town. In the order of JIS X 0401. */
export const prefectures: readonly string[] = `
  北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県
  山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県
  香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県
`
  .trim()
  .split(/\s+/)
