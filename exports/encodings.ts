import iconv from 'iconv-lite'

import type { CsvEncoding } from './spec.ts'

interface Encoder {
  /** The charset, as Content-Type names it. */
  readonly charset: string
  /** Before the first line: Excel on Windows takes UTF-8 for Shift_JIS without it. */
  readonly prefix: Buffer
  /** The text as it can be written, and whether anything had to be replaced by 〓. */
  readonly fit: (text: string) => { readonly text: string; readonly lossy: boolean }
  readonly encode: (text: string) => Buffer
  /** Every character can be written. */
  readonly whole: boolean
}

const utf8 = {
  charset: 'utf-8',
  whole: true,
  fit: (text: string) => ({ text, lossy: false }),
  encode: (text: string) => Buffer.from(text, 'utf8'),
}

/** How a CSV becomes bytes. */
export const encoders: Readonly<Record<CsvEncoding, Encoder>> = {
  UTF8: { ...utf8, prefix: Buffer.alloc(0) },
  UTF8_BOM: { ...utf8, prefix: Buffer.of(0xef, 0xbb, 0xbf) },
  CP932: {
    charset: 'windows-31j',
    whole: false,
    prefix: Buffer.alloc(0),
    fit: fitCp932,
    encode: (text) => iconv.encode(text, 'cp932'),
  },
}

/** Characters that Windows writes under another code point; iconv-lite knows only that one. */
const windowsTwins = new Map([
  ['\u301c', '\uff5e'],
  ['\u2212', '\uff0d'],
  ['\u2016', '\u2225'],
  ['\u2014', '\u2015'],
  ['\u00a2', '\uffe0'],
  ['\u00a3', '\uffe1'],
  ['\u00ac', '\uffe2'],
  ['\u00a6', '\uffe4'],
])
const isVariationSelector = (char: string) => /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u.test(char)
const writable = new Map<string, string>()

function fitCp932(text: string): { text: string; lossy: boolean } {
  let fitted = ''
  let lossy = false
  for (const char of text) {
    const known = writable.get(char) ?? fitCharacter(char)
    writable.set(char, known)
    fitted += known
    lossy ||= known === geta && char !== geta
  }
  return { text: fitted, lossy }
}

/** 〓, by custom where a character is missing from a type case. */
const geta = '\u3013'

function fitCharacter(char: string): string {
  if (isVariationSelector(char)) return ''
  const twin = windowsTwins.get(char) ?? char
  const lost = twin !== '?' && iconv.encode(twin, 'cp932').equals(Buffer.from('?'))
  return lost ? geta : twin
}
