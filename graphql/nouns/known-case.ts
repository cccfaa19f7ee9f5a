import {
  expectedByCase,
  knownAnswers,
  knownCases,
  type KnownCase,
} from '../../db/reads/known-cases.ts'
import {
  markKnownCase,
  retireKnownCase,
  type KnownCaseEdit,
} from '../../db/settings/known-cases.ts'
import { DomainError } from '../../domain/errors.ts'
import { knownRecordsOf, type KnownRecord } from '../../domain/known-answers.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { DocumentTypeEnum, ResolutionEnum } from '../enums.ts'
import { expected } from '../expected-errors.ts'
import { globalId, parseGlobalId } from '../global-ids.ts'
import { CaseResult } from './case-review.ts'
import { caseRef } from './case-ref.ts'
import { memberOrNull, MemberRef } from './member.ts'

const KnownCaseRef = builder.objectRef<KnownCase>('KnownCase').implement({
  description: 'A decided case that is laid before reviewers again now and then, who are not told.',
  fields: (t) => ({
    caseId: t.id({ resolve: ({ caseId }) => globalId('Case', caseId) }),
    expected: t.expose('expected', { type: ResolutionEnum }),
    queue: t.exposeString('queue'),
    documentType: t.expose('documentType', { type: DocumentTypeEnum, nullable: true }),
    usable: t.exposeBoolean('usable', {
      description: 'Its pictures and its person are still there.',
    }),
    answers: t.exposeInt('answers'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
})

builder.objectField(caseRef, 'knownOutcome', (t) =>
  t.field({
    type: ResolutionEnum,
    nullable: true,
    description:
      'What is expected of it where it is a known case. Null to whoever may be laid it before.',
    async resolve({ id }, _args, context) {
      if (!context.may('reviewers.measure')) return null
      return (await context.read((trx) => expectedByCase(trx, [id]))).get(id) ?? null
    },
  }),
)

const KnownErrorRef = builder.objectRef<NonNullable<KnownRecord['error']>>('KnownError').implement({
  description:
    'Share of wrong answers among those that were right or wrong, with its 95 % interval.',
  fields: (t) => ({
    share: t.exposeFloat('share'),
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high'),
  }),
})

const KnownRecordRef = builder.objectRef<KnownRecord>('KnownRecord').implement({
  description: 'What one person made of known cases.',
  fields: (t) => ({
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ memberId }, _args, context) => memberOrNull(context, memberId),
    }),
    cases: t.exposeInt('cases'),
    right: t.exposeInt('right'),
    wrong: t.exposeInt('wrong'),
    unclear: t.exposeInt('unclear', { description: 'Asked again where others had decided.' }),
    error: t.expose('error', { type: KnownErrorRef, nullable: true }),
    kappa: t.exposeFloat('kappa', { nullable: true }),
    medianMinutes: t.exposeFloat('medianMinutes'),
  }),
})

builder.queryField('knownCases', (t) =>
  t.field({
    type: [KnownCaseRef],
    authScopes: { may: 'reviewers.measure' },
    complexity: { field: 5, multiplier: 50 },
    resolve: async (_root, _args, context) => [...(await context.read(knownCases))],
  }),
)

/** Half a year. */
const longestMs = 184 * 86_400_000

builder.queryField('knownRecords', (t) =>
  t.field({
    type: [KnownRecordRef],
    authScopes: { may: 'reviewers.measure' },
    complexity: 200,
    args: {
      from: t.arg({ type: 'DateTime', required: true }),
      to: t.arg({ type: 'DateTime', required: true }),
    },
    async resolve(_root, span, context) {
      const ms = span.to.getTime() - span.from.getTime()
      if (!(ms > 0 && ms <= longestMs))
        throw new DomainError(
          'INPUT_INVALID',
          'from: expected a time before `to`, half a year at most',
        )
      return [...knownRecordsOf(await context.read((trx) => knownAnswers(trx, span)))]
    },
  }),
)

builder.mutationField('markKnownCase', (t) =>
  t.field({
    type: CaseResult,
    description: 'A resolved case may be laid before reviewers again, to measure them.',
    args: {
      caseId: t.arg.id({ required: true }),
      expected: t.arg({
        type: ResolutionEnum,
        description: 'What should come of it; without it, what was decided.',
      }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'reviewers.measure', async () => {
        const edit = editOf(context, args.caseId)
        await context.inTenant((trx) => markKnownCase(trx, edit, args.expected ?? null))
        return shown(context, edit.caseId)
      }),
  }),
)

builder.mutationField('retireKnownCase', (t) =>
  t.field({
    type: CaseResult,
    description: 'From then on it is laid before nobody; what was said of it stays.',
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'reviewers.measure', async () => {
        const edit = editOf(context, args.caseId)
        await context.inTenant((trx) => retireKnownCase(trx, edit))
        return shown(context, edit.caseId)
      }),
  }),
)

function editOf(context: Context, caseId: string): KnownCaseEdit {
  const { tenantId, id: memberId, personId } = context.member()
  const at = context.dependencies.clock()
  return { tenantId, caseId: parseGlobalId('Case', caseId), memberId, personId, at }
}

async function shown(context: Context, id: string) {
  context.forget()
  const found = await context.loaders().cases.load(id)
  if (!found) throw new DomainError('NOT_FOUND', 'no such case')
  return found
}
