import { z } from 'zod'
import { invoiceLines, type InvoiceLine } from '../../db/reads/handovers.ts'
import { listPartners, type Partner } from '../../db/reads/partners.ts'
import { listMembers, type Member } from '../../db/reads/tenants.ts'
import { disableMember } from '../../db/settings/member-life.ts'
import { changeContract, createPartner, endPartner } from '../../db/settings/partners.ts'
import { fieldKeys } from '../../domain/document-catalogue.ts'
import { DomainError } from '../../domain/errors.ts'
import { billedMinutes, partnerContractSchema, yenOf } from '../../domain/partner-contract.ts'
import { csvLine } from '../../exports/csv-line.ts'
import { createMember, type NewMember } from '../auth/create-member.ts'
import { releaseCases } from '../auth/release-cases.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { ResolutionEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { globalId, parseGlobalId } from '../global-ids.ts'
import { MemberRef } from './member.ts'

const HandoverEndingEnum = builder.enumType('HandoverEnding', {
  values: {
    RESOLVED: { description: 'The partner gave its answer.' },
    HANDED_BACK: {},
    OVERDUE: {},
    RECALLED: {},
    WITHDRAWN: { description: 'The session was cancelled meanwhile.' },
  } as const,
})

const InvoiceLineRef = builder.objectRef<InvoiceLine>('InvoiceLine').implement({
  description: 'One stay of a case with a partner.',
  fields: (t) => ({
    caseId: t.id({ resolve: ({ caseId }) => globalId('Case', caseId) }),
    handedAt: t.expose('handedAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    acceptedAt: t.expose('acceptedAt', { type: 'DateTime', nullable: true }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    ending: t.expose('ending', { type: HandoverEndingEnum, nullable: true }),
    resolution: t.expose('resolution', {
      type: ResolutionEnum,
      nullable: true,
      description: 'What the case came to in the end.',
    }),
    reviewer: t.exposeString('reviewer', { nullable: true }),
    minutes: t.int({ resolve: ({ workedMs }) => billedMinutes(workedMs) }),
    yen: t.int({ description: 'Without tax.', resolve: yenOf }),
  }),
})

interface Invoice {
  readonly lines: readonly InvoiceLine[]
}
const InvoiceRef = builder.objectRef<Invoice>('Invoice').implement({
  description: 'Cases handed over in a span of time, up to 10,000.',
  fields: (t) => ({
    lines: t.field({ type: [InvoiceLineRef], resolve: ({ lines }) => [...lines] }),
    accepted: t.int({
      resolve: ({ lines }) => lines.filter(({ acceptedAt }) => acceptedAt !== null).length,
    }),
    resolved: t.int({
      resolve: ({ lines }) => lines.filter(({ ending }) => ending === 'RESOLVED').length,
    }),
    minutes: t.int({
      resolve: ({ lines }) => lines.reduce((sum, line) => sum + billedMinutes(line.workedMs), 0),
    }),
    yen: t.int({ resolve: ({ lines }) => lines.reduce((sum, line) => sum + yenOf(line), 0) }),
    csv: t.string({ description: 'The lines as CSV (RFC 4180).', resolve: csvOf }),
  }),
})

export const PartnerRef = builder.objectRef<Partner>('Partner')
builder.node(PartnerRef, {
  id: { resolve: ({ id }) => id },
  loadOne: (id, context) =>
    context.may('partners.read') ? context.loaders().partners.load(id) : Promise.resolve(null),
  authScopes: { may: 'partners.read' },
  fields: (t) => ({
    name: t.exposeString('name'),
    queues: t.exposeStringList('queues', { description: 'Cases of these go there by themselves.' }),
    fields: t.exposeStringList('fields', { description: 'Seen beside those of open checks.' }),
    leaseMinutes: t.int({ resolve: ({ leaseMs }) => leaseMs / 60_000 }),
    dueMinutes: t.int({ resolve: ({ dueMs }) => dueMs / 60_000 }),
    yenPerAccepted: t.exposeInt('yenPerAccepted'),
    yenPerResolved: t.exposeInt('yenPerResolved'),
    yenPerMinute: t.exposeInt('yenPerMinute'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
    members: t.field({
      type: [MemberRef],
      description: 'Those who can come in.',
      async resolve({ id }, _args, context) {
        const members = await context.inTenant(listMembers)
        return members.filter(({ partnerId, disabledAt }) => partnerId === id && !disabledAt)
      },
    }),
    held: t.int({
      description: 'Cases that lie there now.',
      resolve: ({ id }, _args, context) =>
        context.inTenant(async (trx) => {
          const rows = await trx
            .selectFrom('caseHandovers')
            .select(({ fn }) => fn.countAll<string>().as('count'))
            .where('partnerId', '=', id)
            .where('endedAt', 'is', null)
            .executeTakeFirstOrThrow()
          return Number(rows.count)
        }),
    }),
    invoice: t.field({
      type: InvoiceRef,
      complexity: 200,
      args: {
        from: t.arg({ type: 'DateTime', required: true }),
        to: t.arg({ type: 'DateTime', required: true }),
      },
      async resolve({ id }, span, context): Promise<Invoice> {
        if (span.from >= span.to)
          throw new DomainError('INPUT_INVALID', 'from: expected a time before `to`')
        return { lines: await context.inTenant((trx) => invoiceLines(trx, id, span)) }
      },
    }),
  }),
})

function csvOf({ lines }: Invoice): string {
  const iso = (at: Date | null) => at?.toISOString() ?? ''
  const rows = lines.map((line) => [
    globalId('Case', line.caseId),
    iso(line.handedAt),
    iso(line.acceptedAt),
    iso(line.endedAt),
    line.ending ?? '',
    line.reviewer ?? '',
    String(billedMinutes(line.workedMs)),
    String(yenOf(line)),
  ])
  return [csvColumns, ...rows].map((cells) => csvLine(cells, null)).join('')
}
const csvColumns = [
  'case_id',
  'handed_at',
  'accepted_at',
  'ended_at',
  'ending',
  'reviewer',
  'minutes',
  'yen',
]

builder.queryField('partners', (t) =>
  t.field({
    type: [PartnerRef],
    authScopes: { may: 'partners.read' },
    complexity: { field: 1, multiplier: 10 },
    resolve: async (_root, _args, context) => [...(await context.inTenant(listPartners))],
  }),
)

const PartnerResult = builder.unionType('PartnerResult', {
  types: [PartnerRef, OperationError],
  resolveType: typeNamed('Partner'),
})

const PartnerContractInput = builder.inputType('PartnerContractInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    queues: t.stringList({ required: true }),
    fields: t.stringList({ required: true, description: `Of ${fieldKeys.join(', ')}.` }),
    leaseMinutes: t.int({ required: true }),
    dueMinutes: t.int({ required: true }),
    yenPerAccepted: t.int({ required: true }),
    yenPerResolved: t.int({ required: true }),
    yenPerMinute: t.int({ required: true }),
  }),
})

