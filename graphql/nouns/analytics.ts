import { z } from 'zod'
import {
  readDecisionDays,
  readHeadline,
  readReasons,
  type DecisionDay,
  type Headline,
  type ReasonCount,
} from '../../db/reads/analytics/decisions.ts'
import {
  readFunnel,
  readFunnelGroups,
  readSlotQuality,
  type FunnelGroup,
  type FunnelStep,
  type SlotQuality,
} from '../../db/reads/analytics/funnel.ts'
import {
  readArrivals,
  readBacklog,
  readReviewerWork,
  type ArrivalHour,
  type Backlog,
  type ReviewerWork,
} from '../../db/reads/analytics/reviewers.ts'
import { type Dimension, type Scope } from '../../db/reads/analytics/scope.ts'
import { captureScreens } from '../../domain/capture-screens.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder } from '../builder.ts'
import {
  CaptureScreenEnum,
  DeviceKindEnum,
  DocumentTypeEnum,
  LocaleEnum,
  MethodEnum,
} from '../enums.ts'
import { memberOrNull, MemberRef } from './member.ts'

const AnalyticsScopeInput = builder.inputType('AnalyticsScope', {
  description: 'Sessions opened from `from` until before `to`; each list narrows them further.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', required: true }),
    to: t.field({ type: 'DateTime', required: true }),
    sandbox: t.boolean({ description: 'Absent: live sessions.' }),
    method: t.field({ type: [MethodEnum] }),
    documentType: t.field({ type: [DocumentTypeEnum] }),
    locale: t.field({ type: [LocaleEnum] }),
    deviceKind: t.field({ type: [DeviceKindEnum] }),
  }),
})

const DimensionEnum = builder.enumType('AnalyticsDimension', {
  values: ['DEVICE', 'LOCALE', 'DOCUMENT', 'METHOD'] as const satisfies readonly Dimension[],
})

const HeadlineRef = builder.objectRef<Headline>('AnalyticsHeadline').implement({
  fields: (t) => ({
    opened: t.exposeInt('opened'),
    submitted: t.exposeInt('submitted'),
    decided: t.exposeInt('decided'),
    automatic: t.exposeInt('automatic', { description: 'Of the decided: no person looked.' }),
    unclear: t.exposeInt('unclear', {
      description: 'Of the submitted: some picture proved too unclear.',
    }),
    medianDecisionMs: t.exposeFloat('medianDecisionMs', { nullable: true }),
  }),
})

const FunnelStepRef = builder.objectRef<FunnelStep>('FunnelStep').implement({
  fields: (t) => ({
    screen: t.expose('screen', { type: CaptureScreenEnum }),
    sessions: t.exposeInt('sessions'),
    visits: t.exposeInt('visits'),
    dropped: t.exposeInt('dropped', { description: 'Ended here without a submission.' }),
    medianMs: t.exposeFloat('medianMs', { nullable: true }),
    p75Ms: t.exposeFloat('p75Ms', { nullable: true }),
  }),
})

const FunnelGroupRef = builder.objectRef<FunnelGroup>('FunnelGroup').implement({
  fields: (t) => ({
    value: t.exposeString('value', { nullable: true }),
    opened: t.exposeInt('opened'),
    submitted: t.exposeInt('submitted'),
    dropped: t.exposeInt('dropped'),
    retakes: t.exposeFloat('retakes', { description: 'Refused pictures a submitted session.' }),
    medianMs: t.exposeFloat('medianMs', { nullable: true }),
  }),
})

const CountedReasonRef = builder
  .objectRef<SlotQuality['reasons'][number]>('CountedReason')
  .implement({
    fields: (t) => ({ code: t.exposeString('code'), count: t.exposeInt('count') }),
  })
const SlotQualityRef = builder.objectRef<SlotQuality>('SlotQuality').implement({
  fields: (t) => ({
    slot: t.exposeString('slot'),
    taken: t.exposeInt('taken'),
    refused: t.exposeInt('refused'),
    reasons: t.field({ type: [CountedReasonRef], resolve: ({ reasons }) => [...reasons] }),
  }),
})

const DecisionDayRef = builder.objectRef<DecisionDay>('DecisionDay').implement({
  fields: (t) => ({
    day: t.field({ type: 'Date', resolve: ({ day }) => day }),
    autoApproved: t.exposeInt('autoApproved'),
    autoDeclined: t.exposeInt('autoDeclined'),
    autoAskedAgain: t.exposeInt('autoAskedAgain'),
    humanApproved: t.exposeInt('humanApproved'),
    humanDeclined: t.exposeInt('humanDeclined'),
    humanAskedAgain: t.exposeInt('humanAskedAgain'),
  }),
})

const ReasonCountRef = builder.objectRef<ReasonCount>('ReasonCount').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    declined: t.exposeInt('declined'),
    askedAgain: t.exposeInt('askedAgain'),
    reviewed: t.exposeInt('reviewed'),
  }),
})

