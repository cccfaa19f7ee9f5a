import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { ViewedList } from '../../domain/saved-view.ts'
import type { Trx } from '../client.ts'

export interface SavedView {
  readonly id: string
  readonly memberId: string
  readonly list: ViewedList
  readonly name: string
  readonly filter: unknown
  readonly shared: boolean
}

export interface ViewWritten {
  /** null: a new one. */
  readonly id: string | null
  readonly list: ViewedList
  readonly name: string
  readonly filter: object
  readonly shared: boolean
}

/** More are never looked through. */
const mostViews = 50

/** A member's own views and those that others share, in the order of their making. */
export const listViews = (
  trx: Trx,
  list: ViewedList,
  memberId: string,
): Promise<readonly SavedView[]> =>
  trx
    .selectFrom('savedViews')
    .select(['id', 'memberId', 'list', 'name', 'filter', 'shared'])
    .where('list', '=', list)
    .where((test) => test.or([test('memberId', '=', memberId), test('shared', '=', true)]))
    .orderBy('createdAt')
    .orderBy('id')
    .limit(mostViews * 4)
    .execute()

/** Makes a view or changes one of the member's own. @throws DomainError `NOT_FOUND`, `INPUT_INVALID` */
export async function saveView(
  trx: Trx,
  { tenantId, memberId, at }: { tenantId: string; memberId: string; at: Date },
  { id, list, name, filter, shared }: ViewWritten,
): Promise<SavedView> {
  const values = { name, filter: JSON.stringify(filter), shared, updatedAt: at }
  if (id !== null) {
    const changed = await trx
      .updateTable('savedViews')
      .set(values)
      .where('id', '=', id)
      .where('list', '=', list)
      .where('memberId', '=', memberId)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new DomainError('NOT_FOUND', 'no such view of this member')
    return { id, memberId, list, name, filter, shared }
  }
  const { count } = await trx
    .selectFrom('savedViews')
    .select((each) => each.fn.countAll<string>().as('count'))
    .where('memberId', '=', memberId)
    .where('list', '=', list)
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostViews)
    throw new DomainError('INPUT_INVALID', `name: expected ${mostViews} views of a list at most`)
  const fresh = newId(at.getTime())
  await trx
    .insertInto('savedViews')
    .values({ tenantId, id: fresh, memberId, list, createdAt: at, ...values })
    .execute()
  return { id: fresh, memberId, list, name, filter, shared }
}

/** @throws DomainError `NOT_FOUND`: another member's view is not this one's to delete */
export async function deleteView(trx: Trx, id: string, memberId: string): Promise<void> {
  const gone = await trx
    .deleteFrom('savedViews')
    .where('id', '=', id)
    .where('memberId', '=', memberId)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw new DomainError('NOT_FOUND', 'no such view of this member')
}
