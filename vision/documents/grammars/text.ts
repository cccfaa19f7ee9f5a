import { prefectures } from '../../../domain/addresses.ts'
import { squeeze, type Grammar } from './grammar.ts'

const letters = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ヶーA-Z・]+$/u

/** A name: two letters and more, all of them Japanese (or Latin capitals on licences of foreigners). */
export const nameGrammar: Grammar = (read) => {
  const text = mendLongMarks(
    squeeze(read)
      .replaceAll(/^[|「『[(.,、。・_:;'`-]+|[|」』\])._,、。:;'`-]+$/g, '')
      // the wide blank between the names is taken for marks at its foot or head
      .replaceAll(/[_'"’”“]/g, ''),
  )
  return text.length >= 2 && text.length <= 40 && letters.test(text) ? { text, value: null } : null
}

/** An address: a prefecture first, a number somewhere. */
export const addressGrammar: Grammar = (read) => {
  const trimmed = squeeze(read)
    .replaceAll(/^[|「『[(.,、。・_:;']+|[|」』\]._,、。:;']+$/g, '')
    // the wide blank before the building
    .replaceAll(/[_、,'"’”“]/g, '')
  const text = mendNumbers(mendLongMarks(trimmed))
  const prefecture = prefectures.find((name) => text.startsWith(name))
  if (!prefecture || !/\d/.test(text)) return null
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ヶー\w()-]+$/u.test(text)
    ? { text, value: null }
    : null
}

/** Whatever is printed; only an empty reading has no text. */
export const freeTextGrammar: Grammar = (read) => {
  const text = read
    .normalize('NFKC')
    .split('\n')
    .map((line) => mendLongMarks(line.replaceAll(/\s/gu, '')))
    .filter((line) => line.length > 0)
    .join('\n')
  return text === '' ? null : { text, value: null }
}

/** ー and 一 look the same: after katakana it is the long mark, before or after kanji the numeral; ニ between kanji is 二. */
const mendLongMarks = (text: string): string =>
  text
    .replaceAll(/(?<=[ァ-ヶ])[一―—–](?=[ァ-ヶ\d]|$)/gu, 'ー')
    .replaceAll(/(?<=[\p{Script=Han}])ー(?=\p{Script=Han}|$)/gu, '一')
    .replaceAll(/(?<=\p{Script=Han}|^)ニ(?=\p{Script=Han})/gu, '二')
    .replaceAll(/(?<=\p{Script=Han})ニ$/gu, '二')

const mendNumbers = (text: string): string =>
  text
    .replaceAll(/(?<=\d)[ー一―—–](?=\d)/gu, '-')
    .replaceAll(/(?<=\d)(?:丁|T)[目日曰]/gu, '丁目')
    .replaceAll(/(?<=[\d目番])[lI|](?=[\d番号])/g, '1')
