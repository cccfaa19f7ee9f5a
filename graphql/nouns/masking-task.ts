import { heldCaptures, maskingQueue, type HeldCapture } from '../../db/reads/masking.ts'
import type { MaskingTask } from '../../db/reads/masking.ts'
import { maskRegionsSchema } from '../../domain/masking.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { DocumentTypeEnum, MaskingOriginEnum, MaskingStatusEnum, SlotEnum } from '../enums.ts'
import { parseGlobalId } from '../global-ids.ts'
import { heldPictureAddress } from '../http/held-picture.ts'
import { openMaskingNote } from '../session-seal.ts'

/**
 * Pictures that wait for a mask operator. What they show is there for the one who has taken the task, and only as long as they
 * hold it.
 */
export const MaskingTaskRef = builder.objectRef<MaskingTask>('MaskingTask')

interface HeldFrame {
  readonly task: MaskingTask
  readonly capture: HeldCapture
  readonly index: number
}
const HeldFrameRef = builder.objectRef<HeldFrame>('HeldFrame').implement({
  fields: (t) => ({
    url: t.string({
      description:
        'Address of the picture without masks, good for minutes and while the task is held. Each view is on record.',
      resolve: ({ task, capture, index }, _args, context) =>
        heldPictureAddress(context.dependencies, context.member(), {
          taskId: task.id,
          captureId: capture.id,
          frame: index,
        }),
    }),
    proposed: t.field({
      type: [MaskShapeRef],
      description: 'What the machine would black out.',
      // burnt in already where the picture was masked before
      resolve: ({ capture: { maskedKey, maskRegions }, index }) =>
        maskedKey ? [] : (maskRegionsSchema.parse(maskRegions ?? [])[index] ?? []),
    }),
  }),
})

const MaskShapeRef = builder.objectRef<readonly number[]>('MaskShape').implement({
  fields: (t) => ({
    points: t.floatList({
      description: 'x, y, x, y, … of a closed outline, in fractions of the upright photograph.',
      complexity: 1,
      resolve: (points) => points,
    }),
  }),
})

const HeldPictureRef = builder
  .objectRef<Pick<HeldFrame, 'task' | 'capture'>>('HeldPicture')
  .implement({
    fields: (t) => ({
      captureId: t.globalID({ resolve: ({ capture }) => ({ type: 'Capture', id: capture.id }) }),
      slot: t.field({ type: SlotEnum, resolve: ({ capture }) => capture.slot }),
      frames: t.field({
        type: [HeldFrameRef],
        resolve: (held) => held.capture.frames.map((_, index) => ({ ...held, index })),
      }),
    }),
  })

builder.node(MaskingTaskRef, {
  id: { resolve: (task) => task.id },
  loadOne: (id, context) => context.loaders().maskingTasks.load(id),
  authScopes: { may: 'masking.work' },
  fields: (t) => ({
    status: t.expose('status', { type: MaskingStatusEnum }),
    origin: t.expose('origin', { type: MaskingOriginEnum }),
    slots: t.expose('slots', { type: [SlotEnum] }),
    version: t.exposeInt('version'),
    mine: t.boolean({
      description: 'Held by the caller.',
      resolve: (task, _args, context) => isMine(context, task),
    }),
    heldBy: t.string({
      nullable: true,
      description: 'A colleague’s name.',
      async resolve({ status, assigneeId }, _args, context) {
        const member =
          status === 'ASSIGNED' && assigneeId && (await context.loaders().members.load(assigneeId))
        return member ? member.displayName : null
      },
    }),
    leaseExpiresAt: t.expose('leaseExpiresAt', { type: 'DateTime', nullable: true }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    documentType: t.field({
      type: DocumentTypeEnum,
      nullable: true,
      resolve: async ({ sessionId }, _args, context) =>
        (await context.loaders().sessions.load(sessionId))?.documentType ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'What the reviewer saw who sent it; for who holds the task.',
      async resolve(task, _args, context) {
        const session = await context.loaders().sessions.load(task.sessionId)
        return session && isMine(context, task)
          ? openMaskingNote(context.dependencies.keyring, session, task.id, task.noteSealed)
          : null
      },
    }),
    pictures: t.field({
      type: [HeldPictureRef],
      description: 'For who holds the task.',
      async resolve(task, _args, context) {
        if (!isMine(context, task)) return []
        const captures = await context.read((trx) => heldCaptures(trx, task.id))
        return captures.map((capture) => ({ task, capture }))
      },
    }),
  }),
})

const isMine = (context: Context, { status, assigneeId, leaseExpiresAt }: MaskingTask): boolean =>
  status === 'ASSIGNED' &&
  assigneeId === context.member().id &&
  leaseExpiresAt !== null &&
  leaseExpiresAt > context.dependencies.clock()

builder.queryField('maskingTasks', (t) =>
  t.field({
    type: [MaskingTaskRef],
    description: 'What waits for masking or is being masked, earliest due first.',
    authScopes: { may: 'masking.work' },
    complexity: { field: 1, multiplier: 50 },
    resolve: (_root, _args, context) => context.read(maskingQueue),
  }),
)

builder.queryField('maskingTask', (t) =>
  t.field({
    type: MaskingTaskRef,
    nullable: true,
    authScopes: { may: 'masking.work' },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      context.loaders().maskingTasks.load(parseGlobalId('MaskingTask', id)),
  }),
)
