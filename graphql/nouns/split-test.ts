import { readArms, splitsOf, type SplitArm, type SplitTest } from '../../db/reads/splits.ts'
import { startSplit, stopSplit } from '../../db/settings/splits.ts'
import { z } from 'zod'
import {
  readGuards,
  splitGuardsSchema,
  splitShareSchema,
  stopEvidence,
  type ArmCounts,
  type GuardReading,
  type SplitGuards,
} from '../../domain/split-test.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { expected } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { CheckProfileRef, CheckProfileVersionRef } from './check-profile.ts'
import { CheckProfileResult, editOf, readProfile } from './check-profile-results.ts'
import { memberOrNull, MemberRef } from './member.ts'
import { existing } from '../existing.ts'

const StatusEnum = builder.enumType('SplitStatus', { values: ['RUNNING', 'STOPPED'] as const })
const ArmEnum = builder.enumType('SplitArm', { values: ['MAIN', 'CHALLENGER'] as const })
const ReasonEnum = builder.enumType('SplitStopReason', {
  values: {
    MEMBER: { description: 'A person stopped it.' },
    AUTO_APPROVE: { description: 'The challenger approved too many by itself.' },
    HUMAN_REVIEW: { description: 'The challenger sent too many to people.' },
    OVERTURN: { description: 'People approved too many of those that it sent to them.' },
    MAIN_CHANGED: {
      description: 'Another version came into force, or the challenger’s approval was taken back.',
    },
  } as const,
})

const GuardsRef = builder.objectRef<SplitGuards>('SplitGuards').implement({
  description: 'Shares 0…1 that the challenger may not go beyond; null: not minded.',
  fields: (t) => ({
    mostAutoApprove: t.exposeFloat('mostAutoApprove', { nullable: true }),
    mostHumanReview: t.exposeFloat('mostHumanReview', { nullable: true }),
    mostOverturn: t.exposeFloat('mostOverturn', { nullable: true }),
    leastCases: t.exposeInt('leastCases'),
  }),
})
const FiguresRef = builder
  .objectRef<NonNullable<SplitTest['stopFigures']>>('SplitStopFigures')
  .implement({
    description: 'What the guard rail saw.',
    fields: (t) => ({
      limit: t.exposeFloat('limit'),
      cases: t.exposeInt('cases'),
      hits: t.exposeInt('hits'),
    }),
  })
const ReadingRef = builder.objectRef<GuardReading>('SplitGuardReading').implement({
  fields: (t) => ({
    reason: t.expose('reason', { type: ReasonEnum }),
    limit: t.exposeFloat('limit'),
    cases: t.exposeInt('cases'),
    hits: t.exposeInt('hits'),
    evidence: t.exposeFloat('evidence', {
      description: `That the true share is above the limit; a sequential likelihood ratio that stops the split at ${stopEvidence}.`,
    }),
  }),
})
interface Arm extends ArmCounts {
  readonly arm: SplitArm
}
const ArmRef = builder.objectRef<Arm>('SplitArmCounts').implement({
  description: 'Sessions of one side by their first machine decision.',
  fields: (t) => ({
    arm: t.expose('arm', { type: ArmEnum }),
    decided: t.exposeInt('decided'),
    approved: t.exposeInt('approved'),
    reviewed: t.exposeInt('reviewed'),
    judged: t.exposeInt('judged', { description: 'Of the reviewed: a person decided.' }),
    overturned: t.exposeInt('overturned', { description: 'Of the judged: approved.' }),
  }),
})
interface Counted {
  readonly arms: readonly Arm[]
  readonly guards: readonly GuardReading[]
}
const CountedRef = builder.objectRef<Counted>('SplitCounts').implement({
  fields: (t) => ({
    arms: t.field({ type: [ArmRef], resolve: ({ arms }) => arms }),
    guards: t.field({ type: [ReadingRef], resolve: ({ guards }) => guards }),
  }),
})

