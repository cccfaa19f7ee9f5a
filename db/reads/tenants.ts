import { tenantSettingsSchema, type TenantSettings } from '../../domain/tenant-settings.ts'
import { roles } from '../../domain/roles.ts'
import type { Trx } from '../client.ts'
import { members } from './closed-lists.ts'

export interface Tenant {
  readonly id: string
  readonly name: string
  readonly settings: TenantSettings
}

/** The tenant whose transaction this is; null when it doesn't exist. */
export async function readTenant(trx: Trx): Promise<Tenant | null> {
  const row = await trx.selectFrom('tenants').select(['id', 'name', 'settings']).executeTakeFirst()
  return row ? { ...row, settings: tenantSettingsSchema.parse(row.settings) } : null
}

const memberColumns = [
  'id',
  'displayName',
  'roles',
  'disabledAt',
  'personMemberId',
  'isService',
  'partnerId',
] as const

export type Member = Awaited<ReturnType<typeof listMembers>>[number]

/** Members of the staff, former ones too, in the order in which they came. */
export async function listMembers(trx: Trx) {
  const rows = await trx.selectFrom('members').select(memberColumns).orderBy('id').execute()
  return rows.map((row) => ({ ...row, roles: members(roles, row.roles) }))
}

export async function membersById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Member>> {
  const rows = await trx
    .selectFrom('members')
    .select(memberColumns)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { ...row, roles: members(roles, row.roles) }]))
}
