import { foldWidth } from '../../domain/fold.ts'
import { foldGlyphs, foldRelated } from '../../domain/kanji-variants.ts'
import { settleLookAlikes } from '../../domain/look-alikes.ts'

/**
 * How a character stands to its counterpart. VARIANT: another glyph of the same character (髙, 高). RELATED: a related character
 * (斎, 斉). LOOK_ALIKE: another character of one shape (一, ー). DIFFERENT: it has none.
 */
export type MarkKind = 'SAME' | 'VARIANT' | 'RELATED' | 'LOOK_ALIKE' | 'DIFFERENT'

/** A stretch of characters that stand alike to the other text. */
export interface DiffMark {
  readonly text: string
  readonly kind: MarkKind
}
export interface Diff {
  readonly left: readonly DiffMark[]
  readonly right: readonly DiffMark[]
  /** Characters without a counterpart, counted on the side that has more of them. 0: none but variants. */
  readonly differing: number
}

/**
 * Character by character what two texts have in common (heaviest common subsequence), so that the eye goes to the rest.
 * Width of letters and blanks don't count: 「１−２」 and "1-2" are the same address.
 */
export function diffMarks(left: string, right: string): Diff {
  const a = charactersOf(left)
  const b = charactersOf(right)
  const weights = commonWeights(a, b)
  const kindsA = new Map<number, MarkKind>()
  const kindsB = new Map<number, MarkKind>()
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const here = weights[i]?.[j] ?? 0
    const kind = kindOf(a[i], b[j])
    if (kind !== 'DIFFERENT' && here === (weights[i + 1]?.[j + 1] ?? 0) + weightOf[kind]) {
      kindsA.set(i, kind)
      kindsB.set(j, kind)
      i += 1
      j += 1
    } else if (here === (weights[i + 1]?.[j] ?? 0)) i += 1
    else j += 1
  }
  return {
    left: marksOf(a, kindsA),
    right: marksOf(b, kindsB),
    differing: Math.max(countDiffering(a, kindsA), countDiffering(b, kindsB)),
  }
}

const weightOf: Record<MarkKind, number> = {
  SAME: 4,
  VARIANT: 3,
  RELATED: 2,
  LOOK_ALIKE: 2,
  DIFFERENT: 0,
}

interface Character {
  readonly shown: string
  /** Empty: a blank, which is compared with nothing. */
  readonly folded: string
}

/** By grapheme, so that a variation selector stays with its kanji (葛󠄀). */
function charactersOf(text: string): readonly Character[] {
  return Array.from(segmenter.segment(text), ({ segment }) => ({
    shown: segment,
    folded: folded(segment),
  }))
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** Full width as half width, small letters, dashes alike but for the long vowel mark of kana, blanks as nothing. */
const folded = (character: string): string =>
  character
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u2010-\u2015\u2212\uFF0D]/gu, '-')
    .replaceAll(/\s/gu, '')

function kindOf(a: Character | undefined, b: Character | undefined): MarkKind {
  if (!a || !b || a.folded === '' || b.folded === '') return 'DIFFERENT'
  if (a.folded === b.folded) return 'SAME'
  const [left, right] = [foldWidth(a.folded), foldWidth(b.folded)]
  if (foldGlyphs(left) === foldGlyphs(right)) return 'VARIANT'
  if (foldRelated(left) === foldRelated(right)) return 'RELATED'
  return settleLookAlikes(left, right) === left ? 'LOOK_ALIKE' : 'DIFFERENT'
}

/** Table of the weights of common subsequences of the rests from i and j on. */
function commonWeights(a: readonly Character[], b: readonly Character[]): readonly number[][] {
  const weights = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  )
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = weights[i]
      if (!row) continue
      const weight = weightOf[kindOf(a[i], b[j])]
      row[j] = Math.max(
        weights[i + 1]?.[j] ?? 0,
        row[j + 1] ?? 0,
        weight === 0 ? 0 : (weights[i + 1]?.[j + 1] ?? 0) + weight,
      )
    }
  }
  return weights
}

const countDiffering = (all: readonly Character[], kinds: ReadonlyMap<number, MarkKind>): number =>
  all.filter(({ folded: text }, index) => text !== '' && !kinds.has(index)).length

/** Neighbours of one kind in one mark; a blank joins whatever stands before it. */
function marksOf(
  all: readonly Character[],
  kinds: ReadonlyMap<number, MarkKind>,
): readonly DiffMark[] {
  const marks: { text: string; kind: MarkKind }[] = []
  all.forEach(({ shown, folded: text }, index) => {
    const last = marks.at(-1)
    const kind = text === '' ? (last?.kind ?? 'SAME') : (kinds.get(index) ?? 'DIFFERENT')
    if (last?.kind === kind) last.text += shown
    else marks.push({ text: shown, kind })
  })
  return marks
}
