import { readRuleWork, type RuleWork } from '../../db/reads/analytics/rules.ts'
import { builder } from '../builder.ts'
import { EffectKindEnum } from '../enums.ts'
import { CheckProfileRef } from './check-profile.ts'

const RuleWorkRef = builder.objectRef<RuleWork>('RuleWork').implement({
  description: 'What a rule decided, and what people made of it.',
  fields: (t) => ({
    rule: t.string({
      nullable: true,
      description: 'Null: no rule held.',
      resolve: ({ ruleId }) => ruleId,
    }),
    outcome: t.expose('outcome', { type: EffectKindEnum }),
    decided: t.exposeInt('decided'),
    humanApproved: t.exposeInt('humanApproved', {
      description: 'A person looked and approved: the doubt was needless.',
    }),
    humanDeclined: t.exposeInt('humanDeclined'),
    humanAskedAgain: t.exposeInt('humanAskedAgain'),
    humanMs: t.exposeFloat('humanMs', { description: 'People’s time, all together.' }),
  }),
})

const dayMs = 86_400_000

builder.objectField(CheckProfileRef, 'ruleWork', (t) =>
  t.field({
    type: [RuleWorkRef],
    description: 'Of live sessions that were decided in the last days, over all versions.',
    authScopes: { may: 'analytics.read' },
    complexity: 200,
    args: { days: t.arg.int({ required: true, description: '1 to 366' }) },
    resolve: async (profile, { days }, context) => {
      const to = context.dependencies.clock()
      const span = Math.min(Math.max(days, 1), 366)
      const from = new Date(to.getTime() - span * dayMs)
      const sandbox = context.principal().sandbox ?? false
      return [
        ...(await context.inTenant((trx) => readRuleWork(trx, profile.id, { from, to, sandbox }))),
      ]
    },
  }),
)
