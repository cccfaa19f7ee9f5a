import { foldName } from './fold.ts'
import { foldGlyphs, foldRelated } from './kanji-variants.ts'

/** How far two writings of a name agree, from the same characters to another name. */
export const nameTiers = ['EXACT', 'FOLDED', 'GLYPH', 'LOOSE', 'DIFFERENT'] as const
export type NameTier = (typeof nameTiers)[number]

/**
 * EXACT: same characters. FOLDED: same but for width, blanks, dots and case. GLYPH: same but for variants of one character
 * (髙 = 高). LOOSE: same but for related characters (斎, 斉) or kana size. Else DIFFERENT; so is a name of nothing but blanks.
 */
export function compareNames(declared: string, read: string): NameTier {
  const [a, b] = [foldName(declared), foldName(read)]
  if (a === '' || b === '') return 'DIFFERENT'
  if (declared === read) return 'EXACT'
  if (a === b) return 'FOLDED'
  if (foldGlyphs(a) === foldGlyphs(b)) return 'GLYPH'
  return foldRelated(a) === foldRelated(b) ? 'LOOSE' : 'DIFFERENT'
}

/** One writing for a person's name, up to glyph variants: what double registration is looked up by. */
export const nameKey = (name: string): string => foldGlyphs(foldName(name))
