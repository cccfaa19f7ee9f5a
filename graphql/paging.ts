import { resolveCursorConnection } from '@pothos/plugin-relay'
import type { Page } from '../db/reads/page.ts'
import { DomainError } from '../domain/errors.ts'
import { mostPerPage, perPage } from './builder.ts'

interface PageArgs {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly last?: number | null | undefined
  readonly before?: string | null | undefined
}

export interface PlaceFormat<Row, Place> {
  /** Name of the list, so that another list's cursor is refused. */
  readonly list: string
  readonly placeOf: (row: Row) => string
  /** @returns null when the text is no place of this list */
  readonly parse: (text: string) => Place | null
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** Places that are the rows' own ids. */
export const byId = <Row extends { readonly id: string }>(
  list: string,
): PlaceFormat<Row, string> => ({
  list,
  placeOf: (row) => row.id,
  parse: (text) => (uuid.test(text) ? text : null),
})

/** A page of a list with a keyset order, as a Relay connection. @throws DomainError `INPUT_INVALID` for a foreign cursor */
export function keysetConnection<Row, Place>(
  args: PageArgs,
  { list, placeOf, parse }: PlaceFormat<Row, Place>,
  read: (page: Omit<Page, 'after' | 'before'> & KeysetEnds<Place>) => Promise<readonly Row[]>,
) {
  const open = (cursor: string | undefined): Place | null => {
    if (cursor === undefined) return null
    const text = Buffer.from(cursor, 'base64url').toString('utf8')
    const place = text.startsWith(`${list}:`) ? parse(text.slice(list.length + 1)) : null
    if (place === null)
      throw new DomainError('INPUT_INVALID', 'after: expected a cursor of this list')
    return place
  }
  return resolveCursorConnection<Promise<readonly Row[]>>(
    {
      args,
      defaultSize: perPage,
      maxSize: mostPerPage,
      toCursor: (row) => Buffer.from(`${list}:${placeOf(row)}`).toString('base64url'),
    },
    ({ limit, inverted, after, before }) =>
      read({ limit, inverted, after: open(after), before: open(before) }),
  )
}

interface KeysetEnds<Place> {
  readonly after: Place | null
  readonly before: Place | null
}
