import { z } from 'zod'
import { readTenant, type Tenant } from '../../db/reads/tenants.ts'
import { saveBranding } from '../../db/settings/branding.ts'
import { brandingSchema } from '../../domain/branding.ts'
import { builder } from '../builder.ts'
import { changeSettings } from '../change-settings.ts'
import { logoPath } from '../http/logos.ts'
import { readLogo } from '../read-logo.ts'
import { SaveSettingsResult, TenantSettingsRef } from './tenant-settings.ts'

export const BrandingRef = builder.objectRef<Tenant>('Branding').implement({
  description: 'What of the company an applicant sees; null: as Kakunin looks by itself.',
  fields: (t) => ({
    displayName: t.string({
      nullable: true,
      resolve: ({ settings }) => settings.branding.displayName,
    }),
    primaryColour: t.string({
      nullable: true,
      description: '#rrggbb. The screens darken or lighten it as far as WCAG AA asks.',
      resolve: ({ settings }) => settings.branding.primaryColour,
    }),
    supportEmail: t.string({
      nullable: true,
      resolve: ({ settings }) => settings.branding.supportEmail,
    }),
    supportPhone: t.string({
      nullable: true,
      resolve: ({ settings }) => settings.branding.supportPhone,
    }),
    supportUrl: t.string({
      nullable: true,
      resolve: ({ settings }) => settings.branding.supportUrl,
    }),
    logoPath: t.string({
      nullable: true,
      description: 'Below the origin of this API.',
      resolve: ({ id, settings: { branding } }) =>
        branding.logo && logoPath(id, branding.logo.sha256),
    }),
  }),
})

builder.objectField(TenantSettingsRef, 'branding', (t) =>
  t.field({ type: BrandingRef, resolve: (tenant) => tenant }),
)

const BrandingInput = builder.inputType('BrandingInput', {
  fields: (t) => ({
    displayName: t.string(),
    primaryColour: t.string({ description: '#rrggbb' }),
    supportEmail: t.string(),
    supportPhone: t.string(),
    supportUrl: t.string({ description: 'https' }),
    logo: t.string({
      description: 'A new one, PNG, JPEG or WebP in base64, 180 kB at most; it is made anew.',
    }),
    keepLogo: t.boolean({
      required: true,
      description: 'Whether the present one stays, where there is no new one.',
    }),
  }),
})
const input = z.object({ branding: brandingSchema })

builder.mutationField('saveBranding', (t) =>
  t.field({
    type: SaveSettingsResult,
    description: 'How the capture screens look from now on.',
    args: {
      branding: t.arg({ type: BrandingInput, required: true }),
      expectedVersion: t.arg.int({ required: true }),
    },
    resolve: (_root, { branding: asked, expectedVersion }, context) =>
      changeSettings(context, 'settings.write', expectedVersion, async (trx, tenantId, edit) => {
        const { logo: base64, keepLogo, ...rest } = asked
        const { branding } = input.parse({ branding: rest })
        const logo = typeof base64 === 'string' ? await readLogo(base64) : null
        const present = keepLogo ? ((await readTenant(trx))?.settings.branding.logo ?? null) : null
        const { sha256, width, height } = logo ?? present ?? {}
        await saveBranding(trx, tenantId, {
          ...edit,
          logo,
          branding: {
            ...branding,
            logo: sha256 && width && height ? { sha256, width, height } : null,
          },
        })
      }),
  }),
)