builder.mutationField('createPartner', (t) =>
  t.field({
    type: PartnerResult,
    args: { contract: t.arg({ type: PartnerContractInput, required: true }) },
    resolve: (_root, { contract }, context) =>
      expected(context, 'partners.manage', async () => {
        const sound = partnerContractSchema.parse(contract)
        const id = await context.inTenant((trx) => createPartner(trx, changeOf(context), sound))
        return readPartner(context, id)
      }),
  }),
)

builder.mutationField('changePartnerContract', (t) =>
  t.field({
    type: PartnerResult,
    description: 'Cases that lie there keep the terms on which they were handed over.',
    args: {
      partnerId: t.arg.id({ required: true }),
      contract: t.arg({ type: PartnerContractInput, required: true }),
    },
    resolve: (_root, { partnerId, contract }, context) =>
      expected(context, 'partners.manage', async () => {
        const id = parseGlobalId('Partner', partnerId)
        await readPartner(context, id)
        const sound = partnerContractSchema.parse(contract)
        await context.inTenant((trx) => changeContract(trx, changeOf(context), id, sound))
        return readPartner(context, id)
      }),
  }),
)

builder.mutationField('endPartner', (t) =>
  t.field({
    type: PartnerResult,
    description: 'Its members come in no more. Cases that lie there are recalled first.',
    args: { partnerId: t.arg.id({ required: true }) },
    resolve: (_root, { partnerId }, context) =>
      expected(context, 'partners.manage', async () => {
        const id = parseGlobalId('Partner', partnerId)
        await context.inTenant((trx) => endPartner(trx, changeOf(context), id))
        return readPartner(context, id)
      }),
  }),
)

