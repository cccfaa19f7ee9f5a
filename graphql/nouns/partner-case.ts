import { newId } from '../../domain/ids.ts'
import type { Trx } from '../../db/client.ts'
import { partnerKnown, wasKnownHere } from '../../db/reads/known-reviews.ts'
import { partnerQueue, type PartnerCase } from '../../db/reads/handovers.ts'
import type { Capture } from '../../db/reads/attempts.ts'
import { checkKeys, type CheckResult } from '../../domain/check.ts'
import { DomainError } from '../../domain/errors.ts'
import type { FieldReading } from '../../domain/findings.ts'
import { fieldsForPartner } from '../../domain/partner-contract.ts'
import { kindOfField } from '../../domain/personal-data.ts'
import {
  caseClaimed,
  caseHandedBack,
  caseLeaseRenewed,
  caseReleased,
} from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { drawForPartner } from '../draw-known-case.ts'
import {
  CaseStatusEnum,
  CheckOutcomeEnum,
  DocumentTypeEnum,
  LocaleEnum,
  MethodEnum,
  ResolutionEnum,
  SlotEnum,
} from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { globalId, parseGlobalId } from '../global-ids.ts'
import { partnerImageAddress } from '../http/images.ts'
import { openDeclared, openReading } from '../session-seal.ts'
import { tellResolution } from '../tell-resolution.ts'
import { BoxRef } from './box.ts'

/**
 * What a partner organisation sees of a case, made for it field by field: nothing else of the API opens to it. Pictures and
 * fields are there for the one person who has accepted the case, and only as long as it lies with them.
 */
const PartnerCaseRef = builder.objectRef<PartnerCase>('PartnerCase')

const PartnerCheckRef = builder.objectRef<CheckResult>('PartnerCheck').implement({
  description: 'A check that is open.',
  fields: (t) => ({
    key: t.exposeString('key'),
    outcome: t.expose('outcome', { type: CheckOutcomeEnum }),
    reasonCodes: t.exposeStringList('reasonCodes'),
  }),
})

interface PartnerField extends FieldReading {
  readonly declared: string | null
}
const PartnerFieldRef = builder.objectRef<PartnerField>('PartnerField').implement({
  description: 'A field that is in question, or that the contract shows.',
  fields: (t) => ({
    key: t.exposeString('key'),
    slot: t.expose('slot', { type: SlotEnum }),
    declared: t.exposeString('declared', { nullable: true }),
    read: t.string({ nullable: true, resolve: ({ text }) => text }),
    box: t.expose('box', { type: BoxRef }),
  }),
})

const PartnerPictureRef = builder
  .objectRef<{ readonly found: PartnerCase; readonly capture: Capture }>('PartnerPicture')
  .implement({
    description: 'A masked picture with the name of whoever looks at it in its pixels.',
    fields: (t) => ({
      slot: t.field({ type: SlotEnum, resolve: ({ capture }) => capture.slot }),
      urls: t.stringList({
        description: 'Addresses of its frames, good for minutes. Each view is on record.',
        resolve: ({ found, capture }, _args, context) =>
          capture.maskedKey === null
            ? []
            : Array.from({ length: capture.frameCount }, (_, frame) =>
                partnerImageAddress(context.dependencies, context.member(), found.id, {
                  sessionId: found.sessionId,
                  captureId: capture.id,
                  variant: capture.rectifiedKey === null ? 'MASKED' : 'RECTIFIED',
                  frame,
                }),
              ),
      }),
    }),
  })

