import { sql } from 'kysely'
import { DomainError } from '../../domain/errors.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import type { BackTestPlan } from '../reads/back-tests.ts'

/** A test reads every session; more of them at one time would be in each other's way. */
const mostRunning = 2

export interface NewBackTest {
  readonly tenantId: string
  readonly id: string
  readonly memberId: string
  readonly version: {
    readonly id: string
    readonly definition: string
    readonly sha256: string
  }
  readonly plan: BackTestPlan
  readonly at: Date
}

/** @throws DomainError `RATE_LIMITED` when the tenant has enough of them running */
export async function beginBackTest(trx: Trx, test: NewBackTest): Promise<void> {
  const { tenantId, id, memberId, version, plan, at } = test
  await takePlace(trx, tenantId)
  await trx
    .insertInto('backTests')
    .values({
      tenantId,
      id,
      profileVersionId: version.id,
      definition: version.definition,
      sha256: version.sha256,
      memberId,
      plan: JSON.stringify(plan),
      status: 'RUNNING',
      failureCode: null,
      total: null,
      done: 0,
      place: null,
      tally: null,
      createdAt: at,
      updatedAt: at,
      finishedAt: null,
    })
    .execute()
  await audit(trx, test, { kind: 'MEMBER', id: memberId }, 'back_test.started', {
    profileVersionId: version.id,
    sha256: version.sha256,
  })
}

/** @throws DomainError `RATE_LIMITED` when the tenant has enough of them running */
async function takePlace(trx: Trx, tenantId: string): Promise<void> {
  // two that begin at once count each other
  await sql`select pg_advisory_xact_lock(hashtextextended(${`back-tests/${tenantId}`}, 0))`.execute(
    trx,
  )
  const running = await trx
    .selectFrom('backTests')
    .select('id')
    .where('status', '=', 'RUNNING')
    .limit(mostRunning)
    .execute()
  if (running.length >= mostRunning) {
    throw new DomainError('RATE_LIMITED', 'other back-tests are running; wait, or cancel one')
  }
}

/**
 * One that was cancelled or failed goes on behind the last session that it counted. One that runs or is done stays as it is.
 * @throws DomainError `RATE_LIMITED` when the tenant has enough of them running
 * @returns whether it has to be started
 */
export async function resumeBackTest(
  trx: Trx,
  test: { readonly tenantId: string; readonly id: string; readonly at: Date },
  actor: Actor,
): Promise<boolean> {
  await takePlace(trx, test.tenantId)
  const { numUpdatedRows } = await trx
    .updateTable('backTests')
    .set({ status: 'RUNNING', failureCode: null, finishedAt: null, updatedAt: test.at })
    .where('id', '=', test.id)
    .where('status', 'in', ['CANCELLED', 'FAILED'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await audit(trx, test, actor, 'back_test.resumed', {})
  return true
}

/** How many sessions there are to be tested; once known it stays. */
export async function saveTotal(trx: Trx, id: string, total: number): Promise<void> {
  await trx
    .updateTable('backTests')
    .set({ total })
    .where('id', '=', id)
    .where('total', 'is', null)
    .execute()
}

export interface BackTestProgress {
  readonly tenantId: string
  readonly id: string
  /** The place that the page began at: whoever counted from there before has moved it. */
  readonly from: string | null
  readonly place: string | null
  readonly done: number
  readonly tally: unknown
  readonly isLast: boolean
  readonly at: Date
}

/**
 * A page's counts and the place behind it, together: each page is counted once.
 * @returns false when the test is over, or somebody else counted this page
 */
export async function saveProgress(trx: Trx, progress: BackTestProgress): Promise<boolean> {
  const { id, from, place, done, tally, isLast, at } = progress
  const { numUpdatedRows } = await trx
    .updateTable('backTests')
    .set({
      place,
      done,
      tally: JSON.stringify(tally),
      updatedAt: at,
      ...(isLast ? { status: 'DONE', finishedAt: at } : {}),
    })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .where('place', 'is not distinct from', from)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  if (isLast) await audit(trx, progress, system, 'back_test.done', { sessions: done })
  return true
}

/** What was counted until then stays, and the status says that it is a part. One that is over stays as it is. */
export async function endBackTest(
  trx: Trx,
  test: {
    readonly tenantId: string
    readonly id: string
    readonly status: 'CANCELLED' | 'FAILED'
    readonly failureCode: string | null
    readonly actor?: Actor
    readonly at: Date
  },
): Promise<void> {
  const { id, status, failureCode, actor = system, at } = test
  const { numUpdatedRows } = await trx
    .updateTable('backTests')
    .set({ status, failureCode, updatedAt: at, finishedAt: at })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await audit(trx, test, actor, status === 'FAILED' ? 'back_test.failed' : 'back_test.cancelled', {
    failureCode,
  })
}

/** Who asked for the end; the test ends itself. */
export const noteCancelAsked = (
  trx: Trx,
  test: { readonly tenantId: string; readonly id: string; readonly at: Date },
  actor: Actor,
): Promise<void> => audit(trx, test, actor, 'back_test.cancel_asked', {})

const system: Actor = { kind: 'SYSTEM', id: null }

const audit = (
  trx: Trx,
  { tenantId, id, at }: { readonly tenantId: string; readonly id: string; readonly at: Date },
  actor: Actor,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor,
    action,
    subjectKind: 'back_test',
    subjectId: id,
    detail,
  })
