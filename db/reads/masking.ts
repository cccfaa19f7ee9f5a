import type { Selectable } from 'kysely'
import { maskingOrigins, maskingStatuses } from '../../domain/masking.ts'
import { slots } from '../../domain/method.ts'
import type { Trx } from '../client.ts'
import type { MaskingTasks } from '../schema.ts'
import { member, members } from './closed-lists.ts'

export type MaskingTask = ReturnType<typeof rowToTask>

/** What waits for a mask operator or is with one, earliest due first. */
export async function maskingQueue(trx: Trx): Promise<readonly MaskingTask[]> {
  const rows = await trx
    .selectFrom('maskingTasks')
    .selectAll()
    .where('status', 'in', ['OPEN', 'ASSIGNED'])
    .orderBy('dueAt')
    .orderBy('id')
    .limit(longestQueue)
    .execute()
  return rows.map(rowToTask)
}

/** As many as a person would ever scroll through; those after them come up as these are done. */
const longestQueue = 200

export async function maskingTasksById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MaskingTask>> {
  const rows = await trx.selectFrom('maskingTasks').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, rowToTask(row)]))
}

/** Which of the sessions wait for a mask operator. */
export async function maskingOpenBySession(
  trx: Trx,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, MaskingTask>> {
  const rows = await trx
    .selectFrom('maskingTasks')
    .selectAll()
    .where('sessionId', 'in', sessionIds)
    .where('status', 'in', ['OPEN', 'ASSIGNED'])
    .execute()
  return new Map(rows.map((row) => [row.sessionId, rowToTask(row)]))
}

export type HeldCapture = Awaited<ReturnType<typeof heldCaptures>>[number]

/** The pictures of a task: the session's present ones of its sides. For the holder of the task, and nobody else. */
export async function heldCaptures(trx: Trx, taskId: string) {
  const rows = await trx
    .selectFrom('maskingTasks')
    .innerJoin('captures', 'captures.sessionId', 'maskingTasks.sessionId')
    .select([
      'captures.id',
      'captures.sessionId',
      'captures.slot',
      'captures.frames',
      'captures.originalKey',
      'captures.maskedKey',
      'captures.maskRegions',
    ])
    .where('maskingTasks.id', '=', taskId)
    .whereRef('captures.slot', '=', (eb) => eb.fn.any('maskingTasks.slots'))
    .where('captures.accepted', '=', true)
    .where('captures.supersededAt', 'is', null)
    .execute()
  return rows
    .map((row) => ({ ...row, slot: member(slots, row.slot) }))
    .toSorted((a, b) => slots.indexOf(a.slot) - slots.indexOf(b.slot))
}

const rowToTask = (row: Selectable<MaskingTasks>) => ({
  ...row,
  origin: member(maskingOrigins, row.origin),
  status: member(maskingStatuses, row.status),
  slots: members(slots, row.slots),
})