PartnerCaseRef.implement({
  authScopes: { may: 'partner.review' },
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Case', id) }),
    status: t.expose('status', { type: CaseStatusEnum }),
    version: t.exposeInt('version'),
    mine: t.boolean({ resolve: (found, _args, context) => isMine(context, found) }),
    acceptedBy: t.string({
      nullable: true,
      description: 'A colleague’s name.',
      async resolve({ assigneeId }, _args, context) {
        const member = assigneeId && (await context.loaders().members.load(assigneeId))
        return member ? member.displayName : null
      },
    }),
    leaseExpiresAt: t.expose('leaseExpiresAt', { type: 'DateTime', nullable: true }),
    handedAt: t.expose('handedAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    reasonCodes: t.exposeStringList('reasonCodes'),
    documentType: t.field({
      type: DocumentTypeEnum,
      nullable: true,
      resolve: (found, _args, context) => sessionPart(context, found, 'documentType'),
    }),
    locale: t.field({
      type: LocaleEnum,
      nullable: true,
      resolve: (found, _args, context) => sessionPart(context, found, 'locale'),
    }),
    method: t.field({
      type: MethodEnum,
      nullable: true,
      resolve: (found, _args, context) => sessionPart(context, found, 'method'),
    }),
    checks: t.field({
      type: [PartnerCheckRef],
      resolve: async (found, _args, context) => (await openChecksOf(context, found)) ?? [],
    }),
    pictures: t.field({
      type: [PartnerPictureRef],
      async resolve(found, _args, context) {
        if (!isMine(context, found)) return []
        const captures = await context.loaders().capturesByAttempt.load(found.attemptId)
        const current = captures.filter(({ accepted, supersededAt }) => accepted && !supersededAt)
        return current.map((capture) => ({ found, capture }))
      },
    }),
    fields: t.field({
      type: [PartnerFieldRef],
      async resolve(found, _args, context): Promise<readonly PartnerField[]> {
        if (!isMine(context, found)) return []
        const { keyring } = context.dependencies
        const session = await context.loaders().sessions.load(found.sessionId)
        if (!session) return []
        const sealed = await context.loaders().readings.load(found.attemptId)
        const reading = await openReading(keyring, session, found.attemptId, sealed)
        const declared = await openDeclared(keyring, session)
        const open = await openChecksOf(context, found)
        const visible = fieldsForPartner(
          open.map(({ key }) => key),
          found.fields,
        )
        const fields = (reading?.fields ?? [])
          .filter(({ key }) => visible.has(key))
          .map((field) => ({ ...field, declared: declaredOf(declared, field.key) }))
        const grounds = { why: 'PARTNER', id: found.id, until: null } as const
        await Promise.all(
          fields.map(({ key }) => context.note(session.id, grounds, kindOfField(key))),
        )
        return fields
      },
    }),
  }),
})

const declaredOf = (
  declared: Awaited<ReturnType<typeof openDeclared>>,
  key: FieldReading['key'],
): string | null =>
  key === 'name' || key === 'birthDate' || key === 'address' ? (declared?.[key] ?? null) : null

async function sessionPart<Key extends 'documentType' | 'locale' | 'method'>(
  context: Context,
  { sessionId }: PartnerCase,
  key: Key,
) {
  const session = await context.loaders().sessions.load(sessionId)
  return session ? session[key] : null
}

const openChecksOf = async (
  context: Context,
  { attemptId }: PartnerCase,
): Promise<readonly CheckResult[]> =>
  (await context.loaders().checksByAttempt.load(attemptId))
    .filter(({ outcome }) => outcome === 'FAIL' || outcome === 'UNCERTAIN')
    .toSorted((a, b) => checkKeys.indexOf(a.key) - checkKeys.indexOf(b.key))

/** Accepted by the caller, and not run out. */
const isMine = (context: Context, { status, assigneeId, leaseExpiresAt }: PartnerCase): boolean =>
  status === 'ASSIGNED' &&
  assigneeId === context.member().id &&
  leaseExpiresAt !== null &&
  leaseExpiresAt > context.dependencies.clock()

interface Done {
  readonly __typename: 'PartnerCaseGone'
  readonly caseId: string
}
const DoneRef = builder.objectRef<Done>('PartnerCaseGone').implement({
  description: 'The case lies with the partner no longer.',
  fields: (t) => ({ caseId: t.exposeID('caseId') }),
})
const PartnerCaseResult = builder.unionType('PartnerCaseResult', {
  types: [PartnerCaseRef, DoneRef, OperationError],
  resolveType: typeNamed('PartnerCase'),
})

builder.queryField('partnerCases', (t) =>
  t.field({
    type: [PartnerCaseRef],
    description: 'What lies with one’s own organisation, earliest due first.',
    authScopes: { may: 'partner.review' },
    complexity: { field: 1, multiplier: 50 },
    async resolve(_root, _args, context) {
      const { partnerId } = context.member()
      return partnerId === null ? [] : context.inTenant((trx) => deskOf(trx, partnerId))
    },
  }),
)

builder.queryField('partnerCase', (t) =>
  t.field({
    type: PartnerCaseRef,
    nullable: true,
    authScopes: { may: 'partner.review' },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => findCase(context, parseGlobalId('Case', id)),
  }),
)

builder.mutationField('acceptPartnerCase', (t) =>
  t.field({
    type: PartnerCaseResult,
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'partner.review', async () => {
        const id = parseGlobalId('Case', args.caseId)
        await mustBeHere(context, id)
        await tell(context, id, caseClaimed, { takeOver: false })
        await drawForPartner(context, id)
        return shown(context, id)
      }),
  }),
)

