import type { LineReading } from './reader.ts'

/**
 * What the police wrote into the 備考 of a licence's back, out of the lines read there: the form's own words and guilloche that
 * was taken for letters are dropped. Null when the field is empty.
 */
export function entriesOfBack(lines: readonly LineReading[]): LineReading | null {
  const entries = lines.filter(({ text, confidence }) => {
    const squeezed = text.normalize('NFKC').replaceAll(/\s/gu, '')
    if (squeezed.length < 5 || confidence < 0.45) return false
    if (/^備考|SPECIMEN/.test(squeezed)) return false
    const kanji = squeezed.match(/\p{Script=Han}|\d/gu)?.length ?? 0
    return kanji >= squeezed.length * 0.6
  })
  if (entries.length === 0) return null
  return {
    text: entries.map(({ text }) => text).join('\n'),
    confidence: Math.min(...entries.map(({ confidence }) => confidence)),
  }
}
