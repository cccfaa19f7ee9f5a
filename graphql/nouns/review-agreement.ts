import { blindPairs, minutesByMember } from '../../db/reads/blind-pairs.ts'
import {
  agreementOf,
  reasonsOf,
  recordsOf,
  type BlindPair,
  type ReasonRecord,
  type ReviewerRecord,
} from '../../domain/agreement.ts'
import { resolutions, type Resolution } from '../../domain/case-state.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder } from '../builder.ts'
import { ResolutionEnum } from '../enums.ts'
import { memberOrNull, MemberRef } from './member.ts'

interface Cell {
  readonly first: Resolution
  readonly second: Resolution
  readonly cases: number
}
const CellRef = builder.objectRef<Cell>('AgreementCell').implement({
  fields: (t) => ({
    first: t.expose('first', { type: ResolutionEnum }),
    second: t.expose('second', { type: ResolutionEnum }),
    cases: t.exposeInt('cases'),
  }),
})

type Reviewer = ReviewerRecord & { readonly medianMinutes: number | null }
const ReviewerRef = builder.objectRef<Reviewer>('ReviewerAgreement').implement({
  description: 'One person’s part in the cases that two looked at blind.',
  fields: (t) => ({
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ memberId }, _args, context) => memberOrNull(context, memberId),
    }),
    cases: t.exposeInt('cases'),
    observed: t.exposeFloat('observed', { nullable: true }),
    kappa: t.exposeFloat('kappa', { nullable: true }),
    overturned: t.exposeInt('overturned', { description: 'Decided otherwise than they had said.' }),
    medianMinutes: t.exposeFloat('medianMinutes', {
      nullable: true,
      description: 'From taking a case to saying something of it, all cases of the span.',
    }),
  }),
})

const ReasonRef = builder.objectRef<ReasonRecord>('ReasonAgreement').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    cases: t.exposeInt('cases'),
    differed: t.exposeInt('differed'),
  }),
})

interface Report {
  readonly pairs: readonly BlindPair[]
  readonly minutes: ReadonlyMap<string, number>
}
const ReportRef = builder.objectRef<Report>('ReviewAgreement').implement({
  description: 'How far people who look at the same case blind say the same of it.',
  fields: (t) => ({
    cases: t.int({ resolve: ({ pairs }) => pairs.length }),
    observed: t.float({ nullable: true, resolve: ({ pairs }) => agreementOf(pairs).observed }),
    kappa: t.float({
      nullable: true,
      description: 'Cohen’s κ; null where chance explains everything or there are no cases.',
      resolve: ({ pairs }) => agreementOf(pairs).kappa,
    }),
    matrix: t.field({ type: [CellRef], resolve: ({ pairs }) => cellsOf(pairs) }),
    reviewers: t.field({
      type: [ReviewerRef],
      resolve: ({ pairs, minutes }) =>
        recordsOf(pairs).map((record) => ({
          ...record,
          medianMinutes: minutes.get(record.memberId) ?? null,
        })),
    }),
    reasons: t.field({ type: [ReasonRef], resolve: ({ pairs }) => [...reasonsOf(pairs)] }),
  }),
})

const cellsOf = (pairs: readonly BlindPair[]): Cell[] =>
  resolutions.flatMap((first) =>
    resolutions.map((second) => ({
      first,
      second,
      cases: pairs.filter(
        (pair) => pair.first.resolution === first && pair.second.resolution === second,
      ).length,
    })),
  )

/** Half a year. */
const longestMs = 184 * 86_400_000

builder.queryField('reviewAgreement', (t) =>
  t.field({
    type: ReportRef,
    authScopes: { may: 'reviewers.measure' },
    complexity: 200,
    args: {
      from: t.arg({ type: 'DateTime', required: true }),
      to: t.arg({ type: 'DateTime', required: true }),
    },
    resolve(_root, span, context): Promise<Report> {
      const ms = span.to.getTime() - span.from.getTime()
      if (!(ms > 0 && ms <= longestMs))
        throw new DomainError(
          'INPUT_INVALID',
          'from: expected a time before `to`, half a year at most',
        )
      return context.inTenant(async (trx) => ({
        pairs: await blindPairs(trx, span, false),
        minutes: await minutesByMember(trx, span),
      }))
    },
  }),
)
