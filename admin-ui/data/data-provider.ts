import type { DataProvider } from 'react-admin'
import { ApiError } from '../api/api-error.ts'
import { listKey, nearestPage, rememberPage, type Cursors } from './cursors.ts'
import { resourceOf, type PageRead, type Row } from './resources.ts'

/**
 * react-admin's reads over Relay connections. Writes are mutations with names of their own and don't go through here, so
 * those methods refuse.
 */
export function createDataProvider(): DataProvider {
  const cursorsByList = new Map<string, Cursors>()

  /** Page numbers over cursors: what is not known yet is walked to from the nearest page. */
  async function readPage(
    resource: string,
    { page: wanted, perPage, filter }: ListAsked,
  ): Promise<PageRead> {
    const key = listKey(resource, filter, perPage)
    const { list } = resourceOf(resource)
    let { page, after } = nearestPage(cursorsByList.get(key) ?? [], wanted)
    for (;;) {
      const read = await list({ filter, first: perPage, after })
      cursorsByList.set(key, rememberPage(cursorsByList.get(key) ?? [], page, read.endCursor))
      if (page >= wanted || !read.hasNextPage) return page === wanted ? read : pastTheEnd
      page += 1
      after = read.endCursor
    }
  }

  async function readOne(resource: string, id: string): Promise<Row> {
    const row = (await resourceOf(resource).one?.(id)) ?? null
    if (!row) throw new ApiError('NOT_FOUND', 404)
    return row
  }

  return {
    // a row has the type of its document; react-admin can't be told which that is
    /* oxlint-disable typescript/no-unsafe-type-assertion, typescript/no-explicit-any */
    getList: async (resource, { pagination, filter }) => {
      const asked = { page: 1, perPage: 25, ...pagination, filter: filter ?? {} }
      const read = await readPage(resource, asked)
      return {
        data: read.rows as any,
        ...(read.totalCount === null ? {} : { total: read.totalCount }),
        pageInfo: { hasNextPage: read.hasNextPage, hasPreviousPage: asked.page > 1 },
      }
    },
    getOne: async (resource, { id }) => ({ data: (await readOne(resource, String(id))) as any }),
    getMany: async (resource, { ids }) => ({
      data: (await Promise.all(ids.map((id) => readOne(resource, String(id))))) as any,
    }),
    /* oxlint-enable typescript/no-unsafe-type-assertion, typescript/no-explicit-any */
    getManyReference: refuse,
    update: refuse,
    updateMany: refuse,
    create: refuse,
    delete: refuse,
    deleteMany: refuse,
  }
}

interface ListAsked {
  readonly page: number
  readonly perPage: number
  readonly filter: Readonly<Record<string, unknown>>
}

const pastTheEnd: PageRead = { rows: [], totalCount: null, hasNextPage: false, endCursor: null }

const refuse = (): Promise<never> => Promise.reject(new ApiError('UNEXPECTED', 0))
