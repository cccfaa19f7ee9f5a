/** Glyphs of one shape: no reader, and no eye, tells them apart on a card; only their place does. */
const sameShape = [
  '一ー―‐-−',
  '二ニ',
  '口ロ',
  '力カ',
  '夕タ',
  '工エ',
  '八ハ',
  '卜ト',
  '才オ',
  'へヘ',
  'べベ',
  'ぺペ',
  '日曰',
  '〇○◯',
]

const shapeOf: ReadonlyMap<string, string> = new Map(
  sameShape.flatMap((shape) => Array.from(shape, (glyph) => [glyph, shape] as const)),
)

/**
 * `read` with each glyph that only looks like its counterpart in `declared` replaced by that. Both folded to the same width.
 * Everything else stays as it was read: a glyph of another shape, a missing or an additional one.
 */
export function settleLookAlikes(declared: string, read: string): string {
  const a = Array.from(declared)
  const b = Array.from(read)
  const costs = alignmentCosts(a, b)
  const settled: string[] = []
  let [i, j] = [a.length, b.length]
  while (j > 0) {
    const [left = '', right = ''] = [a[i - 1], b[j - 1]]
    const here = costs[i]?.[j] ?? 0
    if (i > 0 && here === (costs[i - 1]?.[j - 1] ?? 0) + differs(left, right)) {
      settled.push(differs(left, right) === 0 ? left : right)
      i -= 1
      j -= 1
    } else if (i > 0 && here === (costs[i - 1]?.[j] ?? 0) + 1) {
      i -= 1
    } else {
      settled.push(right)
      j -= 1
    }
  }
  return settled.toReversed().join('')
}

const differs = (a: string, b: string): 0 | 1 => {
  const shape = shapeOf.get(a)
  return a === b || (shape !== undefined && shape === shapeOf.get(b)) ? 0 : 1
}

/** Levenshtein distances of all prefixes. */
function alignmentCosts(a: readonly string[], b: readonly string[]): readonly number[][] {
  const rows = [b.map((_, j) => j).concat(b.length)]
  for (const [i, left] of a.entries()) {
    const above = rows[i] ?? []
    const row = [i + 1]
    for (const [j, right] of b.entries()) {
      row.push(
        Math.min(
          (above[j] ?? 0) + differs(left, right),
          (above[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
        ),
      )
    }
    rows.push(row)
  }
  return rows
}
