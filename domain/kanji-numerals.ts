/**
 * Runs of kanji numerals as Arabic ones: 二十四→24, 一〇二→102, 千九百→1900. For comparison, on both sides only:
 * 八丁堀 becomes 8丁堀 and 千代田 1000代田.
 */
export const foldKanjiNumerals = (text: string): string =>
  text.replaceAll(/[〇零一二三四五六七八九十百千]+/gu, (run) =>
    /[十百千]/u.test(run) ? String(positional(run)) : digitByDigit(run),
  )

const digits = '〇一二三四五六七八九'
const unitOf: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])

const valueOf = (character: string): number => Math.max(0, digits.indexOf(character))

const digitByDigit = (run: string): string => Array.from(run, (each) => valueOf(each)).join('')

function positional(run: string): number {
  let total = 0
  let pending: number | null = null
  for (const character of run) {
    const unit = unitOf.get(character)
    if (unit === undefined) {
      pending = (pending ?? 0) * 10 + valueOf(character)
    } else {
      total += (pending ?? 1) * unit
      pending = null
    }
  }
  return total + (pending ?? 0)
}
