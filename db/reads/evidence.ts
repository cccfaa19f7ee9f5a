import { sql, type Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { ReplayCertificates, SigningKeys } from '../schema.ts'

/** Public halves, newest first. */
export const listSigningKeys = (
  trx: Trx,
): Promise<Pick<Selectable<SigningKeys>, 'publicKey' | 'createdAt' | 'retiredAt'>[]> =>
  trx
    .selectFrom('signingKeys')
    .select(['publicKey', 'createdAt', 'retiredAt'])
    .orderBy('id', 'desc')
    .execute()

/** The newest certificate of each session. */
export async function certificatesBySession(
  trx: Trx,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, Selectable<ReplayCertificates>>> {
  const rows = await trx
    .selectFrom('replayCertificates')
    .selectAll()
    .distinctOn('sessionId')
    .where('sessionId', 'in', sessionIds)
    .orderBy('sessionId')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.sessionId, row]))
}

export interface SessionAudit {
  readonly events: readonly {
    readonly seq: number
    readonly canonical: string
    readonly previousHash: Buffer
    readonly hash: Buffer
  }[]
  readonly head: { readonly seq: number; readonly hash: Buffer }
  /** The chain was walked from the session's first event to its end, and nothing was missing or changed. */
  readonly whole: boolean
}

/** A session's events with their hashes; the chain around them is walked by the database itself. */
export async function auditOfSession(trx: Trx, sessionId: string): Promise<SessionAudit> {
  const rows = await trx
    .selectFrom('auditEvents')
    .select(['seq', 'canonical', 'previousHash', 'hash'])
    .where('subjectKind', '=', 'verification_session')
    .where('subjectId', '=', sessionId)
    .orderBy('seq')
    .execute()
  const head = await trx.selectFrom('auditHeads').select(['seq', 'hash']).executeTakeFirstOrThrow()
  const from = rows[0]?.seq ?? head.seq
  const { broken } = await trx
    .selectFrom((inner) =>
      inner
        .selectFrom('auditEvents')
        .select([
          sql<boolean>`hash = sha256(previous_hash || convert_to(canonical, 'UTF8'))`.as('right'),
          sql<boolean>`coalesce(lag(hash) over (order by seq) = previous_hash, true)`.as('linked'),
        ])
        .where(sql<boolean>`seq >= ${from}::bigint`)
        .as('link'),
    )
    .select(
      sql<number>`count(*) filter (where not link."right" or not link.linked)::int`.as('broken'),
    )
    .executeTakeFirstOrThrow()
  return {
    events: rows.map((row) => ({ ...row, seq: Number(row.seq) })),
    head: { seq: Number(head.seq), hash: head.hash },
    whole: broken === 0,
  }
}
