import type { Selectable } from 'kysely'
import { checkResultSchema, type CheckResult } from '../../domain/check.ts'
import { directions, slots, type Direction } from '../../domain/method.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import { z } from 'zod'
import type { Trx } from '../client.ts'
import type { Attempts, Captures } from '../schema.ts'
import { member, members } from './closed-lists.ts'
import { groupBy } from './group-by.ts'

export type Attempt = Selectable<Attempts>
export type Capture = ReturnType<typeof rowToCapture>

/** Attempts of sessions, first to last. */
export async function attemptsBySession(
  trx: Trx,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Attempt[]>> {
  const rows = await trx
    .selectFrom('attempts')
    .selectAll()
    .where('sessionId', 'in', sessionIds)
    .orderBy('number')
    .execute()
  return groupBy(rows, (row) => row.sessionId)
}

export async function attemptsById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Attempt>> {
  const rows = await trx.selectFrom('attempts').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Captures of attempts in the order in which they came. */
export async function capturesByAttempt(
  trx: Trx,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Capture[]>> {
  const rows = await trx
    .selectFrom('captures')
    .selectAll()
    .where('attemptId', 'in', attemptIds)
    .orderBy('receivedAt')
    .orderBy('id')
    .execute()
  return groupBy(rows.map(rowToCapture), (row) => row.attemptId)
}

export async function capturesById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Capture>> {
  const rows = await trx.selectFrom('captures').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, rowToCapture(row)]))
}

/** Records of the checks by attempt. */
export async function checksByAttempt(
  trx: Trx,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CheckResult[]>> {
  const rows = await trx
    .selectFrom('checkResults')
    .select(['attemptId', 'record'])
    .where('attemptId', 'in', attemptIds)
    .orderBy('key')
    .execute()
  const grouped = groupBy(rows, (row) => row.attemptId)
  return new Map(
    [...grouped].map(([id, records]) => [
      id,
      records.map(({ record }) => checkResultSchema.parse(record)),
    ]),
  )
}

/** Sealed readings by attempt: `DocumentReading` under the session's key. */
export async function readingsByAttempt(
  trx: Trx,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await trx
    .selectFrom('extractions')
    .select(['attemptId', 'readingSealed'])
    .where('attemptId', 'in', attemptIds)
    .execute()
  return new Map(rows.map((row) => [row.attemptId, row.readingSealed]))
}

/** When the document was read and each check made, by attempt: for looking at an attempt as it was. */
export interface MadeAt {
  readonly readAt: Date | null
  readonly checkedAt: ReadonlyMap<string, Date>
}

export async function madeAtByAttempt(
  trx: Trx,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, MadeAt>> {
  const readings = await trx
    .selectFrom('extractions')
    .select(['attemptId', 'createdAt'])
    .where('attemptId', 'in', attemptIds)
    .execute()
  const checks = await trx
    .selectFrom('checkResults')
    .select(['attemptId', 'key', 'createdAt'])
    .where('attemptId', 'in', attemptIds)
    .execute()
  return new Map(
    attemptIds.map((id) => [
      id,
      {
        readAt: readings.find(({ attemptId }) => attemptId === id)?.createdAt ?? null,
        checkedAt: new Map(
          checks
            .filter(({ attemptId }) => attemptId === id)
            .map(({ key, createdAt }) => [key, createdAt]),
        ),
      },
    ]),
  )
}

/** What the server asked an applicant to do in a film, by challenge. */
export async function directionsByChallenge(
  trx: Trx,
  challengeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Direction[]>> {
  const rows = await trx
    .selectFrom('challenges')
    .select(['id', 'directions'])
    .where('id', 'in', challengeIds)
    .execute()
  return new Map(rows.map((row) => [row.id, members(directions, row.directions)]))
}

const verdictSchema = z.object({ reasonCodes: z.array(z.string()).default([]) })

function rowToCapture(row: Selectable<Captures>) {
  return {
    id: row.id,
    tenantId: row.tenantId,
    sessionId: row.sessionId,
    attemptId: row.attemptId,
    slot: member(slots, row.slot),
    accepted: row.accepted,
    reasonCodes: verdictSchema.parse(row.verdict).reasonCodes.filter(isReasonCode),
    receivedAt: row.receivedAt,
    supersededAt: row.supersededAt,
    frameCount: row.frames.length,
    frameTimesMs: row.frames.map(({ atMs }) => atMs),
    challengeId: row.challengeId,
    withheld: row.withheldAt !== null,
    // what waits for a mask operator has no picture for anybody else
    maskedKey: row.withheldAt ? null : row.maskedKey,
    rectifiedKey: row.withheldAt ? null : row.rectifiedKey,
  } as const
}
