import { z } from 'zod'
import { deleteView, listViews, saveView, type SavedView } from '../../db/settings/saved-views.ts'
import { DomainError } from '../../domain/errors.ts'
import { isId } from '../../domain/ids.ts'
import { viewedLists, viewFilters } from '../../domain/saved-view.ts'
import { builder } from '../builder.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'

const ViewedListEnum = builder.enumType('ViewedList', { values: viewedLists })

const SavedViewRef = builder.objectRef<SavedView>('SavedView').implement({
  description: 'A named filter of a list: of codes and days, never of what was searched for.',
  fields: (t) => ({
    key: t.string({ resolve: (view) => view.id }),
    list: t.expose('list', { type: ViewedListEnum }),
    name: t.exposeString('name'),
    filter: t.field({ type: 'JSON', resolve: (view) => view.filter }),
    shared: t.exposeBoolean('shared', { description: 'Open to all of the tenant’s staff.' }),
    mine: t.boolean({
      resolve: (view, _args, context) => view.memberId === context.member().id,
    }),
  }),
})
const SavedViewResult = builder.unionType('SavedViewResult', {
  types: [SavedViewRef, OperationError],
  resolveType: typeNamed('SavedView'),
})

interface Deleted {
  readonly __typename: 'SavedViewDeleted'
  readonly key: string
}
const DeletedRef = builder.objectRef<Deleted>('SavedViewDeleted').implement({
  fields: (t) => ({ key: t.exposeString('key') }),
})
const DeleteViewResult = builder.unionType('DeleteSavedViewResult', {
  types: [DeletedRef, OperationError],
  resolveType: typeNamed('SavedViewDeleted'),
})

const SaveViewInput = builder.inputType('SaveViewInput', {
  fields: (t) => ({
    key: t.string({
      description: 'Of the caller’s own view that is changed; absent for a new one.',
    }),
    list: t.field({ type: ViewedListEnum, required: true }),
    name: t.string({ required: true }),
    filter: t.field({ type: 'JSON', required: true }),
    shared: t.boolean({ required: true }),
  }),
})
const named = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^\P{Cc}*$/u, 'expected text without control characters'),
})

builder.queryField('savedViews', (t) =>
  t.field({
    type: [SavedViewRef],
    description: 'The caller’s own views of a list and those that others share.',
    authScopes: { may: 'views.keep' },
    args: { list: t.arg({ type: ViewedListEnum, required: true }) },
    resolve: (_root, { list }, context) =>
      context.read((trx) => listViews(trx, list, context.member().id)),
  }),
)

builder.mutationField('saveView', (t) =>
  t.field({
    type: SavedViewResult,
    args: { input: t.arg({ type: SaveViewInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'views.keep', async () => {
        const { name } = named.parse(input)
        const filter = z.object({ filter: viewFilters[input.list] }).parse(input).filter
        const { id: memberId, tenantId } = context.member()
        const at = context.dependencies.clock()
        const { list, shared } = input
        const id = input.key === null || input.key === undefined ? null : keyOf(input.key)
        return context.inTenant((trx) =>
          saveView(trx, { tenantId, memberId, at }, { id, list, name, filter, shared }),
        )
      }),
  }),
)

builder.mutationField('deleteView', (t) =>
  t.field({
    type: DeleteViewResult,
    args: { key: t.arg.string({ required: true }) },
    resolve: (_root, { key }, context) =>
      expected(context, 'views.keep', async () => {
        await context.inTenant((trx) => deleteView(trx, keyOf(key), context.member().id))
        const deleted: Deleted = { __typename: 'SavedViewDeleted', key }
        return deleted
      }),
  }),
)

function keyOf(text: string): string {
  if (!isId(text)) throw new DomainError('NOT_FOUND', 'no such view of this member')
  return text
}
