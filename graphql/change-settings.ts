import type { Tenant } from '../db/reads/tenants.ts'
import type { Trx } from '../db/client.ts'
import type { SectionEdit } from '../db/settings/tenant-section.ts'
import { DomainError } from '../domain/errors.ts'
import type { Permission } from './auth/permissions.ts'
import { actorOf, type Context } from './context.ts'
import { expected, type OperationErrorShape } from './expected-errors.ts'

/** Changes a section of the settings in one transaction and answers the tenant as it is then. */
export const changeSettings = (
  context: Context,
  permission: Permission,
  expectedVersion: number | null | undefined,
  change: (trx: Trx, tenantId: string, edit: SectionEdit) => Promise<unknown>,
): Promise<Tenant | OperationErrorShape> =>
  expected(context, permission, async () => {
    const { tenantId } = context.principal()
    const edit = {
      expectedVersion: expectedVersion ?? null,
      actor: actorOf(context.principal()),
      at: context.dependencies.clock(),
    }
    await context.inTenant((trx) => change(trx, tenantId, edit))
    context.forget()
    const tenant = await context.loaders().tenant.load(tenantId)
    if (!tenant) throw new DomainError('NOT_FOUND', 'no such tenant')
    return tenant
  })
