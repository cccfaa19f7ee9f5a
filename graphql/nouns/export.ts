import { listExports, type Export } from '../../db/reads/exports.ts'
import { columnGroups, columns } from '../../exports/columns.ts'
import { csvSpecSchema, type CsvLayout } from '../../exports/spec.ts'
import { builder, pageCost } from '../builder.ts'
import type { Context } from '../context.ts'
import { CsvEncodingEnum } from '../enums.ts'
import { mayFetch, permissionOfKind } from '../may-fetch.ts'
import { byId, keysetConnection } from '../paging.ts'
import { memberOrNull, MemberRef } from './member.ts'

const ExportKindEnum = builder.enumType('ExportKind', {
  values: ['SESSIONS_CSV', 'EVIDENCE_PACKAGE'] as const,
})
const ExportStatusEnum = builder.enumType('ExportStatus', {
  values: ['QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED'] as const,
})
export const StaffLocaleEnum = builder.enumType('StaffLocale', { values: ['ja', 'en'] as const })

export const CsvLayoutRef = builder.objectRef<CsvLayout>('CsvLayout').implement({
  description: 'How a CSV looks.',
  fields: (t) => ({
    columns: t.exposeStringList('columns'),
    encoding: t.expose('encoding', { type: CsvEncodingEnum }),
    locale: t.expose('locale', { type: StaffLocaleEnum }),
    digitsAsText: t.exposeBoolean('digitsAsText'),
  }),
})

const kindsOf = (context: Context) =>
  (['SESSIONS_CSV', 'EVIDENCE_PACKAGE'] as const).filter((kind) =>
    context.may(permissionOfKind[kind]),
  )

export const ExportRef = builder.objectRef<Export>('Export')
builder.node(ExportRef, {
  id: { resolve: (order) => order.id },
  async loadOne(id, context) {
    const order = await context.loaders().exports.load(id)
    return order && context.may(permissionOfKind[order.kind]) ? order : null
  },
  authScopes: { may: ['exports.read', 'evidence.read'] },
  fields: (t) => ({
    kind: t.expose('kind', { type: ExportKindEnum }),
    status: t.expose('status', { type: ExportStatusEnum }),
    sessionId: t.string({
      nullable: true,
      resolve: ({ sessionId }) => sessionId && `vs_${sessionId}`,
    }),
    layout: t.field({
      type: CsvLayoutRef,
      nullable: true,
      resolve: ({ kind, spec }) =>
        kind === 'SESSIONS_CSV' ? csvSpecSchema.parse(spec).layout : null,
    }),
    orderedBy: t.field({
      type: MemberRef,
      nullable: true,
      description: 'Null where a key did.',
      resolve: ({ actorKind, actorId }, _args, context) =>
        memberOrNull(context, actorKind === 'MEMBER' ? actorId : null),
    }),
    rowsTotal: t.exposeInt('rowsTotal', { nullable: true }),
    rowsDone: t.exposeInt('rowsDone'),
    size: t.float({ description: 'Bytes.', resolve: ({ size }) => Number(size) }),
    sha256: t.exposeString('sha256', { nullable: true }),
    failureCode: t.exposeString('failureCode', { nullable: true }),
    mayFetch: t.boolean({
      description: 'False where it shows more than the caller may see.',
      resolve: (order, _args, context) => mayFetch(context.principal(), order),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
  }),
})

builder.queryField('exports', (t) =>
  t.connection(
    {
      type: ExportRef,
      authScopes: { may: ['exports.read', 'evidence.read'] },
      complexity: pageCost,
      resolve: (_root, args, context) =>
        keysetConnection(args, byId<Export>('exp'), (page) =>
          context.inTenant((trx) =>
            listExports(
              trx,
              { sandbox: context.principal().sandbox, kinds: kindsOf(context) },
              page,
            ),
          ),
        ),
    },
    { name: 'ExportConnection' },
    { name: 'ExportEdge' },
  ),
)

const ColumnGroupEnum = builder.enumType('ExportColumnGroup', { values: columnGroups })
const ColumnRef = builder.objectRef<(typeof columns)[number]>('ExportColumn').implement({
  fields: (t) => ({
    key: t.exposeString('key'),
    group: t.expose('group', { type: ColumnGroupEnum }),
    heading: t.string({
      args: { locale: t.arg({ type: StaffLocaleEnum, required: true }) },
      resolve: ({ heading }, { locale }) => heading[locale],
    }),
    allowed: t.boolean({
      resolve: ({ permission }, _args, context) => permission === null || context.may(permission),
    }),
  }),
})

builder.queryField('exportColumns', (t) =>
  t.field({
    type: [ColumnRef],
    authScopes: { may: 'exports.read' },
    description: 'All that a CSV can have, in the order in which it is offered.',
    resolve: () => [...columns],
  }),
)
