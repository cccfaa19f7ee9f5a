import { createHash } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Trx } from './client.ts'
import type { Actor } from './inbox-schemas.ts'
import type { AuditEvents } from './schema.ts'

export interface AuditEntry {
  readonly at: Date
  readonly actor: Actor
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** Codes, ids and numbers only. */
  readonly detail: Readonly<Record<string, unknown>>
}

const genesis = Buffer.alloc(32)

/**
 * Appends to the tenant's hash chain, in the caller's transaction: change and record stand or fall together.
 * hash = SHA-256(previous hash · canonical text); the very text is stored, since jsonb would rewrite it.
 */
export async function appendAudit(trx: Trx, tenantId: string, entry: AuditEntry): Promise<void> {
  await trx
    .insertInto('auditHeads')
    .values({ tenantId, seq: 0, hash: genesis })
    .onConflict((conflict) => conflict.column('tenantId').doNothing())
    .execute()
  const head = await trx
    .selectFrom('auditHeads')
    .select(['seq', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const seq = Number(head.seq) + 1
  const canonical = canonicalText(tenantId, seq, entry)
  const hash = chainHash(head.hash, canonical)
  await trx
    .insertInto('auditEvents')
    .values({
      tenantId,
      seq,
      at: entry.at,
      actorKind: entry.actor.kind,
      actorId: entry.actor.id,
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      canonical,
      previousHash: head.hash,
      hash,
    })
    .execute()
  await trx.updateTable('auditHeads').set({ seq, hash }).execute()
}

export type ChainVerdict =
  | { readonly intact: true; readonly events: number }
  | { readonly intact: false; readonly brokenAt: number }

/** Walks the whole chain: any changed, missing or inserted row breaks it at its place. */
export async function verifyAuditChain(trx: Trx, batch = 1000): Promise<ChainVerdict> {
  let previous: Buffer = genesis
  let seq = 0
  for (;;) {
    const rows = await trx
      .selectFrom('auditEvents')
      .selectAll()
      .where('seq', '>', sql<string>`${seq}`)
      .orderBy('seq')
      .limit(batch)
      .execute()
    for (const row of rows) {
      const expected = chainHash(previous, row.canonical)
      if (
        Number(row.seq) !== seq + 1 ||
        !row.previousHash.equals(previous) ||
        !row.hash.equals(expected) ||
        !saysTheSame(row)
      ) {
        return { intact: false, brokenAt: seq + 1 }
      }
      previous = row.hash
      seq += 1
    }
    if (rows.length < batch) break
  }
  const head = await trx.selectFrom('auditHeads').select(['seq', 'hash']).executeTakeFirst()
  const atHead = head
    ? Number(head.seq) === seq && head.hash.equals(previous)
    : seq === 0 && previous.equals(genesis)
  return atHead ? { intact: true, events: seq } : { intact: false, brokenAt: seq + 1 }
}

/** The columns that people read and filter by are those of the hashed text. */
function saysTheSame(row: Selectable<AuditEvents>): boolean {
  const text = z.looseObject({}).safeParse(parsedJson(row.canonical))
  if (!text.success) return false
  const columns = {
    tenantId: row.tenantId,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId },
    action: row.action,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    detail: text.data['detail'],
  }
  return JSON.stringify(sorted(columns)) === row.canonical
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const chainHash = (previous: Buffer, canonical: string): Buffer =>
  createHash('sha256').update(previous).update(canonical, 'utf8').digest()

/** Keys in alphabetical order at every depth, no white space: equal content, equal bytes. */
function canonicalText(tenantId: string, seq: number, entry: AuditEntry): string {
  return JSON.stringify(
    sorted({ ...entry, at: entry.at.toISOString(), seq, tenantId, actor: { ...entry.actor } }),
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
