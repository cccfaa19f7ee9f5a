import { expect, test } from 'vitest'
import { mayDisclose, reasonCodes } from '../../domain/reason-codes.ts'
import { words as en } from '../../domain/words/capture/en.ts'
import { words as ja } from '../../domain/words/capture/ja.ts'
import { captureKeys, type CaptureWords } from '../../domain/words/capture/keys.ts'
import { reasonsForApplicant } from '../../domain/words/capture/reasons-for-applicant.ts'
import { words as vi } from '../../domain/words/capture/vi.ts'
import { reasonWords } from '../../domain/words/reasons.ts'

const languages: readonly (readonly [string, CaptureWords])[] = [
  ['ja', ja],
  ['en', en],
  ['vi', vi],
]
const parametersOf = (text: string) =>
  new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name))

test.each(languages)('%s: no text is empty, and each is in normal form C', (_locale, words) => {
  const all = [words.texts, words.reasons, words.slots, words.documents].flatMap(Object.values)
  for (const text of all) {
    expect(text.trim()).not.toBe('')
    expect(text.normalize('NFC')).toBe(text)
  }
})

test.each(languages)('%s: each text has the parameters of the Japanese one', (_locale, words) => {
  for (const key of captureKeys) {
    expect(parametersOf(words.texts[key]), key).toEqual(parametersOf(ja.texts[key]))
  }
})

test.each(languages)('%s: what may not be disclosed reads as the neutral sentence', (_l, words) => {
  for (const code of reasonCodes) {
    const [text] = reasonsForApplicant(words, [code])
    expect(text === words.texts['result.ng'], code).toBe(!mayDisclose(code))
  }
  expect(reasonsForApplicant(words, ['TAMPER_SUSPECT', 'DUPLICATE', 'IMG_BLUR'])).toEqual([
    words.texts['result.ng'],
    words.reasons.IMG_BLUR,
  ])
})

test('no two reasons have one label for staff', () => {
  for (const labels of Object.values(reasonWords)) {
    expect(new Set(Object.values(labels)).size).toBe(reasonCodes.length)
  }
})
