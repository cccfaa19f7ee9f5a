import type { Session } from '../../db/reads/sessions.ts'
import { reissueCaptureLink, type CaptureLink } from '../../db/settings/capture-links.ts'
import { DomainError } from '../../domain/errors.ts'
import { isFinal } from '../../domain/session-state.ts'
import { cancelled } from '../../workflows/messages.ts'
import { builder } from '../builder.ts'
import { actorOf } from '../context.ts'
import { createSession, createSessionSchema } from '../create-session.ts'
import { DocumentTypeEnum, LocaleEnum, MethodEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { CaptureLinkRef } from './capture-link.ts'
import { readSession, SessionRef } from './session.ts'

interface Created {
  readonly __typename: 'CreateVerificationSessionSuccess'
  readonly session: Session
  readonly captureLink: CaptureLink
  readonly replayed: boolean
}
const CreatedRef = builder.objectRef<Created>('CreateVerificationSessionSuccess').implement({
  fields: (t) => ({
    session: t.expose('session', { type: SessionRef }),
    captureLink: t.expose('captureLink', { type: CaptureLinkRef }),
    replayed: t.exposeBoolean('replayed', {
      description: 'True when the same idempotency key had created it before.',
    }),
  }),
})
const CreateResult = builder.unionType('CreateVerificationSessionResult', {
  types: [CreatedRef, OperationError],
  resolveType: typeNamed('CreateVerificationSessionSuccess'),
})

const DeclaredDataInput = builder.inputType('DeclaredDataInput', {
  fields: (t) => ({
    name: t.string(),
    nameKana: t.string(),
    birthDate: t.field({ type: 'Date' }),
    address: t.string(),
  }),
})
const CreateInput = builder.inputType('CreateVerificationSessionInput', {
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description:
        'Same key and same input: the same session. Same key and other input: IDEMPOTENCY_CONFLICT.',
    }),
    externalId: t.string({ required: true }),
    method: t.field({ type: MethodEnum, required: true }),
    checkProfileId: t.id({ description: 'Without it the tenant’s oldest published profile.' }),
    acceptedDocuments: t.field({ type: [DocumentTypeEnum] }),
    declared: t.field({ type: DeclaredDataInput }),
    locale: t.field({ type: LocaleEnum }),
    redirectUrl: t.string(),
    expiresInSeconds: t.int({
      description: 'Less time than the tenant gives for each attempt; without it all of that.',
    }),
  }),
})

builder.mutationField('createVerificationSession', (t) =>
  t.field({
    type: CreateResult,
    args: { input: t.arg({ type: CreateInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'sessions.write', async () => {
        const { sessionId, link, replayed } = await createSession(
          context,
          createSessionSchema.parse(input),
        )
        const created: Created = {
          __typename: 'CreateVerificationSessionSuccess',
          session: await readSession(context, sessionId),
          captureLink: link,
          replayed,
        }
        return created
      }),
  }),
)

interface Reissued {
  readonly __typename: 'ReissueCaptureLinkSuccess'
  readonly captureLink: CaptureLink
}
const ReissuedRef = builder.objectRef<Reissued>('ReissueCaptureLinkSuccess').implement({
  fields: (t) => ({ captureLink: t.expose('captureLink', { type: CaptureLinkRef }) }),
})
const ReissueResult = builder.unionType('ReissueCaptureLinkResult', {
  types: [ReissuedRef, OperationError],
  resolveType: typeNamed('ReissueCaptureLinkSuccess'),
})

builder.mutationField('reissueCaptureLink', (t) =>
  t.field({
    type: ReissueResult,
    description: 'A new link for the same session; the earlier one stops working.',
    args: { sessionId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'sessions.write', async () => {
        const { keyring, clock } = context.dependencies
        const principal = context.principal()
        const session = await readSession(
          context,
          parseGlobalId('VerificationSession', args.sessionId),
        )
        if (isFinal(session.status)) {
          throw new DomainError('SESSION_STATE', 'the session is over; create another one')
        }
        const link = await context.inTenant((trx) =>
          reissueCaptureLink(trx, keyring, {
            tenantId: principal.tenantId,
            sessionId: session.id,
            actor: actorOf(principal),
            at: clock(),
          }),
        )
        const reissued: Reissued = { __typename: 'ReissueCaptureLinkSuccess', captureLink: link }
        return reissued
      }),
  }),
)

interface Cancelled {
  readonly __typename: 'CancelVerificationSessionSuccess'
  readonly session: Session
}
const CancelledRef = builder.objectRef<Cancelled>('CancelVerificationSessionSuccess').implement({
  fields: (t) => ({ session: t.expose('session', { type: SessionRef }) }),
})
const CancelResult = builder.unionType('CancelVerificationSessionResult', {
  types: [CancelledRef, OperationError],
  resolveType: typeNamed('CancelVerificationSessionSuccess'),
})

builder.mutationField('cancelVerificationSession', (t) =>
  t.field({
    type: CancelResult,
    args: { sessionId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'sessions.write', async () => {
        const { stories } = context.dependencies
        const { id, tenantId } = await readSession(
          context,
          parseGlobalId('VerificationSession', args.sessionId),
        )
        // asking twice is asking once
        await stories.tellSession({ tenantId, sessionId: id }, cancelled, 'cancel', [])
        const done: Cancelled = {
          __typename: 'CancelVerificationSessionSuccess',
          session: await readSession(context, id),
        }
        return done
      }),
  }),
)
