import { z } from 'zod'
import type { Tenant } from '../../db/reads/tenants.ts'
import { saveBusinessHours, saveOffer, saveTexts } from '../../db/settings/tenant-settings.ts'
import { captureTextsSchema, textLengths, type CaptureTexts } from '../../domain/branding.ts'
import { businessHoursSchema, type BusinessHours } from '../../domain/business-hours.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { locales, methods, type Locale } from '../../domain/method.ts'
import { builder } from '../builder.ts'
import { changeSettings } from '../change-settings.ts'
import { DocumentTypeEnum, LocaleEnum, MethodEnum, RegimeEnum } from '../enums.ts'
import { OperationError, typeNamed } from '../expected-errors.ts'
import { TenantRef } from './tenant.ts'

/** What one part of the settings shows and takes, below `Tenant.settings`. */
export const TenantSettingsRef = builder.objectRef<Tenant>('TenantSettings')

export const SaveSettingsResult = builder.unionType('SaveSettingsResult', {
  types: [TenantRef, OperationError],
  resolveType: typeNamed('Tenant'),
})

const BusinessHoursRef = builder.objectRef<BusinessHours>('BusinessHours').implement({
  description: 'When reviewers work, in Japan.',
  fields: (t) => ({
    opensAt: t.exposeInt('opensAt', { description: 'Minutes from midnight.' }),
    closesAt: t.exposeInt('closesAt'),
    weekdays: t.exposeIntList('weekdays', { description: '0: Sunday … 6: Saturday.' }),
    onPublicHolidays: t.exposeBoolean('onPublicHolidays'),
    onYearEnd: t.exposeBoolean('onYearEnd', { description: 'From 12-29 to 01-03.' }),
    closedDays: t.expose('closedDays', { type: ['Date'] }),
  }),
})

interface TextsOfLocale {
  readonly locale: Locale
  readonly texts: CaptureTexts[Locale]
}
export const CaptureTextsRef = builder.objectRef<TextsOfLocale>('CaptureTexts').implement({
  description: 'The company’s own words on the capture screens; null: Kakunin’s.',
  fields: (t) => ({
    locale: t.expose('locale', { type: LocaleEnum }),
    intro: t.string({ nullable: true, resolve: ({ texts }) => texts.intro }),
    consent: t.string({ nullable: true, resolve: ({ texts }) => texts.consent }),
    finish: t.string({ nullable: true, resolve: ({ texts }) => texts.finish }),
  }),
})
export const textsByLocale = (texts: CaptureTexts): readonly TextsOfLocale[] =>
  locales.map((locale) => ({ locale, texts: texts[locale] }))

TenantSettingsRef.implement({
  fields: (t) => ({
    offeredMethods: t.field({
      type: [MethodEnum],
      description: 'Of those the law allows, the ones a session can have.',
      resolve: ({ settings }) => settings.offeredMethods,
    }),
    acceptedDocuments: t.field({
      type: [DocumentTypeEnum],
      resolve: ({ settings }) => settings.acceptedDocuments,
    }),
    businessHours: t.field({
      type: BusinessHoursRef,
      nullable: true,
      description: 'Null: around the clock.',
      resolve: ({ settings }) => settings.businessHours,
    }),
    texts: t.field({
      type: [CaptureTextsRef],
      resolve: ({ settings }) => textsByLocale(settings.texts),
    }),
  }),
})

builder.objectField(TenantRef, 'settings', (t) =>
  t.field({
    type: TenantSettingsRef,
    nullable: true,
    description: 'Null where the caller may not see them.',
    resolve: (tenant, _args, context) => (context.may('settings.read') ? tenant : null),
  }),
)

const offerSchema = z.object({
  offeredMethods: z.array(z.enum(methods)).max(methods.length),
  acceptedDocuments: z.array(z.enum(documentTypes)).min(1),
})

builder.mutationField('saveMethods', (t) =>
  t.field({
    type: SaveSettingsResult,
    description: 'For sessions that are opened from now on; those that are open stay as they are.',
    args: {
      regime: t.arg({ type: RegimeEnum, required: true }),
      offeredMethods: t.arg({ type: [MethodEnum], required: true }),
      acceptedDocuments: t.arg({ type: [DocumentTypeEnum], required: true }),
      expectedVersion: t.arg.int({ required: true }),
    },
    resolve: (_root, { expectedVersion, regime, ...args }, context) =>
      changeSettings(context, 'settings.write', expectedVersion, (trx, tenantId, edit) => {
        const lists = offerSchema.parse(args)
        return saveOffer(trx, tenantId, {
          ...edit,
          regime,
          offeredMethods: [...new Set(lists.offeredMethods)],
          acceptedDocuments: [...new Set(lists.acceptedDocuments)],
        })
      }),
  }),
)

const BusinessHoursInput = builder.inputType('BusinessHoursInput', {
  fields: (t) => ({
    opensAt: t.int({ required: true }),
    closesAt: t.int({ required: true }),
    weekdays: t.intList({ required: true }),
    onPublicHolidays: t.boolean({ required: true }),
    onYearEnd: t.boolean({ required: true }),
    closedDays: t.field({ type: ['Date'], required: true }),
  }),
})
const hoursInput = z.object({ hours: businessHoursSchema.nullish() })

builder.mutationField('saveBusinessHours', (t) =>
  t.field({
    type: SaveSettingsResult,
    description: 'For cases that come from now on; null: around the clock.',
    args: {
      hours: t.arg({ type: BusinessHoursInput }),
      expectedVersion: t.arg.int({ required: true }),
    },
    resolve: (_root, args, context) =>
      changeSettings(context, 'hours.write', args.expectedVersion, (trx, tenantId, edit) => {
        const { hours = null } = hoursInput.parse(args)
        return saveBusinessHours(trx, tenantId, { ...edit, hours: hours && tidy(hours) })
      }),
  }),
)

const tidy = (hours: BusinessHours): BusinessHours => ({
  ...hours,
  weekdays: [...new Set(hours.weekdays)].toSorted((a, b) => a - b),
  closedDays: [...new Set(hours.closedDays)].toSorted(),
})

const CaptureTextsInput = builder.inputType('CaptureTextsInput', {
  description: `Plain text; at most ${Object.entries(textLengths)
    .map(([key, most]) => `${most} characters of ${key}`)
    .join(', ')}. What is missing is Kakunin’s.`,
  fields: (t) => ({
    locale: t.field({ type: LocaleEnum, required: true }),
    intro: t.string(),
    consent: t.string(),
    finish: t.string(),
  }),
})
const textsInput = z.object({ texts: captureTextsSchema })

builder.mutationField('saveTexts', (t) =>
  t.field({
    type: SaveSettingsResult,
    description: 'What applicants read from now on.',
    args: {
      texts: t.arg({ type: [CaptureTextsInput], required: true }),
      expectedVersion: t.arg.int({ required: true }),
    },
    resolve: (_root, args, context) =>
      changeSettings(context, 'settings.write', args.expectedVersion, (trx, tenantId, edit) => {
        const { texts } = textsInput.parse({
          texts: Object.fromEntries(args.texts.map(({ locale, ...rest }) => [locale, rest])),
        })
        return saveTexts(trx, tenantId, { ...edit, texts })
      }),
  }),
)
