import {
  countCases,
  countQueues,
  listCases,
  type Case,
  type CaseEvent,
  type CasePlace,
  type CaseSort,
  type QueueCount,
} from '../../db/reads/cases.ts'
import { changesOfSession } from '../../db/reads/audit-events.ts'
import { DomainError } from '../../domain/errors.ts'
import { isId } from '../../domain/ids.ts'
import { caseAsOf, heldBack, sessionAsOf } from '../as-of.ts'
import { builder, pageCost } from '../builder.ts'
import {
  CaseStageEnum,
  CaseStatusEnum,
  ErrorCodeEnum,
  DocumentTypeEnum,
  LocaleEnum,
  ResolutionEnum,
} from '../enums.ts'
import { parseGlobalId } from '../global-ids.ts'
import { PersonSearchInput, readPersonSearch } from '../person-search.ts'
import { keysetConnection, type PlaceFormat } from '../paging.ts'
import { whileWelcome } from '../while-welcome.ts'
import { closedTo, mayReadOpinion } from '../four-eyes.ts'
import { CaseOpinionRef } from './case-opinion.ts'
import { caseRef } from './case-ref.ts'
import { memberOrNull, MemberRef } from './member.ts'
import { PartnerRef } from './partner.ts'
import { SessionRef } from './session.ts'

const CaseEventRef = builder.objectRef<CaseEvent>('CaseEvent').implement({
  fields: (t) => ({
    type: t.exposeString('type'),
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (event, _args, context) => memberOrNull(context, event.memberId),
    }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
})

builder.node(caseRef, {
  id: { resolve: (found) => found.id },
  loadOne: (id, context) => context.loaders().cases.load(id),
  authScopes: { may: 'cases.read' },
  fields: (t) => ({
    status: t.expose('status', { type: CaseStatusEnum }),
    stage: t.expose('stage', {
      type: CaseStageEnum,
      description: 'Whose look comes next.',
    }),
    closedToMe: t.field({
      type: ErrorCodeEnum,
      nullable: true,
      description:
        'Why this caller may not take it, whoever has it; null: nothing stands against it.',
      resolve: (found, _args, context) => closedTo(context, found),
    }),
    opinions: t.field({
      type: [CaseOpinionRef],
      description: 'What several people made of it; of others nothing while one’s own is to come.',
      complexity: { field: 1, multiplier: 3 },
      async resolve(found, _args, context) {
        const opinions = await context.loaders().opinionsByCase.load(found.id)
        return opinions.filter(
          (opinion) =>
            !heldBack(opinion.createdAt, found) && mayReadOpinion(context, found, opinion),
        )
      },
    }),
    partner: t.field({
      type: PartnerRef,
      nullable: true,
      description: 'With whom the case lies; null: with the company, or the caller may not know.',
      resolve: ({ partnerId }, _args, context) =>
        partnerId !== null && context.may('partners.read')
          ? context.loaders().partners.load(partnerId)
          : null,
    }),
    awaitsMasking: t.boolean({
      description: 'A mask operator comes first: until then it is not decided.',
      resolve: async ({ sessionId }, _args, context) =>
        (await context.loaders().maskingBySession.load(sessionId)) !== null,
    }),
    version: t.exposeInt('version'),
    queue: t.exposeString('queue'),
    priority: t.exposeInt('priority'),
    assignee: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (found, _args, context) => memberOrNull(context, found.assigneeId),
    }),
    leaseExpiresAt: t.expose('leaseExpiresAt', { type: 'DateTime', nullable: true }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    overdue: t.boolean({
      resolve: ({ status, dueAt }, _args, { dependencies }) =>
        (status === 'OPEN' || status === 'ASSIGNED') && dueAt < dependencies.clock(),
    }),
    escalatedAt: t.expose('escalatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was put before all others for being late.',
    }),
    reasonCodes: t.exposeStringList('reasonCodes'),
    resolution: t.expose('resolution', { type: ResolutionEnum, nullable: true }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
    session: t.field({
      type: SessionRef,
      async resolve(found, _args, context) {
        const session = await context.loaders().sessions.load(found.sessionId)
        if (!session) throw new DomainError('UNEXPECTED', 'a case without its session')
        const { asOf } = found
        // whoever is laid a known case before sees its session as of that moment and no other
        if (asOf === undefined || session.shiftMs !== undefined) return session
        const changes = await context.read((trx) => changesOfSession(trx, session.id))
        return sessionAsOf(session, changes, asOf)
      },
    }),
    events: t.field({
      type: [CaseEventRef],
      async resolve(found, _args, context) {
        const events = await context.loaders().eventsByCase.load(found.id)
        return events.filter(({ at }) => !heldBack(at, found))
      },
    }),
    asOf: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The moment as of which the case and all under it is shown; null: as it is now. Keep past and present apart in caches.',
      resolve: ({ asOf }) => asOf ?? null,
    }),
    draftKey: t.string({
      nullable: true,
      description:
        'For sealing what a reviewer has typed and not sent, in their own browser: 32 bytes as base64, the same for this member and case each time. Null for whoever may not review.',
      async resolve({ id, tenantId }, _args, context) {
        if (!context.may('cases.review')) return null
        const { keyring } = context.dependencies
        const key = await keyring.blindIndex(
          tenantId,
          'case-draft',
          `${context.principal().id}/${id}`,
        )
        return key.toString('base64')
      },
    }),
  }),
})

