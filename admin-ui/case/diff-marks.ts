import { foldForComparison } from './fold-for-comparison.ts'

/** A stretch of characters that is alike in both texts, or is not. */
export interface DiffMark {
  readonly text: string
  readonly same: boolean
}
export interface Diff {
  readonly declared: readonly DiffMark[]
  readonly read: readonly DiffMark[]
  /** Characters that differ, counted on the side that has more of them. 0: equal but for width and blanks. */
  readonly differing: number
}

/**
 * Character by character what two texts have in common (longest common subsequence), so that the eye goes to the rest.
 * Width of letters and blanks don't count: 「１−２」 and "1-2" are the same address.
 */
export function diffMarks(declared: string, read: string): Diff {
  const a = charactersOf(declared)
  const b = charactersOf(read)
  const lengths = commonLengths(a, b)
  const sameA = new Set<number>()
  const sameB = new Set<number>()
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i]?.folded === b[j]?.folded) {
      sameA.add(i)
      sameB.add(j)
      i += 1
      j += 1
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i += 1
    else j += 1
  }
  const differing = Math.max(countDiffering(a, sameA), countDiffering(b, sameB))
  return { declared: marksOf(a, sameA), read: marksOf(b, sameB), differing }
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
    folded: foldForComparison(segment),
  }))
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** Table of the lengths of common subsequences of the rests from i and j on. */
function commonLengths(a: readonly Character[], b: readonly Character[]): readonly number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  )
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i]
      if (!row) continue
      row[j] =
        a[i]?.folded === b[j]?.folded
          ? (lengths[i + 1]?.[j + 1] ?? 0) + 1
          : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return lengths
}

const countDiffering = (all: readonly Character[], same: ReadonlySet<number>): number =>
  all.filter(({ folded }, index) => folded !== '' && !same.has(index)).length

/** Neighbours of one kind in one mark; a blank joins whatever stands before it. */
function marksOf(all: readonly Character[], same: ReadonlySet<number>): readonly DiffMark[] {
  const marks: { text: string; same: boolean }[] = []
  all.forEach(({ shown, folded }, index) => {
    const last = marks.at(-1)
    const isSame = folded === '' ? (last?.same ?? true) : same.has(index)
    if (last?.same === isSame) last.text += shown
    else marks.push({ text: shown, same: isSame })
  })
  return marks
}
