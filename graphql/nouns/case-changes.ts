import { z } from 'zod'
import type { Case } from '../../db/reads/cases.ts'
import { DomainError, isDomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { Role } from '../../domain/roles.ts'
import { queueName } from '../../domain/saved-view.ts'
import {
  caseAssigned,
  caseClaimed,
  caseMoved,
  caseReleased,
  type CaseAssignment,
} from '../../workflows/messages.ts'
import { permissions, type Permission } from '../auth/permissions.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import {
  expected,
  OperationError,
  typeNamed,
  type OperationErrorShape,
} from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { caseRef } from './case-ref.ts'

const kinds = ['CLAIM', 'RELEASE', 'ASSIGN', 'RETURN', 'MOVE'] as const
type Kind = (typeof kinds)[number]

const CaseChangeKindEnum = builder.enumType('CaseChangeKind', {
  values: {
    CLAIM: { description: 'To the caller.' },
    RELEASE: { description: 'From the caller back to the queue.' },
    ASSIGN: { description: 'To the member named; for those who lead reviewers.' },
    RETURN: { description: 'From whoever has it back to the queue; for those who lead reviewers.' },
    MOVE: { description: 'To another queue or priority; for those who lead reviewers.' },
  } as const satisfies Record<Kind, object>,
})

const ChangeCasesInput = builder.inputType('ChangeCasesInput', {
  fields: (t) => ({
    caseIds: t.idList({ required: true, description: '100 at most.' }),
    change: t.field({ type: CaseChangeKindEnum, required: true }),
    queue: t.string(),
    priority: t.int({ description: '0 to 100.' }),
    memberId: t.id({ description: 'ASSIGN.' }),
  }),
})

interface Changed {
  readonly id: string
  readonly found: Case
  readonly error: OperationErrorShape | null
}
const CaseChangeOutcomeRef = builder.objectRef<Changed>('CaseChangeOutcome').implement({
  fields: (t) => ({
    case: t.field({ type: caseRef, resolve: ({ found }) => found }),
    error: t.field({ type: OperationError, nullable: true, resolve: ({ error }) => error }),
  }),
})
interface AllChanged {
  readonly __typename: 'ChangeCasesSuccess'
  readonly outcomes: readonly Changed[]
}
const AllChangedRef = builder.objectRef<AllChanged>('ChangeCasesSuccess').implement({
  description: 'One outcome a case: some may have been refused while others were changed.',
  fields: (t) => ({
    outcomes: t.field({ type: [CaseChangeOutcomeRef], resolve: ({ outcomes }) => outcomes }),
  }),
})
const ChangeCasesResult = builder.unionType('ChangeCasesResult', {
  types: [AllChangedRef, OperationError],
  resolveType: typeNamed('ChangeCasesSuccess'),
})

const permissionOf: Record<Kind, Permission> = {
  CLAIM: 'cases.review',
  RELEASE: 'cases.review',
  ASSIGN: 'cases.assign',
  RETURN: 'cases.assign',
  MOVE: 'cases.assign',
}

const inputSchema = z.object({
  caseIds: z.array(z.string()).min(1).max(100),
  queue: queueName.nullish(),
  priority: z.number().int().min(0).max(100).nullish(),
})

builder.mutationField('changeCases', (t) =>
  t.field({
    type: ChangeCasesResult,
    description: 'The same change of several cases, each told to its own workflow.',
    args: { input: t.arg({ type: ChangeCasesInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'cases.review', async () => {
        if (!context.may(permissionOf[input.change]))
          throw new DomainError('FORBIDDEN', 'change: expected a supervisor')
        const { caseIds, queue = null, priority = null } = inputSchema.parse(input)
        const ids = [...new Set(caseIds.map((id) => parseGlobalId('Case', id)))]
        const found = await context.loaders().cases.loadMany(ids)
        // another tenant's case is no case, and nothing is begun with it
        if (found.some((each) => each === null || each instanceof Error))
          throw new DomainError('NOT_FOUND', 'caseIds: expected cases that exist')
        const { change } = input
        if (change === 'MOVE' && queue === null && priority === null)
          throw new DomainError('INPUT_INVALID', 'queue: expected a queue or a priority')
        const to = change === 'ASSIGN' ? await assignee(context, input.memberId) : null
        const tell = teller(context, { change, queue, priority, to })
        const errors = new Map<string, OperationErrorShape>()
        await inLanes(ids, async (id) => {
          try {
            await tell(id)
          } catch (error) {
            if (!isDomainError(error)) throw error
            const { code, message } = error
            errors.set(id, { __typename: 'OperationError', code, message, field: null })
          }
        })
        context.forget()
        const after = await context.loaders().cases.loadMany(ids)
        const outcomes = after.flatMap((each, i): readonly Changed[] => {
          const id = ids[i] ?? ''
          if (each === null || each instanceof Error) return []
          return [{ id, found: each, error: errors.get(id) ?? null }]
        })
        const all: AllChanged = { __typename: 'ChangeCasesSuccess', outcomes }
        return all
      }),
  }),
)

/** So many workflows are spoken to at a time. */
const lanes = 5

async function inLanes(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  const waiting = [...ids]
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await work(id)
    }),
  )
}

function teller(
  context: Context,
  {
    change,
    queue,
    priority,
    to,
  }: {
    readonly change: Kind
    readonly queue: string | null
    readonly priority: number | null
    readonly to: Pick<CaseAssignment, 'memberId' | 'personId' | 'mayArbitrate'> | null
  },
): (caseId: string) => Promise<unknown> {
  const { id: byMemberId, tenantId, personId, partnerId } = context.reviewer()
  const speaker = { memberId: byMemberId, personId, partnerId }
  const { stories } = context.dependencies
  const place = (caseId: string) => ({ tenantId, caseId })
  const tellers: Record<Kind, (caseId: string) => Promise<unknown>> = {
    CLAIM: (caseId) =>
      stories.tellCase(place(caseId), caseClaimed, newId(), [
        { ...speaker, takeOver: false, mayArbitrate: context.may('cases.arbitrate') },
      ]),
    RELEASE: (caseId) => stories.tellCase(place(caseId), caseReleased, newId(), [speaker]),
    ASSIGN: (caseId) =>
      stories.tellCase(place(caseId), caseAssigned, newId(), [
        { memberId: null, ...to, byMemberId },
      ]),
    RETURN: (caseId) =>
      stories.tellCase(place(caseId), caseAssigned, newId(), [{ byMemberId, memberId: null }]),
    MOVE: (caseId) =>
      stories.tellCase(place(caseId), caseMoved, newId(), [{ byMemberId, queue, priority }]),
  }
  return tellers[change]
}

/** Who shall have the cases. @throws DomainError `INPUT_INVALID`, `NOT_FOUND` */
async function assignee(context: Context, memberId: string | null | undefined) {
  if (!memberId) throw new DomainError('INPUT_INVALID', 'memberId: expected a member')
  const member = await context.loaders().members.load(parseGlobalId('Member', memberId))
  if (!member) throw new DomainError('NOT_FOUND', 'memberId: no such member')
  const reviews = member.roles.some((role) => ['REVIEWER', 'SUPERVISOR', 'OWNER'].includes(role))
  if (!reviews || member.disabledAt !== null)
    throw new DomainError('INPUT_INVALID', 'memberId: expected somebody who reviews')
  const arbiters: readonly Role[] = permissions['cases.arbitrate'].roles
  return {
    memberId: member.id,
    personId: member.personMemberId ?? member.id,
    mayArbitrate: member.roles.some((role) => arbiters.includes(role)),
  }
}
