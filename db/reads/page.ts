/** One page of a keyset listing, as Relay connections ask for it. */
export interface Page {
  /** Most rows to return. */
  readonly limit: number
  /** Rows beyond this cursor only, and before that one. */
  readonly after: string | null
  readonly before: string | null
  /** From the end of the list backwards. */
  readonly inverted: boolean
}

/** Rows counted up to here; beyond it a list says null rather than count on. */
export const countLimit = 10_000