const SplitRef = builder.objectRef<SplitTest>('SplitTest').implement({
  description: 'A second approved version that decides a share of the new sessions.',
  fields: (t) => ({
    main: t.field({
      type: CheckProfileVersionRef,
      resolve: ({ mainVersionId }, _args, context) => versionOf(context, mainVersionId),
    }),
    challenger: t.field({
      type: CheckProfileVersionRef,
      resolve: ({ challengerVersionId }, _args, context) => versionOf(context, challengerVersionId),
    }),
    share: t.exposeInt('share', { description: 'Per cent.' }),
    guards: t.field({ type: GuardsRef, resolve: ({ guards }) => guards }),
    status: t.expose('status', { type: StatusEnum }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    startedBy: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ memberId }, _args, context) => memberOrNull(context, memberId),
    }),
    stoppedAt: t.expose('stoppedAt', { type: 'DateTime', nullable: true }),
    stoppedBy: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ stoppedBy }, _args, context) => memberOrNull(context, stoppedBy),
    }),
    stopReason: t.expose('stopReason', { type: ReasonEnum, nullable: true }),
    stopFigures: t.field({
      type: FiguresRef,
      nullable: true,
      resolve: ({ stopFigures }) => stopFigures,
    }),
    counts: t.field({
      type: CountedRef,
      complexity: 50,
      resolve: async ({ id, guards }, _args, context): Promise<Counted> => {
        const { MAIN, CHALLENGER } = await context.inTenant((trx) => readArms(trx, id))
        return {
          arms: [
            { arm: 'MAIN', ...MAIN },
            { arm: 'CHALLENGER', ...CHALLENGER },
          ],
          guards: readGuards(guards, CHALLENGER),
        }
      },
    }),
  }),
})

const versionOf = async (context: Context, id: string) =>
  existing(await context.loaders().versions.load(id))

const mostSplits = 20

builder.objectField(CheckProfileRef, 'splitTests', (t) =>
  t.field({
    type: [SplitRef],
    description: `The last ${mostSplits}, newest first.`,
    authScopes: { may: 'profiles.test' },
    resolve: async (profile, _args, context) => [
      ...(await context.inTenant((trx) => splitsOf(trx, profile.id, mostSplits))),
    ],
  }),
)

const StartSplitTestInput = builder.inputType('StartSplitTestInput', {
  fields: (t) => ({
    challengerId: t.id({
      required: true,
      description: 'An approved version that is not in force: scheduled, or superseded.',
    }),
    share: t.int({ required: true, description: 'Per cent of the new sessions, 1 to 50.' }),
    mostAutoApprove: t.float({ description: '0.01…0.99' }),
    mostHumanReview: t.float({ description: '0.01…0.99' }),
    mostOverturn: t.float({ description: '0.01…0.99' }),
    leastCases: t.int({
      required: true,
      description: 'Before so many cases no guard rail speaks, 20 to 10000.',
    }),
  }),
})

const wishSchema = z
  .object({ share: splitShareSchema, guards: splitGuardsSchema })
  .refine(
    ({ guards: { mostAutoApprove, mostHumanReview, mostOverturn } }) =>
      [mostAutoApprove, mostHumanReview, mostOverturn].some((limit) => limit !== null),
    { path: ['guards'], message: 'expected one guard rail at least' },
  )

builder.mutationField('startSplitTest', (t) =>
  t.field({
    type: CheckProfileResult,
    description:
      'Lets a second approved version decide a share of the new sessions. It stops by itself where a guard rail is broken.',
    args: { input: t.arg({ type: StartSplitTestInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'profiles.publish', async () => {
        const challengerId = parseGlobalId('CheckProfileVersion', input.challengerId)
        const { share, guards } = wishSchema.parse({
          share: input.share,
          guards: {
            mostAutoApprove: input.mostAutoApprove ?? null,
            mostHumanReview: input.mostHumanReview ?? null,
            mostOverturn: input.mostOverturn ?? null,
            leastCases: input.leastCases,
          },
        })
        const edit = editOf(context)
        await context.inTenant((trx) => startSplit(trx, edit, { challengerId, share, guards }))
        const version = await versionOf(context, challengerId)
        return readProfile(context, version.profileId)
      }),
  }),
)

builder.mutationField('stopSplitTest', (t) =>
  t.field({
    type: CheckProfileResult,
    description: 'New sessions have the version in force again; those that are open keep theirs.',
    args: { profileId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.publish', async () => {
        const profileId = parseGlobalId('CheckProfile', args.profileId)
        const edit = editOf(context)
        await context.inTenant((trx) => stopSplit(trx, edit, profileId))
        return readProfile(context, profileId)
      }),
  }),
)
