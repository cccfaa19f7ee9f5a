import { saveSecondReview } from '../../db/settings/second-review.ts'
import type { SecondReviewPolicy } from '../../domain/second-review.ts'
import { secondReviewSchema } from '../../domain/tenant-settings.ts'
import { builder } from '../builder.ts'
import { changeSettings } from '../change-settings.ts'
import { OperationError, typeNamed } from '../expected-errors.ts'
import { TenantRef } from './tenant.ts'

const PolicyRef = builder.objectRef<SecondReviewPolicy>('SecondReviewPolicy').implement({
  description: 'When a second person looks at a case. A rule can ask for it besides.',
  fields: (t) => ({
    always: t.exposeBoolean('always'),
    onDecline: t.exposeBoolean('onDecline'),
    fromOpenChecks: t.exposeInt('fromOpenChecks', {
      nullable: true,
      description: 'Cases with at least so many open checks.',
    }),
    samplePercent: t.exposeFloat('samplePercent', { description: 'Of the others, 0…100.' }),
    knownPercent: t.exposeFloat('knownPercent', {
      description:
        'Of the cases that somebody takes, those in whose stead a known one comes, 0…10.',
    }),
  }),
})

builder.objectField(TenantRef, 'secondReview', (t) =>
  t.field({
    type: PolicyRef,
    nullable: true,
    description: 'Null where the caller may not know: whoever looks second is not told why.',
    resolve: ({ settings }, _args, context) =>
      context.may('reviewers.measure') ? settings.secondReview : null,
  }),
)

const PolicyInput = builder.inputType('SecondReviewPolicyInput', {
  fields: (t) => ({
    always: t.boolean({ required: true }),
    onDecline: t.boolean({ required: true }),
    fromOpenChecks: t.int(),
    samplePercent: t.float({ required: true }),
    knownPercent: t.float({ defaultValue: 0 }),
  }),
})
const SaveResult = builder.unionType('SaveSecondReviewResult', {
  types: [TenantRef, OperationError],
  resolveType: typeNamed('Tenant'),
})

builder.mutationField('saveSecondReview', (t) =>
  t.field({
    type: SaveResult,
    description: 'For cases that open from now on.',
    args: {
      policy: t.arg({ type: PolicyInput, required: true }),
      expectedVersion: t.arg.int({ description: 'The version that was looked at.' }),
    },
    resolve: (_root, args, context) =>
      changeSettings(context, 'secondReview.write', args.expectedVersion, (trx, tenantId, edit) => {
        const policy = secondReviewSchema.parse(args.policy)
        return saveSecondReview(trx, tenantId, { policy, ...edit })
      }),
  }),
)
