import type { Tenant } from '../../db/reads/tenants.ts'
import { settingsSections } from '../../domain/tenant-settings.ts'
import { builder } from '../builder.ts'

const SettingsSectionEnum = builder.enumType('SettingsSection', { values: settingsSections })

export const TenantRef = builder.objectRef<Tenant>('Tenant')
builder.node(TenantRef, {
  id: { resolve: (tenant) => tenant.id },
  loadOne: (id, context) => context.loaders().tenant.load(id),
  authScopes: { principal: true },
  fields: (t) => ({
    name: t.exposeString('name'),
    regime: t.string({ resolve: (tenant) => tenant.settings.regime }),
    settingsVersion: t.int({
      description: 'How often this part of the settings was saved; whoever changes it names it.',
      args: { section: t.arg({ type: SettingsSectionEnum, required: true }) },
      resolve: ({ versions }, { section }) => versions[section],
    }),
  }),
})
