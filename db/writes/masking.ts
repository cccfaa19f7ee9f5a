import type { MaskingOrigin } from '../../domain/masking.ts'
import { maskingStatuses, type MaskingStatus } from '../../domain/masking.ts'
import { DomainError } from '../../domain/errors.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import { announce } from './announce.ts'

export interface NewMaskingTask {
  readonly tenantId: string
  readonly sessionId: string
  readonly attemptId: string
  readonly taskId: string
  readonly origin: MaskingOrigin
  readonly slots: readonly string[]
  readonly noteSealed: Buffer | null
  readonly dueAt: Date
  readonly actor: Actor
  readonly at: Date
}

/** Puts pictures into the queue of the mask operators; from now on nobody else sees them. A repeated call adds nothing. */
export async function openMaskingTask(trx: Trx, task: NewMaskingTask): Promise<void> {
  const { tenantId, sessionId, taskId, at } = task
  const inserted = await trx
    .insertInto('maskingTasks')
    .values({
      tenantId,
      id: taskId,
      sessionId,
      attemptId: task.attemptId,
      origin: task.origin,
      slots: [...task.slots],
      status: 'OPEN',
      assigneeId: null,
      leaseExpiresAt: null,
      dueAt: task.dueAt,
      noteSealed: task.noteSealed,
      regions: null,
      openedAt: at,
      doneAt: null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return
  await trx
    .updateTable('captures')
    .set({ withheldAt: at })
    .where('sessionId', '=', sessionId)
    .where('slot', 'in', [...task.slots])
    .where((where) => {
      const present = where.and([where('accepted', '=', true), where('supersededAt', 'is', null)])
      // what a reviewer saw in one picture of a side may be in those of earlier attempts: they show the same card
      return task.origin === 'REVIEWER'
        ? where.or([present, where('maskedKey', 'is not', null)])
        : present
    })
    .execute()
  await note(trx, task, 'masking.opened', { origin: task.origin, slots: task.slots })
}

export interface MaskingChange {
  readonly tenantId: string
  readonly sessionId: string
  readonly taskId: string
  /** The version this change makes; a repeated call finds it made and changes nothing. */
  readonly version: number
  readonly type: 'CLAIMED' | 'RELEASED' | 'LEASE_EXPIRED' | 'DONE' | 'WITHDRAWN'
  readonly assigneeId: string | null
  readonly leaseExpiresAt: Date | null
  /** DONE only: how many regions were burnt in. */
  readonly regions?: number
  readonly actor: Actor
  readonly at: Date
}

const statusAfter: Record<MaskingChange['type'], MaskingStatus> = {
  CLAIMED: 'ASSIGNED',
  RELEASED: 'OPEN',
  LEASE_EXPIRED: 'OPEN',
  DONE: 'DONE',
  WITHDRAWN: 'WITHDRAWN',
}

/** @returns whether this call made the change. @throws DomainError `NOT_FOUND`, `CASE_STATE` */
export async function changeMaskingTask(trx: Trx, change: MaskingChange): Promise<boolean> {
  const row = await trx
    .selectFrom('maskingTasks')
    .select(['status', 'version'])
    .where('id', '=', change.taskId)
    .forUpdate()
    .executeTakeFirst()
  const before = maskingStatuses.find((status) => status === row?.status)
  if (!row || !before) throw new DomainError('NOT_FOUND', 'no such masking task')
  if (row.version >= change.version) return false
  if (before === 'DONE' || before === 'WITHDRAWN')
    throw new DomainError('CASE_STATE', 'the pictures wait for masking no more')
  const status = statusAfter[change.type]
  await trx
    .updateTable('maskingTasks')
    .set({
      status,
      version: change.version,
      assigneeId: change.assigneeId,
      leaseExpiresAt: change.leaseExpiresAt,
      ...(status === 'DONE' ? { regions: change.regions ?? 0, doneAt: change.at } : {}),
    })
    .where('id', '=', change.taskId)
    .execute()
  await note(trx, change, `masking.${change.type.toLowerCase()}`, {
    version: change.version,
    ...(status === 'DONE' ? { regions: change.regions ?? 0 } : {}),
  })
  return true
}

export async function renewMaskingLease(trx: Trx, taskId: string, until: Date): Promise<void> {
  await trx
    .updateTable('maskingTasks')
    .set({ leaseExpiresAt: until })
    .where('id', '=', taskId)
    .execute()
}

/**
 * What the applicant sent of the sides that were masked is to be there no more, what was refused or replaced of them
 * included; `eraseReplaced` brings it to its end.
 */
export async function eraseOriginals(trx: Trx, taskId: string, at: Date): Promise<void> {
  const { sessionId, slots } = await trx
    .selectFrom('maskingTasks')
    .select(['sessionId', 'slots'])
    .where('id', '=', taskId)
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('blobs')
    .set({ erasedAt: at })
    .where('kind', '=', 'ORIGINAL')
    .where('erasedAt', 'is', null)
    .where('key', 'in', (query) =>
      query
        .selectFrom('captures')
        .select('originalKey')
        .where('sessionId', '=', sessionId)
        .where('slot', 'in', slots),
    )
    .execute()
}

/** Earlier pictures of the sides that a reviewer sent: nobody masks them, so nobody sees them any more. */
export async function eraseEarlier(trx: Trx, taskId: string, at: Date): Promise<void> {
  const { sessionId, slots, origin } = await trx
    .selectFrom('maskingTasks')
    .select(['sessionId', 'slots', 'origin'])
    .where('id', '=', taskId)
    .executeTakeFirstOrThrow()
  if (origin !== 'REVIEWER') return
  const earlier = await trx
    .selectFrom('captures')
    .select(['id', 'maskedKey', 'rectifiedKey'])
    .where('sessionId', '=', sessionId)
    .where('slot', 'in', slots)
    .where('supersededAt', 'is not', null)
    .where('maskedKey', 'is not', null)
    .execute()
  if (earlier.length === 0) return
  await trx
    .updateTable('blobs')
    .set({ erasedAt: at })
    .where(
      'key',
      'in',
      earlier.flatMap(({ maskedKey, rectifiedKey }) =>
        [maskedKey, rectifiedKey].filter((key) => key !== null),
      ),
    )
    .where('erasedAt', 'is', null)
    .execute()
  await trx
    .updateTable('captures')
    .set({ maskedKey: null, rectifiedKey: null, withheldAt: null })
    .where(
      'id',
      'in',
      earlier.map(({ id }) => id),
    )
    .execute()
}

/** Is somebody still to mask a picture of this session? Its case is not decided before. */
export async function mustNotWaitForMasks(trx: Trx, sessionId: string): Promise<void> {
  const waiting = await trx
    .selectFrom('maskingTasks')
    .select('id')
    .where('sessionId', '=', sessionId)
    .where('status', 'in', ['OPEN', 'ASSIGNED'])
    .executeTakeFirst()
  if (waiting) throw new DomainError('CASE_STATE', 'a picture still waits for masking')
}

async function note(
  trx: Trx,
  {
    tenantId,
    sessionId,
    taskId,
    actor,
    at,
  }: Omit<NewMaskingTask, 'origin' | 'slots' | 'attemptId' | 'noteSealed' | 'dueAt'>,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action,
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { taskId, ...detail },
  })
  await announce(trx, tenantId, sessionId)
}
