/** What makes a text no profile before anyone looks at its meaning. */
export type BulkProblem = 'NESTED_TOO_DEEP' | 'TOO_MUCH' | 'FORBIDDEN_KEY'

export interface BulkFinding {
  readonly problem: BulkProblem
  /** Where, as far as it was read. */
  readonly path: readonly (string | number)[]
}

/**
 * Is this too much to be a profile? Looked at without recursion and given up at the first excess, so that a parser which does
 * recurse never sees it: nesting beyond what six levels of conditions need, values beyond 200 rules, keys that name a prototype.
 */
export function bulkProblem(input: unknown): BulkFinding | null {
  const waiting: { value: unknown; path: readonly (string | number)[] }[] = [
    { value: input, path: [] },
  ]
  let seen = 0
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next
    seen += 1
    if (path.length > mostLevels) return { problem: 'NESTED_TOO_DEEP', path: path.slice(0, 6) }
    if (seen > mostValues) return { problem: 'TOO_MUCH', path: path.slice(0, 1) }
    if (typeof value === 'string' && value.length > longestText)
      return { problem: 'TOO_MUCH', path }
    if (typeof value !== 'object' || value === null) continue
    const keys = Object.keys(value)
    if (seen + waiting.length + keys.length > mostValues) {
      return { problem: 'TOO_MUCH', path: path.slice(0, 2) }
    }
    for (const key of keys) {
      if (forbidden.includes(key)) return { problem: 'FORBIDDEN_KEY', path }
      const place = Array.isArray(value) ? Number(key) : key.slice(0, 64)
      waiting.push({ value: Reflect.get(value, key), path: [...path, place] })
    }
  }
  return null
}

/** A rule's condition begins at the third level, and each of its six levels may be an object with a list. */
const mostLevels = 24
const mostValues = 60_000
const longestText = 1_000
const forbidden: readonly string[] = ['__proto__', 'constructor', 'prototype']
