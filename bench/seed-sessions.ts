import { randomInt } from 'node:crypto'
import { Client } from 'pg'
import type { Database } from '../db/client.ts'
import { cellAad } from '../db/aad.ts'
import type { Keyring } from '../db/keyring.ts'
import { newId, type TenantId } from '../domain/ids.ts'
import { seedTenant } from './seed-tenant.ts'

export interface SeededTenant {
  readonly tenantId: TenantId
  readonly apiKeys: readonly string[]
  /** Of every thousandth session, oldest first. */
  readonly sessionIds: readonly string[]
}

const batch = 5000
/** As a company's list looks after a while: nearly all are decided. */
const statuses = [
  'APPROVED',
  'APPROVED',
  'APPROVED',
  'APPROVED',
  'DECLINED',
  'EXPIRED',
  'IN_REVIEW',
]

/** A tenant with as many sessions as asked for, each with an applicant of its own, sealed as the product seals them. */
export async function seedSessions(
  { db, ownerUrl, keyring }: { db: Database; ownerUrl: string; keyring: Keyring },
  { sessions, keys }: { sessions: number; keys: number },
  say: (line: string) => void,
): Promise<SeededTenant> {
  const { tenantId, versionId, apiKeys } = await seedTenant(
    { db, keyring },
    { keys, scopes: ['sessions:read'] },
  )
  const nowMs = Date.now()
  const tenantBox = await keyring.tenantBox(tenantId)
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  const sessionIds: string[] = []
  try {
    await client.query(`select set_config('app.tenant_id', $1, false)`, [tenantId])
    const startMs = nowMs - sessions * 1000
    for (let from = 0; from < sessions; from += batch) {
      const rows = await Promise.all(
        Array.from({ length: Math.min(batch, sessions - from) }, async (_, i) => {
          const createdMs = startMs + (from + i) * 1000
          const [applicantId, id] = [newId(createdMs), newId(createdMs)]
          if ((from + i) % 1000 === 0) sessionIds.push(id)
          const externalId = `customer-${from + i}`
          const { wrapped, box } = await keyring.newSessionKey(tenantId, id)
          const declared = Buffer.from(
            JSON.stringify({
              name: '山田 太郎',
              birthDate: '1993-03-15',
              address: '東京都千代田区霞が関1-1-1',
            }),
          )
          return {
            applicantId,
            id,
            externalId: tenantBox.seal(
              Buffer.from(externalId),
              cellAad(tenantId, 'applicants', applicantId, 'external_id'),
            ),
            index: await keyring.blindIndex(tenantId, 'external-id', externalId),
            wrapped,
            declared: box.seal(declared, cellAad(tenantId, 'sessions', id, 'declared')),
            status: statuses[randomInt(statuses.length)] ?? 'APPROVED',
            createdAt: new Date(createdMs),
          }
        }),
      )
      await client.query(
        `insert into applicants (tenant_id, id, external_id_sealed, external_id_index, created_at)
         select $1, * from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::timestamptz[])`,
        [
          tenantId,
          rows.map((row) => row.applicantId),
          rows.map((row) => row.externalId),
          rows.map((row) => row.index),
          rows.map((row) => row.createdAt),
        ],
      )
      await client.query(
        `insert into sessions (tenant_id, id, applicant_id, status, method, regime, accepted_documents, document_type,
           locale, check_profile_version_id, sandbox, wrapped_key, declared_sealed, asked_slots, reason_codes,
           created_at, updated_at, expires_at, submitted_at, decided_at)
         select $1, id, applicant, status, 'DOC_SELFIE', 'NONE', '{DRIVERS_LICENCE}', 'DRIVERS_LICENCE', 'ja', $2, false,
           wrapped, declared, '{FRONT,BACK,THICKNESS,FACE,LIVENESS}', '{}', at, at, at + interval '7 days', at, at
         from unnest($3::uuid[], $4::uuid[], $5::text[], $6::bytea[], $7::bytea[], $8::timestamptz[])
           as row (id, applicant, status, wrapped, declared, at)`,
        [
          tenantId,
          versionId,
          rows.map((row) => row.id),
          rows.map((row) => row.applicantId),
          rows.map((row) => row.status),
          rows.map((row) => row.wrapped),
          rows.map((row) => row.declared),
          rows.map((row) => row.createdAt),
        ],
      )
      if ((from / batch) % 5 === 4) say(`${from + rows.length} sessions`)
    }
    await client.query('vacuum analyze applicants, sessions')
  } finally {
    await client.end()
  }
  return { tenantId, apiKeys, sessionIds }
}
