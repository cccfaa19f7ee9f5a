import type { Case } from '../../db/reads/cases.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { caseHandedOver, caseRecalled } from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { expected } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { CaseResult } from './case-review.ts'

builder.mutationField('handCaseToPartner', (t) =>
  t.field({
    type: CaseResult,
    description: 'An open case that nobody of the company holds.',
    args: { caseId: t.arg.id({ required: true }), partnerId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'cases.outsource', async () => {
        const { id, tenantId } = await readCase(context, parseGlobalId('Case', args.caseId))
        const partner = await context
          .loaders()
          .partners.load(parseGlobalId('Partner', args.partnerId))
        if (!partner) throw new DomainError('NOT_FOUND', 'no such partner')
        if (partner.endedAt) throw new DomainError('PARTNER_ENDED', 'the contract has ended')
        const { id: memberId } = context.member()
        await context.dependencies.stories.tellCase(
          { tenantId, caseId: id },
          caseHandedOver,
          newId(),
          [{ memberId, partnerId: partner.id, leaseMs: partner.leaseMs, dueMs: partner.dueMs }],
        )
        return readCase(context, id)
      }),
  }),
)

builder.mutationField('recallCase', (t) =>
  t.field({
    type: CaseResult,
    description:
      'From the partner, whatever they are doing with it: what they write is not taken any more.',
    args: { caseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'cases.outsource', async () => {
        const { id, tenantId } = await readCase(context, parseGlobalId('Case', args.caseId))
        const { id: memberId, personId } = context.member()
        await context.dependencies.stories.tellCase(
          { tenantId, caseId: id },
          caseRecalled,
          newId(),
          [{ memberId, personId }],
        )
        return readCase(context, id)
      }),
  }),
)

async function readCase(context: Context, id: string): Promise<Case> {
  context.forget()
  const found = await context.loaders().cases.load(id)
  if (!found) throw new DomainError('NOT_FOUND', 'no such case')
  return found
}
