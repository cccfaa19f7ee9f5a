import { z } from 'zod'
import { claimableCases, countHeldCases, type Case } from '../../db/reads/cases.ts'
import {
  checklistAnswerSchema,
  checklistFor,
  openItems,
  type ChecklistAnswer,
  type ChecklistRecord,
} from '../../domain/checklist.ts'
import { countHeldKnown } from '../../db/reads/known-reviews.ts'
import { readSkills } from '../../db/reads/member-skills.ts'
import type { Resolution } from '../../domain/case-state.ts'
import { DomainError, isDomainError, type ErrorCode } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import {
  caseClaimed,
  caseLeaseRenewed,
  caseReleased,
  type CaseSpeaker,
} from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import { claimFirst } from '../claims-under-way.ts'
import type { Context } from '../context.ts'
import { drawKnownCase } from '../draw-known-case.ts'
import { ResolutionEnum, SlotEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { tellResolution } from '../tell-resolution.ts'
import { caseRef } from './case-ref.ts'
import { ChecklistAnswerInput } from './checklist.ts'

export const CaseResult = builder.unionType('CaseResult', {
  types: [caseRef, OperationError],
  resolveType: typeNamed('Case'),
})

interface QueueEmpty {
  readonly __typename: 'QueueEmpty'
  readonly queue: string | null
}
const QueueEmptyRef = builder.objectRef<QueueEmpty>('QueueEmpty').implement({
  fields: (t) => ({ queue: t.exposeString('queue', { nullable: true }) }),
})
const ClaimNextCaseResult = builder.unionType('ClaimNextCaseResult', {
  types: [caseRef, QueueEmptyRef, OperationError],
  resolveType: typeNamed('Case'),
})

const ResolveCaseInput = builder.inputType('ResolveCaseInput', {
  fields: (t) => ({
    caseId: t.id({ required: true }),
    expectedVersion: t.int({ required: true }),
    resolution: t.field({ type: ResolutionEnum, required: true }),
    reasonCodes: t.stringList({ required: true }),
    internalNote: t.string(),
    applicantMessage: t.string(),
    checklist: t.field({ type: [ChecklistAnswerInput] }),
    idempotencyKey: t.string({ required: true }),
  }),
})

const RequestResubmissionInput = builder.inputType('RequestResubmissionInput', {
  fields: (t) => ({
    caseId: t.id({ required: true }),
    expectedVersion: t.int({ required: true }),
    slots: t.field({ type: [SlotEnum], required: true }),
    reasonCodes: t.stringList({ required: true }),
    internalNote: t.string(),
    applicantMessage: t.string(),
    checklist: t.field({ type: [ChecklistAnswerInput] }),
    idempotencyKey: t.string({ required: true }),
  }),
})

builder.mutationField('claimCase', (t) =>
  t.field({
    type: CaseResult,
    args: { caseId: t.arg.id({ required: true }), takeOver: t.arg.boolean() },
    resolve: (_root, args, context) =>
      expected(context, 'cases.review', async () => {
        const takeOver = args.takeOver === true
        if (takeOver && !context.may('cases.takeOver')) {
          throw new DomainError('FORBIDDEN', 'takeOver: expected a supervisor')
        }
        const { id } = await visibleCase(context, args.caseId)
        return claim(context, id, takeOver)
      }),
  }),
)

builder.mutationField('claimNextCase', (t) =>
  t.field({
    type: ClaimNextCaseResult,
    description: 'Claim the most urgent open case.',
    args: { queue: t.arg.string() },
    resolve: (_root, args, context) =>
      expected(context, 'cases.review', async () => {
        const queue = args.queue ?? null
        const candidates = await nextCandidates(context, queue)
        const known = await drawKnownCase(context, candidates[0])
        if (known !== null) return claim(context, known, false)
        const claimed = await claimFirst(candidates, async (id) => {
          try {
            return await claim(context, id, false)
          } catch (error) {
            // another was quicker, or it became another's to look at: the next one, then
            if (!isDomainError(error) || !notForMe.includes(error.code)) throw error
            return null
          }
        })
        if (claimed) return claimed
        const empty: QueueEmpty = { __typename: 'QueueEmpty', queue }
        return empty
      }),
  }),
)

/**
 * What this member would be given, best first.
 * @throws DomainError `CASE_LIMIT` where the member holds as many as their skills allow
 */
function nextCandidates(context: Context, queue: string | null): Promise<readonly string[]> {
  const { id: memberId, personId } = context.reviewer()
  const mayArbitrate = context.may('cases.arbitrate')
  const at = context.dependencies.clock()
  return context.inTenant(async (trx) => {
    const skills = await readSkills(trx, memberId)
    if (
      skills.mostCases !== null &&
      (await countHeldCases(trx, memberId, at)) + (await countHeldKnown(trx, memberId, at)) >=
        skills.mostCases
    ) {
      throw new DomainError('CASE_LIMIT', 'this member holds as many cases as they may')
    }
    return claimableCases(trx, { queue, skills, personId, mayArbitrate, at, limit: mostTries })
  })
}

const notForMe: readonly ErrorCode[] = [
  'CASE_TAKEN',
  'CASE_STATE',
  'CASE_SAME_PERSON',
  'CASE_OWN_SUBMISSION',
  'CASE_NEEDS_SUPERVISOR',
  'CASE_WITH_PARTNER',
]

/** Reviewers who race for the same cases at one moment are fewer than this. */
const mostTries = 20

builder.mutationField('renewCaseLease', (t) =>
  t.field({
    type: CaseResult,
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'cases.review', async () => {
        const { id, tenantId } = await visibleCase(context, args.caseId)
        const { stories } = context.dependencies
        await stories.tellCase({ tenantId, caseId: id }, caseLeaseRenewed, newId(), [
          speaker(context),
        ])
        return readCase(context, id)
      }),
  }),
)

