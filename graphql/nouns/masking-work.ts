import { z } from 'zod'
import { putInbox } from '../../db/inbox.ts'
import { heldCaptures, maskingQueue, type MaskingTask } from '../../db/reads/masking.ts'
import { DomainError, isDomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { cutToPicture, drawnMasksSchema, mustCover } from '../../domain/masking.ts'
import {
  maskingClaimed,
  maskingLeaseRenewed,
  maskingReleased,
  masksConfirmed,
} from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import { claimFirst } from '../claims-under-way.ts'
import { actorOf, type Context } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { MaskingTaskRef } from './masking-task.ts'

const MaskingResult = builder.unionType('MaskingResult', {
  types: [MaskingTaskRef, OperationError],
  resolveType: typeNamed('MaskingTask'),
})
interface NothingToMask {
  readonly __typename: 'NothingToMask'
  readonly waiting: number
}
const NothingToMaskRef = builder.objectRef<NothingToMask>('NothingToMask').implement({
  fields: (t) => ({
    waiting: t.exposeInt('waiting', { description: 'How many are with colleagues.' }),
  }),
})
const ClaimNextMaskingResult = builder.unionType('ClaimNextMaskingResult', {
  types: [MaskingTaskRef, NothingToMaskRef, OperationError],
  resolveType: typeNamed('MaskingTask'),
})

builder.mutationField('claimMaskingTask', (t) =>
  t.field({
    type: MaskingResult,
    args: { taskId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'masking.work', async () => {
        const { id, status } = await readTask(context, parseGlobalId('MaskingTask', args.taskId))
        if (status === 'DONE' || status === 'WITHDRAWN')
          throw new DomainError('CASE_STATE', 'the pictures wait for masking no more')
        return claim(context, id)
      }),
  }),
)

builder.mutationField('claimNextMaskingTask', (t) =>
  t.field({
    type: ClaimNextMaskingResult,
    description: 'The free one that is due first.',
    resolve: (_root, _args, context) =>
      expected(context, 'masking.work', async () => {
        const waiting = await context.inTenant(maskingQueue)
        const free = waiting.filter(({ status }) => status === 'OPEN')
        const claimed = await claimFirst(
          free.map(({ id }) => id),
          async (id) => {
            try {
              return await claim(context, id)
            } catch (error) {
              // another was quicker
              if (isDomainError(error) && ['CASE_TAKEN', 'CASE_STATE'].includes(error.code))
                return null
              throw error
            }
          },
        )
        if (claimed) return claimed
        const nothing: NothingToMask = { __typename: 'NothingToMask', waiting: waiting.length }
        return nothing
      }),
  }),
)

builder.mutationField('renewMaskingLease', (t) =>
  t.field({
    type: MaskingResult,
    args: { taskId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'masking.work', async () => {
        const { id } = await readTask(context, parseGlobalId('MaskingTask', args.taskId))
        await context.dependencies.stories.tellMasking(
          place(context, id),
          maskingLeaseRenewed,
          newId(),
          [{ memberId: context.member().id }],
        )
        return readTask(context, id)
      }),
  }),
)

builder.mutationField('releaseMaskingTask', (t) =>
  t.field({
    type: MaskingResult,
    args: { taskId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'masking.work', async () => {
        const { id } = await readTask(context, parseGlobalId('MaskingTask', args.taskId))
        await context.dependencies.stories.tellMasking(
          place(context, id),
          maskingReleased,
          newId(),
          [{ memberId: context.member().id }],
        )
        return readTask(context, id)
      }),
  }),
)

const MaskShapeInput = builder.inputType('MaskShapeInput', {
  fields: (t) => ({
    points: t.floatList({
      required: true,
      description: 'x, y, x, y, … of a closed outline, in fractions of the upright photograph.',
    }),
  }),
})
const MaskFrameInput = builder.inputType('MaskFrameInput', {
  fields: (t) => ({ shapes: t.field({ type: [MaskShapeInput], required: true }) }),
})
const MaskPictureInput = builder.inputType('MaskPictureInput', {
  fields: (t) => ({
    captureId: t.id({ required: true }),
    frames: t.field({ type: [MaskFrameInput], required: true }),
  }),
})
const ConfirmMasksInput = builder.inputType('ConfirmMasksInput', {
  fields: (t) => ({
    taskId: t.id({ required: true }),
    expectedVersion: t.int({ required: true }),
    pictures: t.field({
      type: [MaskPictureInput],
      required: true,
      description: 'Each held picture once, frame by frame, where there is nothing to hide too.',
    }),
    idempotencyKey: t.string({ required: true }),
  }),
})

const confirmSchema = z.object({
  expectedVersion: z.number().int().min(1),
  idempotencyKey: z.string().min(1).max(200),
  pictures: drawnMasksSchema,
})

builder.mutationField('confirmMasks', (t) =>
  t.field({
    type: MaskingResult,
    description:
      'Burns the shapes in, erases what was there before, the photographs as they were sent included, and lets the pictures go. There is no way back.',
    args: { input: t.arg({ type: ConfirmMasksInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'masking.work', async () => {
        const task = await readTask(context, parseGlobalId('MaskingTask', input.taskId))
        const { id } = task
        mayStillBeMine(context, task)
        const { expectedVersion, idempotencyKey, pictures } = confirmSchema.parse({
          ...input,
          pictures: input.pictures.map(({ captureId, frames }) => ({
            captureId: parseGlobalId('Capture', captureId),
            frames: frames.map(({ shapes }) => shapes.map(({ points }) => points)),
          })),
        })
        mustCover(pictures, await context.inTenant((trx) => heldCaptures(trx, id)))
        cutToPicture(pictures)
        const { keyring, stories, clock } = context.dependencies
        const { tenantId, id: memberId } = context.member()
        const actor = actorOf(context.member())
        const inboxId = await context.inTenant((trx) =>
          putInbox(trx, keyring, tenantId, 'MASKS', { pictures, actor }, clock(), task.sessionId),
        )
        const said = `${memberId}/${idempotencyKey}`
        const updateId = await keyring.blindIndex(tenantId, 'masking', said)
        await stories.tellMasking(place(context, id), masksConfirmed, updateId.toString('hex'), [
          { memberId, expectedVersion, inboxId },
        ])
        return readTask(context, id)
      }),
  }),
)

/** A first look; the story decides. One that is done answers its own confirmation again. */
function mayStillBeMine(context: Context, { status, assigneeId }: MaskingTask): void {
  if (status === 'WITHDRAWN')
    throw new DomainError('CASE_STATE', 'the pictures wait for masking no more')
  if (assigneeId !== context.member().id)
    throw new DomainError('CASE_LEASE_LOST', 'take the task first')
}

async function claim(context: Context, id: string): Promise<MaskingTask> {
  const { id: memberId } = context.member()
  await context.dependencies.stories.tellMasking(place(context, id), maskingClaimed, newId(), [
    { memberId },
  ])
  return readTask(context, id)
}

const place = (context: Context, taskId: string) => ({
  tenantId: context.member().tenantId,
  taskId,
})

/** @throws DomainError `NOT_FOUND`: another tenant's task is no task */
async function readTask(context: Context, id: string): Promise<MaskingTask> {
  context.forget()
  const found = await context.loaders().maskingTasks.load(id)
  if (!found) throw new DomainError('NOT_FOUND', 'no such task')
  return found
}
