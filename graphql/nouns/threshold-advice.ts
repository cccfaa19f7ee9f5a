import { DomainError } from '../../domain/errors.ts'
import { leastJudged, type AdvicePoint } from '../../rules/threshold-advice.ts'
import { builder } from '../builder.ts'
import { adviseOn, type Advice } from '../threshold-advice.ts'
import { CheckProfileVersionRef } from './check-profile.ts'

const PointRef = builder.objectRef<AdvicePoint>('ThresholdPoint').implement({
  description: 'What would come of one value of a threshold.',
  fields: (t) => ({
    value: t.field({ type: 'JSON', resolve: ({ value }) => value }),
    isCurrent: t.exposeBoolean('isCurrent'),
    attempts: t.exposeInt('attempts', {
      description: 'Of the recent ones: those whose decision can be told under this value.',
    }),
    approved: t.exposeInt('approved', { description: 'Of these: without a person.' }),
    judged: t.exposeInt('judged', {
      description: 'Would be approved without a person, and a person decided them.',
    }),
    errors: t.exposeInt('errors', { description: 'Of these: the person did not approve.' }),
    errorLow: t.float({
      nullable: true,
      description: `Ends of a 95 % interval of the error, for all values together; null with fewer than ${leastJudged} judged.`,
      resolve: ({ error }) => error?.low,
    }),
    errorHigh: t.float({ nullable: true, resolve: ({ error }) => error?.high }),
  }),
})

const AdviceRef = builder.objectRef<Advice>('ThresholdAdvice').implement({
  description:
    'Auto-approve share against expected error, from the last attempts of the tenant’s own.',
  fields: (t) => ({
    threshold: t.exposeString('threshold'),
    recent: t.exposeInt('recent', { description: 'Attempts that the share is told from.' }),
    judged: t.exposeInt('judged', {
      description: 'Attempts that a person decided, from which the error is told.',
    }),
    gone: t.exposeInt('gone', { description: 'Of redacted sessions.' }),
    points: t.field({ type: [PointRef], resolve: ({ points }) => points }),
  }),
})

builder.objectField(CheckProfileVersionRef, 'thresholdAdvice', (t) =>
  t.field({
    type: AdviceRef,
    description: 'For one numeric threshold or level of a check that is on.',
    authScopes: { may: 'profiles.test' },
    complexity: 1500,
    args: { threshold: t.arg.string({ required: true }) },
    resolve: (version, { threshold }, context) => {
      const { tenantId } = context.principal()
      if (context.dependencies.limits.count('advice', tenantId) > 0) {
        throw new DomainError('RATE_LIMITED', 'much was asked in a short time; wait a little')
      }
      return adviseOn(context, version, threshold)
    },
  }),
)
