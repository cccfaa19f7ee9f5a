import { listBackTests, type BackTest } from '../../db/reads/back-tests.ts'
import { methods } from '../../domain/method.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { tallySchema, type BackTestTally, type Drawn } from '../../rules/back-test-tally.ts'
import { untestableRules, type UntestableRule } from '../../rules/back-test-untestable.ts'
import { parseCheckProfile } from '../../rules/profile-schema.ts'
import { builder, pageCost } from '../builder.ts'
import { BackTestStatusEnum, DocumentTypeEnum, EffectKindEnum, MethodEnum } from '../enums.ts'
import { globalId, parseGlobalId } from '../global-ids.ts'
import { byId, keysetConnection } from '../paging.ts'
import { CheckProfileVersionRef } from './check-profile.ts'
import { MemberRef } from './member.ts'
import { existing } from '../existing.ts'

type Flow = BackTestTally['flows'][number]
type Person = BackTestTally['people'][number]
type RuleCount = BackTestTally['rules'][number]
type Counts = BackTestTally & { readonly untestable: readonly UntestableRule[] }

const DrawnRef = builder.objectRef<Drawn>('BackTestSample').implement({
  description: 'A session of those who change side, drawn at random; the same for the same seed.',
  fields: (t) => ({
    sessionId: t.id({ resolve: ({ sessionId }) => globalId('VerificationSession', sessionId) }),
    attempt: t.exposeInt('attempt'),
    thenRule: t.exposeString('thenRule', { nullable: true }),
    nowRule: t.exposeString('nowRule', { nullable: true, description: 'Null: no rule held.' }),
    human: t.expose('human', { type: EffectKindEnum, nullable: true }),
  }),
})
const FlowRef = builder.objectRef<Flow>('BackTestFlow').implement({
  description: 'Attempts by what the machine decided then and would decide now.',
  fields: (t) => ({
    then: t.expose('then', { type: EffectKindEnum }),
    now: t.expose('now', { type: EffectKindEnum }),
    attempts: t.exposeInt('attempts'),
    sample: t.field({ type: [DrawnRef], resolve: ({ drawn }) => drawn }),
  }),
})
const PersonRef = builder.objectRef<Person>('BackTestPerson').implement({
  description: 'Attempts that a person decided in the end.',
  fields: (t) => ({
    human: t.expose('human', { type: EffectKindEnum }),
    then: t.expose('then', { type: EffectKindEnum }),
    now: t.expose('now', { type: EffectKindEnum }),
    attempts: t.exposeInt('attempts'),
  }),
})
const RuleCountRef = builder.objectRef<RuleCount>('BackTestRule').implement({
  fields: (t) => ({
    rule: t.exposeString('rule', { nullable: true, description: 'Null: no rule held.' }),
    attempts: t.exposeInt('attempts', { description: 'That it would decide.' }),
    changed: t.exposeInt('changed', { description: 'Of those, decided otherwise then.' }),
  }),
})
const UntestableRef = builder.objectRef<UntestableRule>('UntestableRule').implement({
  fields: (t) => ({
    rule: t.exposeString('rule'),
    facts: t.exposeStringList('facts', { description: 'That nothing stored has.' }),
    wholly: t.exposeBoolean('wholly', { description: 'Without them it can never hold.' }),
  }),
})
const UntoldRef = builder
  .objectRef<{ readonly check: string; readonly attempts: number }>('UntoldCheck')
  .implement({
    description: 'A check that is on now and of which nothing, or too little, is stored.',
    fields: (t) => ({ check: t.exposeString('check'), attempts: t.exposeInt('attempts') }),
  })

