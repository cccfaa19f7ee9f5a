import { z } from 'zod'
import { putInbox } from '../../db/inbox.ts'
import { DomainError } from '../../domain/errors.ts'
import { maskableSlots } from '../../domain/masking.ts'
import { picturesSentForMasking } from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import { actorOf } from '../context.ts'
import { SlotEnum } from '../enums.ts'
import { expected } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { CaseResult } from './case-review.ts'

const SendForMaskingInput = builder.inputType('SendForMaskingInput', {
  fields: (t) => ({
    caseId: t.id({ required: true }),
    slots: t.field({ type: [SlotEnum], required: true }),
    note: t.string({
      required: true,
      description: 'What was seen, and where: for the mask operator. Sealed.',
    }),
    idempotencyKey: t.string({ required: true }),
  }),
})

const inputSchema = z.object({
  slots: z.array(z.enum(maskableSlots)).min(1).max(maskableSlots.length),
  note: z.string().trim().min(1).max(1000),
  idempotencyKey: z.string().min(1).max(200),
})

builder.mutationField('sendForMasking', (t) =>
  t.field({
    type: CaseResult,
    description:
      'For who holds the case and sees what may not be seen: from now on nobody sees these pictures, and the case is not decided, until a mask operator has masked them.',
    args: { input: t.arg({ type: SendForMaskingInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'masking.ask', async () => {
        const { slots, note, idempotencyKey } = inputSchema.parse(input)
        const { keyring, stories, clock } = context.dependencies
        const { id: memberId } = context.reviewer()
        const found = await context.loaders().cases.load(parseGlobalId('Case', input.caseId))
        if (!found) throw new DomainError('NOT_FOUND', 'no such case')
        const { tenantId, sessionId, status, assigneeId, leaseExpiresAt } = found
        const runs = leaseExpiresAt !== null && leaseExpiresAt > clock()
        if (status !== 'ASSIGNED' || assigneeId !== memberId || !runs)
          throw new DomainError('CASE_LEASE_LOST', 'take the case first')
        const actor = actorOf(context.principal())
        const inboxId = await context.inTenant((trx) =>
          putInbox(trx, keyring, tenantId, 'MASKING_NOTE', { note, actor }, clock(), sessionId),
        )
        const said = `${memberId}/${idempotencyKey}`
        const updateId = await keyring.blindIndex(tenantId, 'masking', said)
        await stories.tellSession(
          { tenantId, sessionId },
          picturesSentForMasking,
          updateId.toString('hex'),
          [{ slots: [...new Set(slots)], inboxId }],
        )
        context.forget()
        const after = await context.loaders().cases.load(found.id)
        if (!after) throw new DomainError('NOT_FOUND', 'no such case')
        return after
      }),
  }),
)