const QueueCountRef = builder.objectRef<QueueCount>('QueueCount').implement({
  fields: (t) => ({
    queue: t.exposeString('queue'),
    open: t.exposeInt('open'),
    assigned: t.exposeInt('assigned'),
    overdue: t.exposeInt('overdue'),
    escalated: t.exposeInt('escalated'),
  }),
})

const CaseSortEnum = builder.enumType('CaseSort', {
  values: {
    URGENCY: { description: 'Highest priority, then earliest due time.' },
    DUE: { description: 'Earliest due time.' },
    NEWEST: { description: 'Opened last.' },
  } as const satisfies Record<CaseSort, object>,
})

const CaseFilterInput = builder.inputType('CaseFilter', {
  fields: (t) => ({
    status: t.field({ type: [CaseStatusEnum] }),
    queue: t.string(),
    mine: t.boolean(),
    overdue: t.boolean(),
    escalated: t.boolean({ description: 'Past its due time, and so put before all others.' }),
    documentType: t.field({ type: [DocumentTypeEnum] }),
    locale: t.field({ type: [LocaleEnum] }),
    search: t.field({ type: PersonSearchInput }),
  }),
})

builder.queryField('case', (t) =>
  t.field({
    type: caseRef,
    nullable: true,
    authScopes: { may: 'cases.read' },
    args: {
      id: t.arg.id({ required: true }),
      at: t.arg({
        type: 'DateTime',
        description: 'Shows the case as it was at that moment; null before it was opened.',
      }),
    },
    async resolve(_root, { id, at }, context) {
      const found = await context.loaders().cases.load(parseGlobalId('Case', id))
      if (!found || !at) return found
      return caseAsOf(found, await context.loaders().eventsByCase.load(found.id), at)
    },
  }),
)

builder.queryField('cases', (t) =>
  t.connection(
    {
      type: caseRef,
      authScopes: { may: 'cases.read' },
      complexity: pageCost,
      args: { filter: t.arg({ type: CaseFilterInput }), sort: t.arg({ type: CaseSortEnum }) },
      async resolve(_root, { filter, sort, ...args }, context) {
        const { sandbox } = context.principal()
        const wanted = {
          statuses: filter?.status ?? undefined,
          queue: filter?.queue ?? undefined,
          assigneeId: filter?.mine ? context.reviewer().id : undefined,
          overdueAt: filter?.overdue ? context.dependencies.clock() : undefined,
          escalated: filter?.escalated ?? undefined,
          documentTypes: filter?.documentType ?? undefined,
          locales: filter?.locale ?? undefined,
          ...(await readPersonSearch(context, filter?.search)),
          sandbox,
        }
        const page = await keysetConnection(args, byUrgency, (place) =>
          context.read((trx) => listCases(trx, wanted, place, sort ?? 'URGENCY')),
        )
        return { ...page, totalCount: () => context.read((trx) => countCases(trx, wanted)) }
      },
    },
    {
      name: 'CaseConnection',
      fields: (c) => ({
        totalCount: c.int({
          nullable: true,
          description: 'Counted up to 10,000; then null.',
          resolve: (connection) => connection.totalCount?.() ?? null,
        }),
      }),
    },
    { name: 'CaseEdge' },
  ),
)

const byUrgency: PlaceFormat<Case, CasePlace> = {
  list: 'case',
  placeOf: ({ priority, dueAt, id }) => `${priority},${dueAt.getTime()},${id}`,
  parse(text) {
    const [priority = '', dueAtMs = '', id = ''] = text.split(',')
    if (!/^-?\d{1,9}$/.test(priority) || !/^\d{1,15}$/.test(dueAtMs) || !isId(id)) return null
    return { priority: Number(priority), dueAt: new Date(Number(dueAtMs)), id }
  },
}

builder.subscriptionField('queueCountsChanged', (t) =>
  t.field({
    type: [QueueCountRef],
    description: 'Open cases by queue, anew when anything changed, once a second at most.',
    authScopes: { may: 'cases.read' },
    subscribe(_root, _args, context) {
      const { tenantId } = context.principal()
      return whileWelcome(context, context.dependencies.live.subscribeToAll(tenantId))
    },
    resolve: (_change, _args, context) => {
      context.forget()
      return context.read((trx) =>
        countQueues(trx, context.dependencies.clock(), context.principal().sandbox),
      )
    },
  }),
)

builder.queryField('queueCounts', (t) =>
  t.field({
    type: [QueueCountRef],
    description: 'Open cases by queue, for the badges of the manager.',
    authScopes: { may: 'cases.read' },
    resolve: (_root, _args, context) =>
      context.read((trx) =>
        countQueues(trx, context.dependencies.clock(), context.principal().sandbox),
      ),
  }),
)
