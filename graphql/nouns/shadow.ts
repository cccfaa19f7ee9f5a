import {
  readShadowCounts,
  readShadowDifferences,
  type ShadowCounts,
  type ShadowDifference,
  type ShadowFlow,
  type ShadowRun,
} from '../../db/reads/shadows.ts'
import { builder } from '../builder.ts'
import { EffectKindEnum } from '../enums.ts'
import { globalId } from '../global-ids.ts'
import { CheckProfileVersionRef } from './check-profile.ts'
import { memberOrNull, MemberRef } from './member.ts'
import { existing } from '../existing.ts'

const StatusEnum = builder.enumType('ShadowStatus', { values: ['RUNNING', 'STOPPED'] as const })

const FlowRef = builder.objectRef<ShadowFlow>('ShadowFlow').implement({
  description: 'Attempts by what the version in force said and what the shadow said.',
  fields: (t) => ({
    live: t.expose('live', { type: EffectKindEnum }),
    shadow: t.expose('shadow', { type: EffectKindEnum }),
    human: t.expose('human', {
      type: EffectKindEnum,
      nullable: true,
      description: 'What a person decided in the end; null where nobody did, or not yet.',
    }),
    attempts: t.exposeInt('attempts'),
  }),
})

const CountsRef = builder.objectRef<ShadowCounts>('ShadowCounts').implement({
  fields: (t) => ({
    attempts: t.exposeInt('attempts', { description: 'All but those that are gone.' }),
    gone: t.exposeInt('gone', { description: 'Of redacted sessions; in no other count.' }),
    untold: t.exposeInt('untold', {
      description: 'Whose decision hangs on checks of which nothing is stored; in no flow.',
    }),
    failed: t.exposeInt('failed', {
      description: 'Where the shadow came to no decision; in no flow.',
    }),
    flows: t.field({ type: [FlowRef], resolve: ({ flows }) => flows }),
  }),
})

const DifferenceRef = builder.objectRef<ShadowDifference>('ShadowDifference').implement({
  fields: (t) => ({
    sessionId: t.id({ resolve: ({ sessionId }) => globalId('VerificationSession', sessionId) }),
    attempt: t.exposeInt('attempt'),
    live: t.expose('live', { type: EffectKindEnum }),
    liveRule: t.exposeString('liveRule', { nullable: true, description: 'Null: no rule held.' }),
    shadow: t.expose('shadow', { type: EffectKindEnum }),
    shadowRule: t.exposeString('shadowRule', { nullable: true }),
    human: t.expose('human', { type: EffectKindEnum, nullable: true }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
})

const mostDifferences = 50

export const ShadowRunRef = builder.objectRef<ShadowRun>('ShadowRun')
builder.node(ShadowRunRef, {
  description:
    'A version that decides beside the one in force: each live attempt of its profile, but those of the sandbox. It changes nothing.',
  id: { resolve: ({ id }) => id },
  loadOne: (id, context) => context.loaders().shadows.load(id),
  authScopes: { may: 'profiles.test' },
  fields: (t) => ({
    version: t.field({
      type: CheckProfileVersionRef,
      async resolve({ profileVersionId }, _args, context) {
        return existing(await context.loaders().versions.load(profileVersionId))
      },
    }),
    definition: t.field({
      type: 'JSON',
      description: 'The version as it was when the run began.',
      resolve: ({ definition }) => JSON.parse(definition),
    }),
    sha256: t.exposeString('sha256'),
    status: t.expose('status', { type: StatusEnum }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    startedBy: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ memberId }, _args, context) => memberOrNull(context, memberId),
    }),
    stoppedAt: t.expose('stoppedAt', { type: 'DateTime', nullable: true }),
    counts: t.field({
      type: CountsRef,
      complexity: 100,
      resolve: ({ id }, _args, context) => context.inTenant((trx) => readShadowCounts(trx, id)),
    }),
    differences: t.field({
      type: [DifferenceRef],
      description: 'Attempts that it would have decided otherwise, newest first.',
      complexity: 100,
      args: { first: t.arg.int({ description: `1 to ${mostDifferences}` }) },
      resolve: async ({ id }, { first }, context) => {
        const limit = Math.min(Math.max(first ?? mostDifferences, 1), mostDifferences)
        return [...(await context.inTenant((trx) => readShadowDifferences(trx, id, limit)))]
      },
    }),
  }),
})

builder.objectField(CheckProfileVersionRef, 'shadows', (t) =>
  t.field({
    type: [ShadowRunRef],
    description: 'Its runs beside the version in force, newest first; each with other content.',
    authScopes: { may: 'profiles.test' },
    resolve: (version, _args, context) => context.loaders().shadowsByVersion.load(version.id),
  }),
)
