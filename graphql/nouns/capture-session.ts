import { sessionsById } from '../../db/reads/sessions.ts'
import { withTenant } from '../../db/client.ts'
import { handoffLink } from '../../db/settings/capture-links.ts'
import { noteScreen } from '../../db/settings/screen-visits.ts'
import { setSessionLocale } from '../../db/settings/session-locale.ts'
import { consentVersionOf } from '../../domain/branding.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { consentGiven, documentChosen, submitted } from '../../workflows/messages.ts'
import { readCaptureView, type CaptureSlot, type CaptureView } from '../capture-view.ts'
import type { RetakeReason } from '../../domain/retake-reasons.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import {
  CaptureScreenEnum,
  DocumentTypeEnum,
  LocaleEnum,
  MethodEnum,
  SessionStatusEnum,
  SlotEnum,
} from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { whileWelcome } from '../while-welcome.ts'
import { BrandingRef } from './branding.ts'
import { CaptureLinkRef } from './capture-link.ts'
import { CaptureTextsRef, textsByLocale } from './tenant-settings.ts'

const CaptureSlotRef = builder.objectRef<CaptureSlot>('CaptureSlot').implement({
  fields: (t) => ({
    slot: t.expose('slot', { type: SlotEnum }),
    asked: t.exposeBoolean('asked'),
    accepted: t.exposeBoolean('accepted'),
    reasonCodes: t.exposeStringList('reasonCodes'),
  }),
})

const RetakeReasonRef = builder.objectRef<RetakeReason>('RetakeReason').implement({
  fields: (t) => ({
    slot: t.expose('slot', { type: SlotEnum, nullable: true }),
    reasonCode: t.exposeString('reasonCode'),
  }),
})

export const CaptureSessionRef = builder.objectRef<CaptureView>('CaptureSession')
builder.node(CaptureSessionRef, {
  description: 'What the applicant’s screens need, and no more.',
  id: { resolve: ({ session }) => session.id },
  async loadOne(id, { dependencies, identity: { applicant } }) {
    return applicant?.sessionId === id ? readCaptureView(dependencies, applicant) : null
  },
  authScopes: { applicant: true },
  fields: (t) => ({
    status: t.field({ type: SessionStatusEnum, resolve: ({ session }) => session.status }),
    locale: t.field({ type: LocaleEnum, resolve: ({ session }) => session.locale }),
    tenantName: t.string({
      description: 'As the company calls itself here.',
      resolve: ({ tenant }) => tenant.settings.branding.displayName ?? tenant.name,
    }),
    branding: t.field({ type: BrandingRef, resolve: ({ tenant }) => tenant }),
    texts: t.field({
      type: [CaptureTextsRef],
      resolve: ({ tenant }) => textsByLocale(tenant.settings.texts),
    }),
    consentTextVersion: t.string({
      description: 'What a consent that is given now is given to.',
      resolve: ({ tenant: { settings, versions } }) =>
        consentVersionOf(settings.texts, versions.texts),
    }),
    method: t.field({ type: MethodEnum, resolve: ({ session }) => session.method }),
    acceptedDocuments: t.field({
      type: [DocumentTypeEnum],
      resolve: ({ session }) => session.acceptedDocuments,
    }),
    documentType: t.field({
      type: DocumentTypeEnum,
      nullable: true,
      resolve: ({ session }) => session.documentType,
    }),
    consentVersion: t.string({
      nullable: true,
      resolve: ({ session }) => session.consentVersion,
    }),
    consentGiven: t.boolean({ resolve: ({ session }) => session.consentedAt !== null }),
    slots: t.expose('slots', { type: [CaptureSlotRef] }),
    retake: t.expose('retake', {
      type: [RetakeReasonRef],
      description: 'Reasons that may be told, for the retake screen; empty otherwise.',
    }),
    declined: t.exposeStringList('declined', {
      description: 'Why they were turned away; empty where that may not be told, not even in part.',
    }),
    applicantMessage: t.exposeString('applicantMessage', {
      nullable: true,
      description: 'Message a reviewer wrote for the applicant.',
    }),
    redirectUrl: t.string({ nullable: true, resolve: ({ session }) => session.redirectUrl }),
    expiresAt: t.field({ type: 'DateTime', resolve: ({ session }) => session.expiresAt }),
  }),
})

export const CaptureSessionResult = builder.unionType('CaptureSessionResult', {
  types: [CaptureSessionRef, OperationError],
  resolveType: typeNamed('CaptureSession'),
})

/** The caller's own session as it is now. @throws DomainError `UNAUTHENTICATED`, `NOT_FOUND` */
export async function readOwnSession(context: Context): Promise<CaptureView> {
  const view = await readCaptureView(context.dependencies, context.applicant())
  if (!view) throw new DomainError('NOT_FOUND', 'the session is gone')
  return view
}

