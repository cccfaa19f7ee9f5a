import { z } from 'zod'
import { saveChecklist } from '../../db/settings/checklist.ts'
import {
  checklistFor,
  checklistSchema,
  type ChecklistItem,
  type ChecklistRecord,
} from '../../domain/checklist.ts'
import { builder } from '../builder.ts'
import { changeSettings } from '../change-settings.ts'
import { DocumentTypeEnum, MethodEnum, ResolutionEnum } from '../enums.ts'
import { OperationError, typeNamed } from '../expected-errors.ts'
import { caseRef } from './case-ref.ts'
import { TenantRef } from './tenant.ts'

const ChecklistItemRef = builder.objectRef<ChecklistItem>('ChecklistItem').implement({
  description: 'Something that a reviewer has to confirm before a case is resolved.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Stays the same when the words change.' }),
    ja: t.exposeString('ja'),
    en: t.exposeString('en'),
    noteRequired: t.exposeBoolean('noteRequired'),
    methods: t.expose('methods', { type: [MethodEnum], description: 'Empty: all.' }),
    documents: t.expose('documents', { type: [DocumentTypeEnum], description: 'Empty: all.' }),
    resolutions: t.expose('resolutions', { type: [ResolutionEnum] }),
  }),
})

export const ConfirmedItemRef = builder
  .objectRef<ChecklistRecord[number]>('ConfirmedItem')
  .implement({
    description: 'A confirmed item, in the words that it had on that day.',
    fields: (t) => ({
      itemId: t.exposeString('itemId'),
      ja: t.exposeString('ja'),
      en: t.exposeString('en'),
      note: t.exposeString('note', { nullable: true }),
    }),
  })

export const ChecklistAnswerInput = builder.inputType('ChecklistAnswerInput', {
  fields: (t) => ({ itemId: t.string({ required: true }), note: t.string() }),
})

const ChecklistItemInput = builder.inputType('ChecklistItemInput', {
  fields: (t) => ({
    id: t.string({ required: true }),
    ja: t.string({ required: true }),
    en: t.string({ required: true }),
    noteRequired: t.boolean(),
    methods: t.field({ type: [MethodEnum] }),
    documents: t.field({ type: [DocumentTypeEnum] }),
    resolutions: t.field({ type: [ResolutionEnum] }),
  }),
})

builder.objectField(TenantRef, 'checklist', (t) =>
  t.field({ type: [ChecklistItemRef], resolve: ({ settings }) => settings.checklist }),
)

builder.objectField(caseRef, 'checklist', (t) =>
  t.field({
    type: [ChecklistItemRef],
    description: 'The items that this case’s method and document call for.',
    complexity: { field: 1, multiplier: 3 },
    async resolve({ tenantId, sessionId }, _args, context) {
      const [tenant, session] = await Promise.all([
        context.loaders().tenant.load(tenantId),
        context.loaders().sessions.load(sessionId),
      ])
      return tenant && session ? checklistFor(tenant.settings.checklist, session) : []
    },
  }),
)

const SaveChecklistResult = builder.unionType('SaveChecklistResult', {
  types: [TenantRef, OperationError],
  resolveType: typeNamed('Tenant'),
})

const checklistInput = z.object({ items: checklistSchema })

/** What was left out or null takes its default. */
const given = (item: object): object =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))

builder.mutationField('saveChecklist', (t) =>
  t.field({
    type: SaveChecklistResult,
    description: 'Puts another checklist in the place of the present one.',
    args: {
      items: t.arg({ type: [ChecklistItemInput], required: true }),
      expectedVersion: t.arg.int({ description: 'The version that was looked at.' }),
    },
    resolve: (_root, args, context) =>
      changeSettings(context, 'checklist.write', args.expectedVersion, (trx, tenantId, edit) => {
        const { items } = checklistInput.parse({ items: args.items.map(given) })
        return saveChecklist(trx, tenantId, { items, ...edit })
      }),
  }),
)
