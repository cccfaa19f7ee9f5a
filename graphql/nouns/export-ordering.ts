import { orderExport } from '../../db/settings/exports.ts'
import type { Export } from '../../db/reads/exports.ts'
import { DomainError } from '../../domain/errors.ts'
import { columnsOf } from '../../exports/columns.ts'
import { maskCell } from '../../exports/mask-cell.ts'
import { readRows } from '../../exports/read-rows.ts'
import { csvLayoutSchema, packFilter, type CsvLayout } from '../../exports/spec.ts'
import type { ProduceExportInput } from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { CsvEncodingEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { exportAddress } from '../http/exports.ts'
import { mayFetch, permissionOfKind } from '../may-fetch.ts'
import { readSessionFilter, SessionFilterInput } from '../session-filter.ts'
import { ExportRef, StaffLocaleEnum } from './export.ts'

export const CsvLayoutInput = builder.inputType('CsvLayoutInput', {
  fields: (t) => ({
    columns: t.stringList({ required: true, description: 'Keys of exportColumns, in order.' }),
    encoding: t.field({ type: CsvEncodingEnum, required: true }),
    locale: t.field({ type: StaffLocaleEnum, required: true }),
    digitsAsText: t.boolean({ defaultValue: false, required: true }),
  }),
})

export const ExportResult = builder.unionType('ExportResult', {
  types: [ExportRef, OperationError],
  resolveType: typeNamed('Export'),
})

/** The layout, where the caller may see each of its columns. @throws DomainError `INPUT_INVALID`, `FORBIDDEN` */
export function readLayout(context: Context, input: object): CsvLayout {
  const layout = csvLayoutSchema.parse(input)
  for (const { key, permission } of columnsOf(layout.columns)) {
    if (permission !== null && !context.may(permission))
      throw new DomainError('FORBIDDEN', `columns: ${key} is not for this caller`)
  }
  return layout
}

/** Lays the order and starts the making. */
export async function startExport(
  context: Context,
  kind: ProduceExportInput['kind'],
  order: Omit<Parameters<typeof orderExport>[3], 'kind'>,
): Promise<Export> {
  const { keyring, stories, clock, limits } = context.dependencies
  const principal = context.principal()
  const { tenantId } = principal
  if (limits.count('export', principal.id) > 0)
    throw new DomainError('RATE_LIMITED', 'many exports in a short time; wait a little')
  const change = { tenantId, actor: actorOf(principal), at: clock() }
  const exportId = await context.inTenant((trx) =>
    orderExport(trx, keyring, change, { kind, ...order }),
  )
  await stories.produceExport({ tenantId, exportId, kind })
  return readExport(context, exportId)
}

builder.mutationField('exportSessions', (t) =>
  t.field({
    type: ExportResult,
    description: 'Orders a CSV; it is made in the background and can be fetched when READY.',
    args: {
      filter: t.arg({ type: SessionFilterInput }),
      layout: t.arg({ type: CsvLayoutInput, required: true }),
    },
    resolve: (_root, { filter, layout }, context) =>
      expected(context, 'exports.read', async () => {
        const wanted = readLayout(context, layout)
        const found = await readSessionFilter(context, filter ?? {})
        return startExport(context, 'SESSIONS_CSV', {
          sessionId: null,
          sandbox: found.sandbox,
          spec: { layout: wanted, filter: packFilter(found) },
          detail: {
            columns: wanted.columns,
            encoding: wanted.encoding,
            filters: Object.keys(filter ?? {}),
          },
        })
      }),
  }),
)

builder.mutationField('discardExport', (t) =>
  t.field({
    type: ExportResult,
    description: 'Stops the making, or erases the finished file. One that is over stays as it is.',
    args: { exportId: t.arg.id({ required: true }) },
    resolve: (_root, { exportId }, context) =>
      expected(context, anyExport(context), async () => {
        const order = await readExport(context, parseGlobalId('Export', exportId))
        await context.dependencies.stories.discardExport({
          tenantId: order.tenantId,
          exportId: order.id,
        })
        return readExport(context, order.id)
      }),
  }),
)

interface Address {
  readonly __typename: 'ExportAddress'
  readonly url: string
  readonly expiresAt: Date
}
const AddressRef = builder.objectRef<Address>('ExportAddress').implement({
  fields: (t) => ({
    url: t.exposeString('url', {
      description:
        'GET it within five minutes with the same login or key; Range goes on where a download broke off.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
})
const AddressResult = builder.unionType('ExportAddressResult', {
  types: [AddressRef, OperationError],
  resolveType: typeNamed('ExportAddress'),
})

builder.mutationField('createExportAddress', (t) =>
  t.field({
    type: AddressResult,
    args: { exportId: t.arg.id({ required: true }) },
    resolve: (_root, { exportId }, context) =>
      expected(context, anyExport(context), async () => {
        const order = await readExport(context, parseGlobalId('Export', exportId))
        if (!mayFetch(context.principal(), order))
          throw new DomainError('FORBIDDEN', 'it shows more than this caller may see')
        if (order.status !== 'READY')
          throw new DomainError('EXPORT_STATE', 'exportId: expected a file that is ready')
        const address = exportAddress(context.dependencies, context.principal(), order.id)
        const answer: Address = { __typename: 'ExportAddress', ...address }
        return answer
      }),
  }),
)

const previewRows = 5
interface Preview {
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly __typename: 'ExportPreview'
}
const PreviewRef = builder.objectRef<Preview>('ExportPreview').implement({
  description: 'The first rows; what is personal shows its first letter only.',
  fields: (t) => ({
    headings: t.stringList({ resolve: ({ headings }) => [...headings] }),
    rows: t.field({
      type: t.listRef(t.listRef('String')),
      resolve: ({ rows }) => rows.map((row) => [...row]),
    }),
  }),
})
const PreviewResult = builder.unionType('ExportPreviewResult', {
  types: [PreviewRef, OperationError],
  resolveType: typeNamed('ExportPreview'),
})

builder.queryField('exportPreview', (t) =>
  t.field({
    type: PreviewResult,
    args: {
      filter: t.arg({ type: SessionFilterInput }),
      layout: t.arg({ type: CsvLayoutInput, required: true }),
    },
    resolve: (_root, { filter, layout: input }, context) =>
      expected(context, 'exports.read', async () => {
        const layout = readLayout(context, input)
        const columns = columnsOf(layout.columns)
        const asked = {
          tenantId: context.principal().tenantId,
          filter: await readSessionFilter(context, filter ?? {}),
          columns,
          after: null,
          pageSize: previewRows,
        }
        const first = await readRows(context.dependencies, asked).next()
        const preview: Preview = {
          __typename: 'ExportPreview',
          headings: columns.map(({ heading }) => heading[layout.locale]),
          rows: (first.done ? [] : first.value).map((row) =>
            columns.map((column) => {
              const cell = column.cell(row, layout.locale) ?? ''
              return column.permission === null ? cell : maskCell(cell)
            }),
          ),
        }
        return preview
      }),
  }),
)

/** Whoever may handle files of either kind; which of them, the file itself decides. */
const anyExport = (context: Context) =>
  context.may('exports.read') ? 'exports.read' : 'evidence.read'

/** The order as it is now. @throws DomainError `NOT_FOUND` */
async function readExport(context: Context, id: string): Promise<Export> {
  context.loaders().exports.clear(id)
  const order = await context.loaders().exports.load(id)
  if (!order || !context.may(permissionOfKind[order.kind]))
    throw new DomainError('NOT_FOUND', 'no such export')
  return order
}
