import { z } from 'zod'
import { withTenant } from '../../db/client.ts'
import { sessionsById } from '../../db/reads/sessions.ts'
import { readTenant } from '../../db/reads/tenants.ts'
import { DomainError } from '../../domain/errors.ts'
import { isId, newId, parseSha256 } from '../../domain/ids.ts'
import {
  framesBySlot,
  maxUploadBytesBySlot,
  type Direction,
  type Slot,
} from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import { captureReceived, challengeAskedWith } from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import type { CaptureView } from '../capture-view.ts'
import { tellCaughtUp } from '../catch-up.ts'
import type { Context } from '../context.ts'
import { DirectionEnum, SlotEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { uploadTicketSchema, type UploadTicket } from '../http/uploads.ts'
import { CaptureSessionRef, readOwnSession } from './capture-session.ts'

interface IssuedTicket {
  readonly ticketId: string
  readonly expiresAt: Date
}
const UploadTicketRef = builder.objectRef<IssuedTicket>('UploadTicket').implement({
  fields: (t) => ({
    ticketId: t.exposeID('ticketId'),
    url: t.string({
      description:
        'PUT the bytes here, Content-Type image/jpeg (one frame) or video/x-motion-jpeg (JPEG frames one after another).',
      resolve: ({ ticketId }, _args, { dependencies }) =>
        `${dependencies.publicUrl}/uploads/${ticketId}`,
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
})
const UploadTicketResult = builder.unionType('UploadTicketResult', {
  types: [UploadTicketRef, OperationError],
  resolveType: typeNamed('UploadTicket'),
})

interface Verdict {
  readonly captureId: string
  readonly slot: Slot
  readonly accepted: boolean
  readonly reasonCodes: readonly ReasonCode[]
  readonly session: CaptureView
}
const CaptureVerdictRef = builder.objectRef<Verdict>('CaptureVerdict').implement({
  fields: (t) => ({
    captureId: t.exposeID('captureId'),
    slot: t.expose('slot', { type: SlotEnum }),
    accepted: t.exposeBoolean('accepted'),
    reasonCodes: t.exposeStringList('reasonCodes'),
    session: t.expose('session', { type: CaptureSessionRef }),
  }),
})
const ConfirmCaptureResult = builder.unionType('ConfirmCaptureResult', {
  types: [CaptureVerdictRef, OperationError],
  resolveType: typeNamed('CaptureVerdict'),
})

interface Challenge {
  readonly challengeId: string
  readonly directions: readonly Direction[]
  readonly expiresAt: Date
}
const ChallengeRef = builder.objectRef<Challenge>('LivenessChallenge').implement({
  fields: (t) => ({
    challengeId: t.exposeID('challengeId'),
    directions: t.expose('directions', { type: [DirectionEnum] }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
})
const ChallengeResult = builder.unionType('LivenessChallengeResult', {
  types: [ChallengeRef, OperationError],
  resolveType: typeNamed('LivenessChallenge'),
})

const UploadTicketInput = builder.inputType('UploadTicketInput', {
  fields: (t) => ({
    slot: t.field({ type: SlotEnum, required: true }),
    sha256: t.string({
      required: true,
      description: 'Lower-case hex SHA-256 of the bytes.',
    }),
    size: t.int({ required: true }),
  }),
})
const FrameInput = builder.inputType('FrameInput', {
  fields: (t) => ({
    bytes: t.int({ required: true, description: 'Length of the JPEG in the upload.' }),
    atMs: t.int({ required: true, description: 'Milliseconds since the first frame.' }),
  }),
})
const ConfirmCaptureInput = builder.inputType('ConfirmCaptureInput', {
  fields: (t) => ({
    ticketId: t.id({ required: true }),
    frames: t.field({ type: [FrameInput], required: true }),
    challengeId: t.id({ description: 'LIVENESS only.' }),
  }),
})

builder.mutationField('createUploadTicket', (t) =>
  t.field({
    type: UploadTicketResult,
    args: { input: t.arg({ type: UploadTicketInput, required: true }) },
    resolve: (_root, { input: { slot, sha256, size } }, context) =>
      expected(context, 'applicant', async () => {
        const { tokens, clock, limits } = context.dependencies
        const { tenantId, sessionId } = context.applicant()
        if (limits.count('uploadTicket', sessionId) > 0) {
          throw new DomainError('RATE_LIMITED', 'too many pictures in a short time; wait a little')
        }
        const lifeMs = await mayUpload(context, slot)
        if (size < 1) throw new DomainError('INPUT_INVALID', 'size: expected at least one byte')
        if (size > maxUploadBytesBySlot[slot]) {
          throw new DomainError(
            'UPLOAD_TOO_LARGE',
            `size: expected at most ${maxUploadBytesBySlot[slot]}`,
          )
        }
        const ticket: UploadTicket = {
          id: newId(clock().getTime()),
          tenantId,
          sessionId,
          slot,
          sha256: parseSha256(sha256),
          size,
        }
        const expiresAt = new Date(clock().getTime() + lifeMs)
        return { ticketId: tokens.seal('upload', ticket, expiresAt), expiresAt }
      }),
  }),
)

builder.mutationField('confirmCapture', (t) =>
  t.field({
    type: ConfirmCaptureResult,
    args: { input: t.arg({ type: ConfirmCaptureInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'applicant', async () => {
        const { stories } = context.dependencies
        const applicant = context.applicant()
        const ticket = openTicket(context, input.ticketId)
        const frames = framesSchema(ticket.slot).parse(input.frames)
        const challengeId = input.challengeId ?? null
        if (challengeId !== null && !isId(challengeId)) {
          throw new DomainError('CHALLENGE_INVALID', 'challengeId: expected one that was issued')
        }
        const message = {
          slot: ticket.slot,
          ticketId: ticket.id,
          sha256: ticket.sha256,
          size: ticket.size,
          frames,
          challengeId,
        }
        const { captureId, accepted, reasonCodes } = await tellCaughtUp(
          context.dependencies,
          applicant,
          () => stories.tellSession(applicant, captureReceived, ticket.id, [message]),
        )
        return {
          captureId,
          slot: ticket.slot,
          accepted,
          reasonCodes,
          session: await readOwnSession(context),
        }
      }),
  }),
)

builder.mutationField('requestLivenessChallenge', (t) =>
  t.field({
    type: ChallengeResult,
    resolve: (_root, _args, context) =>
      expected(context, 'applicant', async () => {
        const { stories, random } = context.dependencies
        // one number for each turn; a session asks for four at most
        const chance = Array.from({ length: 4 }, () => random(4).readUInt32BE() / 2 ** 32)
        const applicant = context.applicant()
        const updateId = newId()
        const answer = await tellCaughtUp(context.dependencies, applicant, () =>
          stories.tellSession(applicant, challengeAskedWith, updateId, [{ chance }]),
        )
        return { ...answer, expiresAt: new Date(answer.expiresAtMs) }
      }),
  }),
)

const framesSchema = (slot: Slot) =>
  z
    .array(
      z.object({
        bytes: z.number().int().min(1),
        atMs: z.number().int().min(0).max(600_000),
      }),
    )
    .min(framesBySlot[slot].min)
    .max(framesBySlot[slot].max)

/** Asks the row first, so that nobody uploads for nothing; the workflow asks again. @returns life of a ticket in ms */
async function mayUpload(context: Context, slot: Slot): Promise<number> {
  const { tenantId, sessionId } = context.applicant()
  const { db, clock } = context.dependencies
  const { session, tenant } = await withTenant(db, tenantId, async (trx) => ({
    session: (await sessionsById(trx, [sessionId], null)).get(sessionId),
    tenant: await readTenant(trx),
  }))
  if (!session || !tenant) throw new DomainError('NOT_FOUND', 'the session is gone')
  if (session.expiresAt <= clock()) throw new DomainError('SESSION_EXPIRED', 'its time is over')
  if (!['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED'].includes(session.status)) {
    throw new DomainError('SESSION_STATE', 'no pictures are taken any more')
  }
  if (!session.consentedAt) throw new DomainError('CONSENT_MISSING', 'consent comes first')
  if (!session.askedSlots.includes(slot)) {
    throw new DomainError('SLOT_NOT_ASKED', 'slot: expected one that is asked for')
  }
  return tenant.settings.ticketLifeMs
}

/** The caller's own ticket. @throws DomainError `TICKET_INVALID`, `TICKET_EXPIRED` */
function openTicket(context: Context, token: string): UploadTicket {
  const opened = context.dependencies.tokens.open('upload', token, uploadTicketSchema)
  if (opened.state === 'EXPIRED') {
    throw new DomainError('TICKET_EXPIRED', 'ticketId: expected a fresh one; upload again')
  }
  const { tenantId, sessionId } = context.applicant()
  if (
    opened.state === 'VALID' &&
    opened.content.tenantId === tenantId &&
    opened.content.sessionId === sessionId
  ) {
    return opened.content
  }
  throw new DomainError('TICKET_INVALID', 'ticketId: expected one of this session')
}
