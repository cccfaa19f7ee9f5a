import { z } from 'zod'
import { listPresets } from '../../db/reads/exports.ts'
import { deletePreset, savePreset } from '../../db/settings/exports.ts'
import { readyPresets } from '../../exports/presets.ts'
import { csvLayoutSchema, type CsvLayout } from '../../exports/spec.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { CsvLayoutInput, readLayout } from './export-ordering.ts'
import { CsvLayoutRef, StaffLocaleEnum } from './export.ts'

interface Preset {
  /** False: one that every tenant has. */
  readonly own: boolean
  readonly key: string
  readonly name: Readonly<Record<'ja' | 'en', string>>
  readonly layout: CsvLayout
}

const PresetRef = builder.objectRef<Preset>('ExportPreset').implement({
  fields: (t) => ({
    own: t.exposeBoolean('own', {
      description: 'False: it comes with the product and can’t be deleted.',
    }),
    key: t.exposeString('key'),
    name: t.string({
      args: { locale: t.arg({ type: StaffLocaleEnum, required: true }) },
      resolve: ({ name }, { locale }) => name[locale],
    }),
    layout: t.expose('layout', { type: CsvLayoutRef }),
  }),
})

builder.queryField('exportPresets', (t) =>
  t.field({
    type: [PresetRef],
    authScopes: { may: 'exports.read' },
    resolve: (_root, _args, context) => allPresets(context),
  }),
)

async function allPresets(context: Context): Promise<Preset[]> {
  const own = await context.inTenant(listPresets)
  return [
    ...readyPresets.map((preset) => ({ own: false, ...preset })),
    ...own.map(({ name, spec }) => ({
      own: true,
      key: `own:${name}`,
      name: { ja: name, en: name },
      layout: csvLayoutSchema.parse(spec),
    })),
  ]
}

interface Presets {
  readonly __typename: 'ExportPresets'
  readonly presets: readonly Preset[]
}
const PresetsRef = builder.objectRef<Presets>('ExportPresets').implement({
  fields: (t) => ({
    presets: t.field({ type: [PresetRef], resolve: ({ presets }) => [...presets] }),
  }),
})
const PresetsResult = builder.unionType('ExportPresetsResult', {
  types: [PresetsRef, OperationError],
  resolveType: typeNamed('ExportPresets'),
})

const nameSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^\P{Cc}*$/u, 'expected text without control characters'),
})

builder.mutationField('saveExportPreset', (t) =>
  t.field({
    type: PresetsResult,
    description: 'Keeps a layout under a name; a preset of that name is replaced.',
    args: {
      name: t.arg.string({ required: true }),
      layout: t.arg({ type: CsvLayoutInput, required: true }),
    },
    resolve: (_root, { name, layout }, context) =>
      expected(context, 'exports.read', async () => {
        const preset = { ...nameSchema.parse({ name }), spec: readLayout(context, layout) }
        await context.inTenant((trx) => savePreset(trx, changeOf(context), preset))
        return answer(context)
      }),
  }),
)

builder.mutationField('deleteExportPreset', (t) =>
  t.field({
    type: PresetsResult,
    args: { name: t.arg.string({ required: true }) },
    resolve: (_root, { name }, context) =>
      expected(context, 'exports.read', async () => {
        await context.inTenant((trx) => deletePreset(trx, changeOf(context), name))
        return answer(context)
      }),
  }),
)

const answer = async (context: Context): Promise<Presets> => ({
  __typename: 'ExportPresets',
  presets: await allPresets(context),
})

const changeOf = (context: Context) => ({
  tenantId: context.principal().tenantId,
  actor: actorOf(context.principal()),
  at: context.dependencies.clock(),
})
