import { apiScopes, type ApiScope } from '../../domain/roles.ts'
import type { Trx } from '../client.ts'
import { members } from './closed-lists.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** First characters, to tell keys apart. */
  readonly hint: string
  readonly scopes: readonly ApiScope[]
  readonly sandbox: boolean
  readonly memberId: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
  /** null: it does not end by itself. */
  readonly expiresAt: Date | null
  /** The key that was made to take its place. */
  readonly replacedBy: string | null
}

const columns = [
  'id',
  'name',
  'hint',
  'scopes',
  'sandbox',
  'memberId',
  'createdAt',
  'lastUsedAt',
  'revokedAt',
  'expiresAt',
  'replacedBy',
] as const

/** Newest first, revoked ones too. */
export async function listApiKeys(trx: Trx): Promise<readonly ApiKey[]> {
  const rows = await trx.selectFrom('apiKeys').select(columns).orderBy('id', 'desc').execute()
  return rows.map((row) => ({ ...row, scopes: members(apiScopes, row.scopes) }))
}

export async function findApiKey(trx: Trx, id: string): Promise<ApiKey | null> {
  const row = await trx
    .selectFrom('apiKeys')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, scopes: members(apiScopes, row.scopes) } : null
}
