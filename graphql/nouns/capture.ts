import type { Capture } from '../../db/reads/attempts.ts'
import { captureAsOf } from '../as-of.ts'
import { builder } from '../builder.ts'
import { DirectionEnum, ImageVariantEnum, SlotEnum } from '../enums.ts'
import { imageAddress } from '../http/images.ts'
import { sightOf } from '../sight.ts'

export const CaptureRef = builder.objectRef<Capture>('Capture')
builder.node(CaptureRef, {
  id: { resolve: (capture) => capture.id },
  async loadOne(id, context) {
    const capture = await context.loaders().captures.load(id)
    // the session decides whether this caller may see it
    const session = capture && (await context.loaders().sessions.load(capture.sessionId))
    return session ? captureAsOf(capture, session) : null
  },
  authScopes: { may: ['sessions.read', 'cases.read'] },
  fields: (t) => ({
    slot: t.expose('slot', { type: SlotEnum }),
    accepted: t.exposeBoolean('accepted'),
    reasonCodes: t.exposeStringList('reasonCodes'),
    receivedAt: t.expose('receivedAt', { type: 'DateTime' }),
    superseded: t.boolean({ resolve: (capture) => capture.supersededAt !== null }),
    withheld: t.exposeBoolean('withheld', {
      description: 'Waits for a mask operator, and is shown to nobody else.',
    }),
    frameCount: t.exposeInt('frameCount'),
    frameTimesMs: t.field({
      type: ['Int'],
      description: 'When each frame was taken, in milliseconds by the clock of the capture.',
      complexity: 1,
      resolve: ({ frameTimesMs }) => frameTimesMs.map(Math.round),
    }),
    directions: t.field({
      type: [DirectionEnum],
      description: 'What the server asked the applicant to do in this film; empty for stills.',
      complexity: 1,
      resolve: async ({ challengeId }, _args, context) =>
        challengeId === null ? [] : ((await context.loaders().directions.load(challengeId)) ?? []),
    }),
    imageUrl: t.string({
      nullable: true,
      description:
        'Address of the masked picture, good for minutes; null until masked, or where it is not open to the caller now. Each view is on record.',
      args: {
        variant: t.arg({ type: ImageVariantEnum, required: true }),
        frame: t.arg.int(),
      },
      async resolve(capture, { variant, frame }, context) {
        const key = variant === 'MASKED' ? capture.maskedKey : capture.rectifiedKey
        if (key === null) return null
        const grounds = (await sightOf(context, capture.sessionId)).open('PICTURES')
        if (!grounds) return null
        return imageAddress(context.dependencies, context.principal(), grounds, {
          sessionId: capture.sessionId,
          captureId: capture.id,
          variant,
          frame: frame ?? 0,
        })
      },
    }),
  }),
})
