import { sql } from 'kysely'
import { DomainError } from '../../domain/errors.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import { actorSchema } from '../inbox-schemas.ts'
import type { Export } from '../reads/exports.ts'
import { packIds } from '../reads/person-views.ts'
import type { ExportParts, Exports } from '../schema.ts'

/** The order as long as it may be worked on. @throws DomainError `EXPORT_STATE` once it was stopped or is done */
export async function lockOrder(trx: Trx, exportId: string): Promise<Export> {
  const row = await trx
    .selectFrom('exports')
    .selectAll()
    .where('id', '=', exportId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such export')
  if (row.status !== 'QUEUED' && row.status !== 'RUNNING')
    throw new DomainError('EXPORT_STATE', 'the export is over')
  return row
}

export async function beginExport(
  trx: Trx,
  exportId: string,
  rowsTotal: number | null,
): Promise<void> {
  await trx
    .updateTable('exports')
    .set({ status: 'RUNNING', rowsTotal })
    .where('id', '=', exportId)
    .execute()
}

/** A part lies in the store: from here the next try goes on. */
export async function recordPart(
  trx: Trx,
  part: ExportParts,
  /** Whose personal data it holds, newest first. */
  persons: readonly string[],
): Promise<void> {
  await lockOrder(trx, part.exportId)
  await trx.insertInto('exportParts').values(part).execute()
  const { tenantId, exportId, number } = part
  const [newestId] = persons
  const oldestId = persons.at(-1)
  if (newestId !== undefined && oldestId !== undefined)
    await trx
      .insertInto('exportContents')
      .values({ tenantId, exportId, number, newestId, oldestId, sessionIds: packIds(persons) })
      .execute()
  await trx
    .updateTable('exports')
    .set({
      rowsDone: sql`rows_done + ${part.rows}`,
      size: sql`size + ${part.size}`,
    })
    .where('id', '=', part.exportId)
    .execute()
}

/** The file is whole, and from now on its time runs. Who took out how much, of what, is on record with it. */
export async function finishExport(
  trx: Trx,
  exportId: string,
  {
    at,
    expiresAt,
    sha256,
    detail,
  }: {
    readonly at: Date
    readonly expiresAt: Date
    readonly sha256: string | null
    /** What it shows, in codes. */
    readonly detail: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const order = await lockOrder(trx, exportId)
  await trx
    .updateTable('exports')
    .set({
      status: 'READY',
      finishedAt: at,
      expiresAt,
      sha256,
      rowsTotal: order.kind === 'SESSIONS_CSV' ? order.rowsDone : null,
    })
    .where('id', '=', exportId)
    .execute()
  await audit(trx, order, at, 'export.written', {
    bytes: Number(order.size),
    rows: order.rowsDone,
    ...detail,
  })
}

/** Its key is gone, so nothing of it can be read any more; a second time nothing changes. @returns how many parts it may have */
export async function endExport(
  trx: Trx,
  exportId: string,
  {
    at,
    status,
    failureCode,
  }: {
    readonly at: Date
    readonly status: Extract<Exports['status'], 'FAILED' | 'CANCELLED' | 'EXPIRED'>
    readonly failureCode: string | null
  },
): Promise<number> {
  const row = await trx
    .selectFrom('exports')
    .selectAll()
    .where('id', '=', exportId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return 0
  const { count } = await trx
    .selectFrom('exportParts')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('exportId', '=', exportId)
    .executeTakeFirstOrThrow()
  if (row.wrappedKey !== null) {
    await trx
      .updateTable('exports')
      .set({
        status,
        failureCode,
        wrappedKey: null,
        finishedAt: row.finishedAt ?? at,
        expiresAt: row.expiresAt && row.expiresAt < at ? row.expiresAt : at,
      })
      .where('id', '=', exportId)
      .execute()
    await audit(
      trx,
      row,
      at,
      `export.${status.toLowerCase()}`,
      failureCode === null ? {} : { failureCode },
    )
  }
  // one more may lie there that was never recorded
  return Number(count) + 1
}

/**
 * What was packed of a session before can be read no more; its bytes go when their time would have ended.
 * @param which those that show pictures, or all
 */
export async function endEvidence(
  trx: Trx,
  sessionId: string,
  which: 'PICTURES' | 'ALL',
  end: { readonly at: Date; readonly status: 'CANCELLED' | 'EXPIRED' },
): Promise<void> {
  const rows = await trx
    .selectFrom('exports')
    .select('id')
    .where('kind', '=', 'EVIDENCE_PACKAGE')
    .where('sessionId', '=', sessionId)
    .where('wrappedKey', 'is not', null)
    .$if(which === 'PICTURES', (query) => query.where(sql<boolean>`spec ->> 'pictures' = 'true'`))
    .orderBy('id')
    .execute()
  for (const { id } of rows) await endExport(trx, id, { ...end, failureCode: null })
}

const audit = (
  trx: Trx,
  { id, tenantId, kind, sessionId, actorKind, actorId }: Export,
  at: Date,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor: actorSchema.parse({ kind: actorKind, id: actorId }),
    action,
    subjectKind: sessionId === null ? 'export' : 'verification_session',
    subjectId: sessionId ?? id,
    detail: { kind, exportId: id, ...detail },
  })