builder.mutationField('releaseCase', (t) =>
  t.field({
    type: CaseResult,
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'cases.review', async () => {
        const { id, tenantId } = await visibleCase(context, args.caseId)
        const { stories } = context.dependencies
        await stories.tellCase({ tenantId, caseId: id }, caseReleased, newId(), [speaker(context)])
        return readCase(context, id)
      }),
  }),
)

builder.mutationField('resolveCase', (t) =>
  t.field({
    type: CaseResult,
    args: { input: t.arg({ type: ResolveCaseInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'cases.review', () => {
        if (input.resolution === 'ASK_AGAIN') {
          throw new DomainError(
            'INPUT_INVALID',
            'resolution: for ASK_AGAIN use requestResubmission',
          )
        }
        return resolve(context, { ...input, slots: [] })
      }),
  }),
)

builder.mutationField('requestResubmission', (t) =>
  t.field({
    type: CaseResult,
    args: { input: t.arg({ type: RequestResubmissionInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'cases.review', () =>
        resolve(context, { ...input, resolution: 'ASK_AGAIN' }),
      ),
  }),
)

const resolutionInput = z.object({
  checklist: z.array(checklistAnswerSchema).max(30).nullish(),
})

async function resolve(
  context: Context,
  input: z.input<typeof resolutionInput> &
    Parameters<typeof tellResolution>[2] & { readonly caseId: string },
): Promise<Case> {
  const { checklist } = resolutionInput.parse(input)
  const found = await visibleCase(context, input.caseId)
  const answers = await confirmed(context, found, input.resolution, checklist ?? [])
  await tellResolution(context, found, input, answers)
  return readCase(context, found.id)
}

/**
 * What the reviewer ticked, in the words that the tenant's list has today.
 * @throws DomainError `DECISION_INCOMPLETE` while an item is open
 */
async function confirmed(
  context: Context,
  found: Case,
  resolution: Resolution,
  answers: readonly ChecklistAnswer[],
): Promise<ChecklistRecord> {
  const [tenant, session] = await Promise.all([
    context.loaders().tenant.load(found.tenantId),
    context.loaders().sessions.load(found.sessionId),
  ])
  if (!tenant || !session) return []
  const items = checklistFor(tenant.settings.checklist, session)
  const [open] = openItems(items, resolution, answers)
  if (open) {
    throw new DomainError(
      'DECISION_INCOMPLETE',
      `checklist: expected ${open.id} to be confirmed${open.noteRequired ? ', with a note' : ''}`,
    )
  }
  return items.flatMap(({ id: itemId, ja, en }) => {
    const answer = answers.find((each) => each.itemId === itemId)
    return answer ? [{ itemId, ja, en, note: answer.note || null }] : []
  })
}

async function claim(context: Context, caseId: string, takeOver: boolean): Promise<Case> {
  const { tenantId } = context.principal()
  const { stories } = context.dependencies
  const mayArbitrate = context.may('cases.arbitrate')
  await stories.tellCase({ tenantId, caseId }, caseClaimed, newId(), [
    { ...speaker(context), takeOver, mayArbitrate },
  ])
  return readCase(context, caseId)
}

function speaker(context: Context): CaseSpeaker {
  const { id: memberId, personId, partnerId } = context.reviewer()
  return { memberId, personId, partnerId }
}

/** @throws DomainError `NOT_FOUND`: another tenant's case is no case */
async function visibleCase(context: Context, globalId: string): Promise<Case> {
  return readCase(context, parseGlobalId('Case', globalId))
}

async function readCase(context: Context, id: string): Promise<Case> {
  context.forget()
  const found = await context.loaders().cases.load(id)
  if (!found) throw new DomainError('NOT_FOUND', 'no such case')
  return found
}