const CountsRef = builder.objectRef<Counts>('BackTestCounts').implement({
  fields: (t) => ({
    sessions: t.exposeInt('sessions', { description: 'That a machine had decided.' }),
    sessionsChanged: t.exposeInt('sessionsChanged'),
    gone: t.exposeInt('gone', { description: 'Redacted sessions: nothing of them is left.' }),
    undecided: t.exposeInt('undecided', { description: 'Never decided by a machine.' }),
    attempts: t.exposeInt('attempts'),
    attemptsUntold: t.exposeInt('attemptsUntold', {
      description: 'Whose decision hangs on checks of which nothing is stored; in no other count.',
    }),
    untold: t.field({
      type: [UntoldRef],
      resolve: ({ untold }) =>
        Object.entries(untold).map(([check, attempts]) => ({ check, attempts })),
    }),
    flows: t.field({ type: [FlowRef], resolve: ({ flows }) => flows }),
    people: t.field({ type: [PersonRef], resolve: ({ people }) => people }),
    rules: t.field({ type: [RuleCountRef], resolve: ({ rules }) => rules }),
    untestable: t.field({ type: [UntestableRef], resolve: ({ untestable }) => untestable }),
  }),
})

export const BackTestRef = builder.objectRef<BackTest>('BackTest')
builder.node(BackTestRef, {
  id: { resolve: (test) => test.id },
  loadOne: (id, context) => context.loaders().backTests.load(id),
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
      description: 'The version as it was when the test began.',
      resolve: ({ definition }) => JSON.parse(definition),
    }),
    sha256: t.exposeString('sha256'),
    status: t.expose('status', { type: BackTestStatusEnum }),
    failureCode: t.exposeString('failureCode', { nullable: true }),
    total: t.exposeInt('total', {
      nullable: true,
      description: 'Sessions to be looked at; null until they are counted.',
    }),
    done: t.exposeInt('done'),
    startedBy: t.field({
      type: MemberRef,
      async resolve({ memberId }, _args, context) {
        return existing(await context.loaders().members.load(memberId))
      },
    }),
    from: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ plan }) => (plan.from === null ? null : new Date(plan.from)),
    }),
    to: t.field({ type: 'DateTime', resolve: ({ plan }) => new Date(plan.to) }),
    methods: t.field({
      type: [MethodEnum],
      description: 'Empty: every method.',
      resolve: ({ plan }) => methods.filter((known) => plan.methods?.includes(known)),
    }),
    documentTypes: t.field({
      type: [DocumentTypeEnum],
      description: 'Empty: every document.',
      resolve: ({ plan }) => documentTypes.filter((known) => plan.documentTypes?.includes(known)),
    }),
    sandbox: t.boolean({ resolve: ({ plan }) => plan.sandbox }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    counts: t.field({
      type: CountsRef,
      nullable: true,
      description: 'Of the sessions that are done; null before the first.',
      resolve: ({ tally, definition }) => {
        if (tally === null) return null
        const counts = tallySchema.parse(tally)
        const profile = parseCheckProfile(JSON.parse(definition))
        return { ...counts, untestable: untestableRules(profile, counts) }
      },
    }),
  }),
})

builder.queryField('backTest', (t) =>
  t.field({
    type: BackTestRef,
    nullable: true,
    authScopes: { may: 'profiles.test' },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      context.loaders().backTests.load(parseGlobalId('BackTest', id)),
  }),
)

builder.queryField('backTests', (t) =>
  t.connection(
    {
      type: BackTestRef,
      authScopes: { may: 'profiles.test' },
      complexity: pageCost,
      args: {
        versionId: t.arg.id({ description: 'Of one version alone.' }),
        profileId: t.arg.id({ description: 'Of all versions of one profile.' }),
      },
      resolve: (_root, { versionId, profileId, ...args }, context) => {
        const of = {
          versionId: versionId ? parseGlobalId('CheckProfileVersion', versionId) : null,
          profileId: profileId ? parseGlobalId('CheckProfile', profileId) : null,
        }
        return keysetConnection(args, byId<BackTest>('bt'), (page) =>
          context.inTenant((trx) => listBackTests(trx, page, of)),
        )
      },
    },
    { name: 'BackTestConnection' },
    { name: 'BackTestEdge' },
  ),
)
