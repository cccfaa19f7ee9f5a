import { parseJapaneseDate } from '../../../domain/dates.ts'
import { squeeze, toDigits, type Grammar, type Parsed } from './grammar.ts'

/** 令和03年05月15日: an acquisition or issue day. 平成00年00月00日, printed where there is none, is no day. */
export const dateGrammar: Grammar = (read) =>
  parseDay(read, /^日?$/, (year) => (year <= 20 ? '令和' : '昭和'))

/** 平成5年3月15日生 */
export const birthDateGrammar: Grammar = (read) =>
  parseDay(read, /^日?[生性]?.{0,1}$/, (year) => (year >= 10 ? '昭和' : null))

/** 2024年(令和06年)06月01日まで有効, days and months of two digits: both years must be the same; belts of before 2019 have the era alone. */
export const expiryBeltGrammar: Grammar = (read) => {
  const folded = mendEras(squeeze(read))
  const both =
    /([0-9OoIlZU]{4})[^\dOoIlZU]{1,6}([0-9OoIlZU]{2}|[1-9元])\D[^\dOoIlZU]?([0-9OoIlZU]{2})月([0-9OoIlZU]{2})日/.exec(
      folded,
    )
  if (both) {
    const [year = '', yearOfEra = '', month = '', day = ''] = both.slice(1).map(toDigits)
    // Whatever kanji the era was taken for: the two years must belong together.
    const western = parseJapaneseDate(`${year}年${month}月${day}日`)
    const era = ['令和', '平成'].find(
      (name) => parseJapaneseDate(`${name}${yearOfEra}年${month}月${day}日`)?.iso === western?.iso,
    )
    if (!western || !era) return null
    return {
      text: `${year}年(${era}${yearOfEra}年)${month}月${day}日まで有効`,
      value: western.iso,
    }
  }
  if (/\d{4}[年(]/.test(folded)) return null
  const eraOnly = parseDay(folded.replace(/ま.*$/, ''), /^日?$/, () => null)
  return eraOnly && { text: `${eraOnly.text}まで有効`, value: eraOnly.value }
}

/** @param eraOfWa which era ends in 和, by its year, where its first letter can't be read; null: not told */
function parseDay(
  read: string,
  tail: RegExp,
  eraOfWa: (year: number) => '令和' | '昭和' | null,
): Parsed | null {
  const folded = mendEras(squeeze(read)).replace(
    /[^\d令昭]和(?=([\dOoIl]{1,2})年)/,
    (seen, year: string) => eraOfWa(Number(toDigits(year))) ?? seen,
  )
  const match =
    /(令和|平成|昭和|大正)([0-9OoIl]{1,2}|元)年([0-9OoIl]{1,2})月([0-9OoIl]{1,2})(.*)$/.exec(folded)
  if (!match) return null
  const [, era = '', year = '', month = '', day = '', rest = ''] = match
  if (!tail.test(rest)) return null
  const text = `${era}${toDigits(year)}年${toDigits(month)}月${toDigits(day)}日`
  const parsed = parseJapaneseDate(text)
  return parsed && { text: rest.includes('生') ? `${text}生` : text, value: parsed.iso }
}

/** The reader confuses the rarer kanji of eras; only four pairs can stand there. */
const mendEras = (text: string): string =>
  text
    .replaceAll(/(?:[令今合冷会省写]和|令.)(?=[\dOoIl元])/g, '令和')
    .replaceAll(/(?:[^\d]成|平.)(?=[\dOoIl元])/g, '平成')
    .replaceAll(/(?:[昭招沼照眠]和|昭.)(?=[\dOoIl元])/g, '昭和')
    .replaceAll(/大[正止]/g, '大正')
    .replaceAll(/[隼午牛](?=[(\d])/g, '年')
    .replaceAll(/(?<=\d)[隼午牛]/g, '年')
    .replaceAll(/(?<=\d)[目曰](?=生|ま|$)/g, '日')
