/** Where the pages of one list begin: `cursors[n]` leads to page n + 2, as page 1 needs none. */
export type Cursors = readonly string[]

/** The list that a set of cursors belongs to: other filters or another page size make another list. */
export const listKey = (resource: string, filter: unknown, perPage: number): string =>
  JSON.stringify([resource, perPage, sorted(filter)])

/** The nearest known page at or before the wanted one, and the cursor that leads there. */
export function nearestPage(
  cursors: Cursors,
  wanted: number,
): { readonly page: number; readonly after: string | null } {
  const page = Math.max(1, Math.min(wanted, cursors.length + 1))
  return { page, after: cursors[page - 2] ?? null }
}

/** The cursors after `page` was read; what was known of later pages is forgotten where it changed. */
export function rememberPage(cursors: Cursors, page: number, endCursor: string | null): Cursors {
  if (endCursor === null || page > cursors.length + 1) return cursors
  if (cursors[page - 1] === endCursor) return cursors
  return [...cursors.slice(0, page - 1), endCursor]
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
