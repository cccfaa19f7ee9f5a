import type { Tenant } from '../../db/reads/tenants.ts'
import { builder } from '../builder.ts'

export const TenantRef = builder.objectRef<Tenant>('Tenant')
builder.node(TenantRef, {
  id: { resolve: (tenant) => tenant.id },
  loadOne: (id, context) => context.loaders().tenant.load(id),
  authScopes: { principal: true },
  fields: (t) => ({
    name: t.exposeString('name'),
    regime: t.string({ resolve: (tenant) => tenant.settings.regime }),
  }),
})