interface NewGuest {
  readonly __typename: 'CreatePartnerMemberSuccess'
  readonly member: Member
  readonly password: string
}
const NewGuestRef = builder.objectRef<NewGuest>('CreatePartnerMemberSuccess').implement({
  fields: (t) => ({
    member: t.expose('member', { type: MemberRef }),
    password: t.exposeString('password', { description: 'Shown once.' }),
  }),
})
const NewGuestResult = builder.unionType('CreatePartnerMemberResult', {
  types: [NewGuestRef, OperationError],
  resolveType: typeNamed('CreatePartnerMemberSuccess'),
})
const guestSchema = z.object({
  email: z.email().max(200),
  displayName: z.string().trim().min(1).max(80),
})

builder.mutationField('createPartnerMember', (t) =>
  t.field({
    type: NewGuestResult,
    description:
      'A login for a person of the partner’s, who sees what is handed over and nothing else.',
    args: {
      partnerId: t.arg.id({ required: true }),
      email: t.arg.string({ required: true }),
      displayName: t.arg.string({ required: true }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'partners.manage', async () => {
        const partner = await readPartner(context, parseGlobalId('Partner', args.partnerId))
        if (partner.endedAt) throw new DomainError('PARTNER_ENDED', 'the contract has ended')
        const { email, displayName } = guestSchema.parse(args)
        const password = context.dependencies.random(15).toString('base64url')
        const { tenantId } = context.member()
        const id = await createGuest(context, {
          tenantId,
          email,
          password,
          displayName,
          roles: ['OUTSOURCED_REVIEWER'],
          partnerId: partner.id,
          actor: actorOf(context.member()),
          at: context.dependencies.clock(),
        })
        const member = await context.loaders().members.load(id)
        if (!member) throw new DomainError('UNEXPECTED', 'a member that was just made is not there')
        const made: NewGuest = { __typename: 'CreatePartnerMemberSuccess', member, password }
        return made
      }),
  }),
)

builder.mutationField('disablePartnerMember', (t) =>
  t.field({
    type: PartnerResult,
    args: { memberId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'partners.manage', async () => {
        const id = parseGlobalId('Member', args.memberId)
        const member = await context.loaders().members.load(id)
        if (!member) throw new DomainError('NOT_FOUND', 'no such member')
        if (member.partnerId === null)
          throw new DomainError('INPUT_INVALID', 'memberId: expected a member of a partner’s')
        await context.inTenant((trx) => disableMember(trx, changeOf(context), id))
        await releaseCases(context.dependencies, {
          tenantId: context.member().tenantId,
          memberId: id,
          partnerId: member.partnerId,
          byMemberId: context.member().id,
        })
        return readPartner(context, member.partnerId)
      }),
  }),
)

/** @throws DomainError `INPUT_INVALID`: a person has one login, and a login one company */
async function createGuest(context: Context, guest: NewMember): Promise<string> {
  try {
    return await createMember(context.dependencies, guest)
  } catch (error) {
    if (!isTaken(error)) throw error
    throw new DomainError('INPUT_INVALID', 'email: expected one without a login', { cause: error })
  }
}

/** Postgres says `unique_violation`, be it through however many hands. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && (Reflect.get(error, 'code') === '23505' || isTaken(error.cause))

const changeOf = (context: Context) => ({
  tenantId: context.member().tenantId,
  actor: actorOf(context.member()),
  at: context.dependencies.clock(),
})

async function readPartner(context: Context, id: string): Promise<Partner> {
  context.loaders().partners.clear(id)
  const partner = await context.loaders().partners.load(id)
  if (!partner) throw new DomainError('NOT_FOUND', 'no such partner')
  return partner
}
