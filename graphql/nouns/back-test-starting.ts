import { endBackTest, noteCancelAsked, resumeBackTest } from '../../db/settings/back-tests.ts'
import type { BackTest } from '../../db/reads/back-tests.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { DocumentTypeEnum, MethodEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { startBackTest, startBackTestSchema } from '../start-back-test.ts'
import { BackTestRef } from './back-test.ts'

const BackTestResult = builder.unionType('BackTestResult', {
  types: [BackTestRef, OperationError],
  resolveType: typeNamed('BackTest'),
})

const StartBackTestInput = builder.inputType('StartBackTestInput', {
  fields: (t) => ({
    versionId: t.id({ required: true }),
    idempotencyKey: t.string({
      required: true,
      description: 'Same key and same input: the same back-test.',
    }),
    from: t.field({ type: 'DateTime', description: 'Sessions that began from then on.' }),
    to: t.field({ type: 'DateTime', description: 'Before then; never beyond now.' }),
    methods: t.field({ type: [MethodEnum], description: 'Without it every method.' }),
    documentTypes: t.field({ type: [DocumentTypeEnum], description: 'Without it every document.' }),
    sandbox: t.boolean({ description: 'Sessions of the sandbox, instead of the real ones.' }),
    seed: t.int({ description: 'Of the samples; the same seed draws the same sessions.' }),
  }),
})

builder.mutationField('startBackTest', (t) =>
  t.field({
    type: BackTestResult,
    args: { input: t.arg({ type: StartBackTestInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'profiles.test', async () =>
        readBackTest(
          context,
          await startBackTest(context, startBackTestSchema.parse({ ...input })),
        ),
      ),
  }),
)

builder.mutationField('cancelBackTest', (t) =>
  t.field({
    type: BackTestResult,
    description: 'What was counted until then stays. One that is over stays as it is.',
    args: { backTestId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.test', async () => {
        const { stories, clock } = context.dependencies
        const member = context.member()
        const { tenantId } = member
        const id = parseGlobalId('BackTest', args.backTestId)
        const test = await readBackTest(context, id)
        if (test.status !== 'RUNNING') return test
        const actor = actorOf(member)
        await context.inTenant((trx) => noteCancelAsked(trx, { tenantId, id, at: clock() }, actor))
        const found = await stories.cancelBackTest({ tenantId, backTestId: id })
        if (!found) {
          // its start was never heard of
          const end = { tenantId, id, status: 'CANCELLED', failureCode: null } as const
          await context.inTenant((trx) => endBackTest(trx, { ...end, actor, at: clock() }))
        }
        return readBackTest(context, id)
      }),
  }),
)

builder.mutationField('resumeBackTest', (t) =>
  t.field({
    type: BackTestResult,
    description:
      'One that was cancelled or failed goes on where it ended; any other stays as it is.',
    args: { backTestId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.test', async () => {
        const { stories, clock } = context.dependencies
        const member = context.member()
        const { tenantId } = member
        const id = parseGlobalId('BackTest', args.backTestId)
        const test = await readBackTest(context, id)
        if (test.status === 'RUNNING' || test.status === 'DONE') return test
        const resumed = await context.inTenant((trx) =>
          resumeBackTest(trx, { tenantId, id, at: clock() }, actorOf(member)),
        )
        if (resumed) await stories.resumeBackTest({ tenantId, backTestId: id })
        return readBackTest(context, id)
      }),
  }),
)

/** @throws DomainError `NOT_FOUND` */
async function readBackTest(context: Context, id: string): Promise<BackTest> {
  context.forget()
  const test = await context.loaders().backTests.load(id)
  if (!test) throw new DomainError('NOT_FOUND', 'no such back-test')
  return test
}
