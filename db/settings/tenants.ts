import { tenantSettingsSchema } from '../../domain/tenant-settings.ts'
import type { Trx } from '../client.ts'
import type { Keyring } from '../keyring.ts'

/** A tenant with its own key; one that is there already stays as it is. @param settings what differs from the defaults */
export async function createTenant(
  trx: Trx,
  keyring: Pick<Keyring, 'createTenantKey'>,
  {
    tenantId,
    name,
    settings,
    at,
  }: {
    readonly tenantId: string
    readonly name: string
    readonly settings: object
    readonly at: Date
  },
): Promise<void> {
  const inserted = await trx
    .insertInto('tenants')
    .values({
      id: tenantId,
      name,
      settings: JSON.stringify(tenantSettingsSchema.parse(settings)),
      createdAt: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) await keyring.createTenantKey(trx, tenantId)
}