builder.mutationField('renewPartnerCase', (t) =>
  t.field({
    type: PartnerCaseResult,
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'partner.review', async () => {
        const id = parseGlobalId('Case', args.caseId)
        await mustBeHere(context, id)
        await tell(context, id, caseLeaseRenewed, {})
        return shown(context, id)
      }),
  }),
)

builder.mutationField('releasePartnerCase', (t) =>
  t.field({
    type: PartnerCaseResult,
    description: 'Back into the partner’s own queue.',
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'partner.review', async () => {
        const id = parseGlobalId('Case', args.caseId)
        await mustBeHere(context, id)
        await tell(context, id, caseReleased, {})
        return shown(context, id)
      }),
  }),
)

builder.mutationField('handBackPartnerCase', (t) =>
  t.field({
    type: PartnerCaseResult,
    description: 'To the company, unresolved.',
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'partner.review', async () => {
        const id = parseGlobalId('Case', args.caseId)
        await mustBeHere(context, id)
        await tell(context, id, caseHandedBack, {})
        return shown(context, id)
      }),
  }),
)

const ResolvePartnerCaseInput = builder.inputType('ResolvePartnerCaseInput', {
  fields: (t) => ({
    caseId: t.id({ required: true }),
    expectedVersion: t.int({ required: true }),
    resolution: t.field({ type: ResolutionEnum, required: true }),
    slots: t.field({ type: [SlotEnum], description: 'What to take again, with ASK_AGAIN.' }),
    reasonCodes: t.stringList({ required: true }),
    internalNote: t.string({ description: 'To the company’s reviewers.' }),
    idempotencyKey: t.string({ required: true }),
  }),
})

builder.mutationField('resolvePartnerCase', (t) =>
  t.field({
    type: PartnerCaseResult,
    args: { input: t.arg({ type: ResolvePartnerCaseInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'partner.review', async () => {
        const id = parseGlobalId('Case', input.caseId)
        const { sessionId } = await mustBeHere(context, id)
        await tellResolution(
          context,
          { id, tenantId: context.member().tenantId, sessionId },
          { ...input, slots: input.slots ?? [], applicantMessage: null },
          [],
        )
        return shown(context, id)
      }),
  }),
)

async function findCase(context: Context, id: string): Promise<PartnerCase | null> {
  // a guest's role without an organisation opens nothing
  const { partnerId } = context.member()
  if (partnerId === null) return null
  const [found] = await context.inTenant((trx) => deskOf(trx, partnerId, id))
  return found ?? null
}

/** Cases, and known ones among them, earliest due first. */
async function deskOf(
  trx: Trx,
  partnerId: string,
  caseId: string | null = null,
): Promise<readonly PartnerCase[]> {
  const cases = await partnerQueue(trx, partnerId, caseId)
  const known = await partnerKnown(trx, partnerId, caseId)
  return [...cases, ...known].toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
}

/**
 * @throws DomainError `CASE_RECALLED` where it was here once, `NOT_FOUND` where it never was: of others' cases nothing is told,
 * not even that there are any
 */
async function mustBeHere(context: Context, id: string): Promise<PartnerCase> {
  const found = await findCase(context, id)
  if (found) return found
  const { partnerId } = context.member()
  const past = await context.inTenant((trx) =>
    trx
      .selectFrom('caseHandovers')
      .select('id')
      .where('caseId', '=', id)
      .where('partnerId', 'is not distinct from', partnerId)
      .limit(1)
      .executeTakeFirst(),
  )
  const pastKnown = await context.inTenant((trx) => wasKnownHere(trx, id, partnerId))
  if (past ?? pastKnown)
    throw new DomainError('CASE_RECALLED', 'the case is not with this partner any more')
  throw new DomainError('NOT_FOUND', 'no such case')
}

async function shown(context: Context, id: string): Promise<PartnerCase | Done> {
  context.forget()
  const found = await findCase(context, id)
  return found ?? { __typename: 'PartnerCaseGone', caseId: globalId('Case', id) }
}

function tell<More extends object>(
  context: Context,
  caseId: string,
  update: Parameters<Context['dependencies']['stories']['tellCase']>[1],
  more: More,
) {
  const { id: memberId, personId, partnerId, tenantId } = context.member()
  return context.dependencies.stories.tellCase({ tenantId, caseId }, update, newId(), [
    { memberId, personId, partnerId, ...more },
  ])
}