const ReviewerWorkRef = builder.objectRef<ReviewerWork>('ReviewerWork').implement({
  fields: (t) => ({
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ memberId }, _args, context) => memberOrNull(context, memberId),
    }),
    cases: t.exposeInt('cases'),
    p50Ms: t.exposeFloat('p50Ms'),
    p75Ms: t.exposeFloat('p75Ms'),
    p95Ms: t.exposeFloat('p95Ms'),
    approved: t.exposeInt('approved'),
    declined: t.exposeInt('declined'),
    askedAgain: t.exposeInt('askedAgain'),
  }),
})

const ArrivalHourRef = builder.objectRef<ArrivalHour>('ArrivalHour').implement({
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: '1 Monday … 7 Sunday, in Japan.' }),
    hour: t.exposeInt('hour'),
    cases: t.exposeInt('cases'),
  }),
})
const BacklogRef = builder.objectRef<Backlog>('Backlog').implement({
  fields: (t) => ({
    waiting: t.exposeInt('waiting'),
    overdue: t.exposeInt('overdue'),
    typicalMs: t.exposeFloat('typicalMs', { nullable: true }),
    atWork: t.exposeInt('atWork', { description: 'People who resolved a case in the last hour.' }),
  }),
})

/** Each figure reads many rows: a page asks for what it shows, and no request for many pages' worth. */
const figureCost = 200
const inOrder = (steps: readonly FunnelStep[]) =>
  steps.toSorted((a, b) => captureScreens.indexOf(a.screen) - captureScreens.indexOf(b.screen))

const AnalyticsRef = builder.objectRef<Scope>('Analytics').implement({
  description: 'How the company’s sessions went: counts and times, nobody’s data.',
  fields: (t) => ({
    headline: t.field({
      type: HeadlineRef,
      complexity: figureCost,
      resolve: (scope, _args, context) => context.inTenant((trx) => readHeadline(trx, scope)),
    }),
    funnel: t.field({
      type: [FunnelStepRef],
      complexity: figureCost,
      description: 'The screens of the capture in their order.',
      resolve: async (scope, _args, context) =>
        inOrder(
          await context.inTenant((trx) => readFunnel(trx, scope, context.dependencies.clock())),
        ),
    }),
    funnelBy: t.field({
      type: [FunnelGroupRef],
      complexity: figureCost,
      args: { dimension: t.arg({ type: DimensionEnum, required: true }) },
      resolve: async (scope, { dimension }, context) => [
        ...(await context.inTenant((trx) =>
          readFunnelGroups(trx, scope, dimension, context.dependencies.clock()),
        )),
      ],
    }),
    slots: t.field({
      type: [SlotQualityRef],
      complexity: figureCost,
      resolve: async (scope, _args, context) => [
        ...(await context.inTenant((trx) => readSlotQuality(trx, scope))),
      ],
    }),
    decisions: t.field({
      type: [DecisionDayRef],
      complexity: figureCost,
      resolve: async (scope, _args, context) => [
        ...(await context.inTenant((trx) => readDecisionDays(trx, scope))),
      ],
    }),
    reasons: t.field({
      type: [ReasonCountRef],
      complexity: figureCost,
      resolve: async (scope, _args, context) => [
        ...(await context.inTenant((trx) => readReasons(trx, scope))),
      ],
    }),
    reviewers: t.field({
      type: [ReviewerWorkRef],
      complexity: figureCost,
      authScopes: { may: 'reviewers.measure' },
      description: 'By the time of the resolution.',
      resolve: async (scope, _args, context) => [
        ...(await context.inTenant((trx) => readReviewerWork(trx, scope))),
      ],
    }),
    arrivals: t.field({
      type: [ArrivalHourRef],
      complexity: figureCost,
      description: 'Cases by the hour of the week in which they opened.',
      resolve: async (scope, _args, context) => [
        ...(await context.inTenant((trx) => readArrivals(trx, scope))),
      ],
    }),
    backlog: t.field({
      type: BacklogRef,
      complexity: figureCost,
      resolve: (scope, _args, context) =>
        context.inTenant(async (trx) =>
          readBacklog(trx, scope, context.dependencies.clock(), await readReviewerWork(trx, scope)),
        ),
    }),
  }),
})

/** A year and a day: further back, the figures are an export's business. */
const longestMs = 367 * 86_400_000
const spanSchema = z
  .object({ from: z.date(), to: z.date() })
  .refine(({ from, to }) => from < to && to.getTime() - from.getTime() <= longestMs)

builder.queryField('analytics', (t) =>
  t.field({
    type: AnalyticsRef,
    authScopes: { may: 'analytics.read' },
    args: { scope: t.arg({ type: AnalyticsScopeInput, required: true }) },
    resolve(_root, { scope }, context): Scope {
      if (!spanSchema.safeParse(scope).success) {
        throw new DomainError('INPUT_INVALID', 'scope: expected `from` before `to`, a year at most')
      }
      return {
        from: scope.from,
        to: scope.to,
        // a key sees its own side, whatever it asks for
        sandbox: context.principal().sandbox ?? scope.sandbox ?? false,
        methods: scope.method ?? undefined,
        documentTypes: scope.documentType ?? undefined,
        locales: scope.locale ?? undefined,
        deviceKinds: scope.deviceKind ?? undefined,
      }
    },
  }),
)