builder.queryField('captureSession', (t) =>
  t.field({
    type: CaptureSessionRef,
    nullable: true,
    description: 'Applicant’s own session; only with a capture cookie, null without one.',
    resolve: (_root, _args, { dependencies, identity: { applicant } }) =>
      applicant ? readCaptureView(dependencies, applicant) : null,
  }),
)

builder.subscriptionField('captureSessionChanged', (t) =>
  t.field({
    type: CaptureSessionRef,
    description: 'The applicant’s own session; only with a capture cookie.',
    authScopes: { applicant: true },
    subscribe(_root, _args, context) {
      const { tenantId, sessionId } = context.applicant()
      return whileWelcome(context, context.dependencies.live.subscribe(tenantId, sessionId))
    },
    resolve: (_change, _args, context) => readOwnSession(context),
  }),
)

builder.mutationField('giveConsent', (t) =>
  t.field({
    type: CaptureSessionResult,
    args: { consentVersion: t.arg.string({ required: true }) },
    resolve: (_root, { consentVersion }, context) =>
      expected(context, 'applicant', async () => {
        if (!/^[\w.-]{1,40}$/.test(consentVersion)) {
          throw new DomainError('INPUT_INVALID', 'consentVersion: expected letters, digits, dots')
        }
        const { stories } = context.dependencies
        await stories.tellSession(context.applicant(), consentGiven, newId(), [{ consentVersion }])
        return readOwnSession(context)
      }),
  }),
)

builder.mutationField('chooseDocument', (t) =>
  t.field({
    type: CaptureSessionResult,
    args: { documentType: t.arg({ type: DocumentTypeEnum, required: true }) },
    resolve: (_root, { documentType }, context) =>
      expected(context, 'applicant', async () => {
        const { stories } = context.dependencies
        await stories.tellSession(context.applicant(), documentChosen, newId(), [{ documentType }])
        return readOwnSession(context)
      }),
  }),
)

builder.mutationField('setLocale', (t) =>
  t.field({
    type: CaptureSessionResult,
    args: { locale: t.arg({ type: LocaleEnum, required: true }) },
    resolve: (_root, { locale }, context) =>
      expected(context, 'applicant', async () => {
        const applicant = context.applicant()
        const { db, clock } = context.dependencies
        await withTenant(db, applicant.tenantId, (trx) =>
          setSessionLocale(trx, applicant, {
            locale,
            actor: actorOf(applicant),
            at: clock(),
          }),
        )
        return readOwnSession(context)
      }),
  }),
)

builder.mutationField('noteScreen', (t) =>
  t.boolean({
    description: 'The applicant sees a screen; for counting, no part of the case.',
    authScopes: { applicant: true },
    args: { screen: t.arg({ type: CaptureScreenEnum, required: true }) },
    async resolve(_root, { screen }, context) {
      const applicant = context.applicant()
      const { db, clock } = context.dependencies
      await withTenant(db, applicant.tenantId, (trx) => noteScreen(trx, applicant, screen, clock()))
      return true
    },
  }),
)

builder.mutationField('submitCaptures', (t) =>
  t.field({
    type: CaptureSessionResult,
    resolve: (_root, _args, context) =>
      expected(context, 'applicant', async () => {
        const applicant = context.applicant()
        const { db, stories } = context.dependencies
        const sessions = await withTenant(db, applicant.tenantId, (trx) =>
          sessionsById(trx, [applicant.sessionId], null),
        )
        const attempt = sessions.get(applicant.sessionId)?.attemptNumber ?? 0
        // a second tap gets the answer of the first; a refused update leaves no trace and may be sent again
        await stories.tellSession(applicant, submitted, `submit/${attempt}`, [])
        return readOwnSession(context)
      }),
  }),
)

const HandoffLinkResult = builder.unionType('HandoffLinkResult', {
  types: [CaptureLinkRef, OperationError],
  resolveType: typeNamed('CaptureLink'),
})

/** Long enough to find the phone and scan. */
const handoffLifeMs = 600_000

builder.mutationField('createHandoffLink', (t) =>
  t.field({
    type: HandoffLinkResult,
    description: 'A short-lived, single-use link for the applicant’s phone.',
    resolve: (_root, _args, context) =>
      expected(context, 'applicant', async () => {
        const applicant = context.applicant()
        const { db, keyring, clock } = context.dependencies
        await keyring.tenantBox(applicant.tenantId)
        return withTenant(db, applicant.tenantId, (trx) =>
          handoffLink(
            trx,
            keyring,
            { ...applicant, actor: actorOf(applicant), at: clock() },
            handoffLifeMs,
          ),
        )
      }),
  }),
)
