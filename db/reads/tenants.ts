import { z } from 'zod'
import {
  tenantSettingsSchema,
  type SettingsSection,
  type TenantSettings,
} from '../../domain/tenant-settings.ts'
import { roles } from '../../domain/roles.ts'
import type { Trx } from '../client.ts'
import { members } from './closed-lists.ts'

export interface Tenant {
  readonly id: string
  readonly name: string
  readonly settings: TenantSettings
  readonly versions: Readonly<Record<SettingsSection, number>>
}

const count = z.number().int().default(0)
const versionsSchema = z.object({
  methods: count,
  businessHours: count,
  checklist: count,
  secondReview: count,
  branding: count,
  texts: count,
  retention: count,
} satisfies Record<SettingsSection, typeof count>)

/** The tenant whose transaction this is; null when it doesn't exist. */
export async function readTenant(trx: Trx): Promise<Tenant | null> {
  const row = await trx
    .selectFrom('tenants')
    .select(['id', 'name', 'settings', 'sectionVersions'])
    .executeTakeFirst()
  if (!row) return null
  const { id, name, sectionVersions } = row
  return {
    id,
    name,
    settings: tenantSettingsSchema.parse(row.settings),
    versions: versionsSchema.parse(sectionVersions),
  }
}

const memberColumns = [
  'id',
  'displayName',
  'roles',
  'disabledAt',
  'invited',
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
