import { z } from 'zod'
import { putInbox } from '../db/inbox.ts'
import type { Resolution } from '../domain/case-state.ts'
import type { ChecklistRecord } from '../domain/checklist.ts'
import { slots } from '../domain/method.ts'
import { isReasonCode } from '../domain/reason-codes.ts'
import { caseResolved } from '../workflows/messages.ts'
import { actorOf, type Context } from './context.ts'

const schema = z.object({
  expectedVersion: z.number().int().min(1),
  slots: z.array(z.enum(slots)).max(slots.length),
  reasonCodes: z.array(z.string().refine(isReasonCode, 'expected a reason code')).max(20),
  internalNote: z.string().trim().max(4000).nullish(),
  applicantMessage: z.string().trim().max(1000).nullish(),
  idempotencyKey: z.string().min(1).max(200),
})

/** Tells a case's workflow what the caller makes of it: words sealed in the inbox, ids and codes in the message. */
export async function tellResolution(
  context: Context,
  {
    id: caseId,
    tenantId,
    sessionId,
  }: { readonly id: string; readonly tenantId: string; readonly sessionId: string },
  input: z.input<typeof schema> & { readonly resolution: Resolution },
  checklist: ChecklistRecord,
): Promise<void> {
  const { id: memberId, personId, partnerId } = context.reviewer()
  const { keyring, stories, clock } = context.dependencies
  const sound = schema.parse(input)
  await keyring.tenantBox(tenantId)
  const inboxId = await context.inTenant((trx) =>
    putInbox(
      trx,
      keyring,
      tenantId,
      'RESOLUTION',
      {
        internalNote: sound.internalNote || null,
        applicantMessage: sound.applicantMessage || null,
        checklist,
        actor: actorOf(context.principal()),
      },
      clock(),
      sessionId,
    ),
  )
  // the caller's key may hold anything, and Temporal keeps the id of an update in plain words
  const updateId = await keyring.blindIndex(
    tenantId,
    'resolution',
    `${memberId}/${sound.idempotencyKey}`,
  )
  await stories.tellCase({ tenantId, caseId }, caseResolved, updateId.toString('hex'), [
    {
      memberId,
      personId,
      partnerId,
      expectedVersion: sound.expectedVersion,
      resolution: input.resolution,
      reasonCodes: sound.reasonCodes.filter(isReasonCode),
      slots: sound.slots,
      inboxId,
    },
  ])
}
