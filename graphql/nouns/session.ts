import { listAuditEvents } from '../../db/reads/audit-events.ts'
import {
  countSessions,
  listSessions,
  sessionsOfPerson,
  type Session,
} from '../../db/reads/sessions.ts'
import { DomainError } from '../../domain/errors.ts'
import { isFinal } from '../../domain/session-state.ts'
import { attemptAsOf, decisionsAsOf, heldBack, saidAt, type Moment } from '../as-of.ts'
import { builder, pageCost } from '../builder.ts'
import type { Context } from '../context.ts'
import { DocumentTypeEnum, LocaleEnum, MethodEnum, SessionStatusEnum, SlotEnum } from '../enums.ts'
import { parseGlobalId } from '../global-ids.ts'
import { byId, keysetConnection } from '../paging.ts'
import { readSessionFilter, SessionFilterInput } from '../session-filter.ts'
import { whileWelcome } from '../while-welcome.ts'
import { ApplicantRef } from './applicant.ts'
import { AttemptRef } from './attempt.ts'
import { AuditEventRef } from './audit-event.ts'
import { caseRef } from './case-ref.ts'
import { CheckProfileVersionRef } from './check-profile.ts'
import { DecisionRef } from './decision.ts'
import { DeclaredDataRef, seeDeclared } from './declared-data.ts'
import { existing } from '../existing.ts'

export const SessionRef = builder.objectRef<Session & Moment>('VerificationSession')
builder.node(SessionRef, {
  id: { resolve: (session) => session.id },
  loadOne: (id, context) => context.loaders().sessions.load(id),
  // a key that may only create sees what it created; a reviewer sees the session of a case
  authScopes: { may: ['sessions.read', 'sessions.write', 'cases.read'] },
  fields: (t) => ({
    status: t.expose('status', { type: SessionStatusEnum }),
    isFinal: t.boolean({
      description: 'True when nothing can change the outcome any more.',
      resolve: (session) => isFinal(session.status),
    }),
    method: t.expose('method', { type: MethodEnum }),
    regulationLabel: t.exposeString('regulationLabel', { nullable: true }),
    documentType: t.expose('documentType', { type: DocumentTypeEnum, nullable: true }),
    acceptedDocuments: t.expose('acceptedDocuments', { type: [DocumentTypeEnum] }),
    locale: t.expose('locale', { type: LocaleEnum }),
    sandbox: t.exposeBoolean('sandbox'),
    applicant: t.field({
      type: ApplicantRef,
      async resolve(session, _args, context) {
        return existing(await context.loaders().applicants.load(session.applicantId))
      },
    }),
    declared: t.field({
      type: DeclaredDataRef,
      nullable: true,
      description: 'Null where nothing was declared, or the caller may not see personal data.',
      resolve: (session, _args, context) => seeDeclared(context, session),
    }),
    checkProfileVersion: t.field({
      type: CheckProfileVersionRef,
      async resolve(session, _args, context) {
        return existing(await context.loaders().versions.load(session.checkProfileVersionId))
      },
    }),
    reasonCodes: t.exposeStringList('reasonCodes'),
    askedSlots: t.expose('askedSlots', { type: [SlotEnum] }),
    attempts: t.field({
      type: [AttemptRef],
      complexity: { field: 1, multiplier: 3 },
      async resolve(session, _args, context) {
        const attempts = await context.loaders().attemptsBySession.load(session.id)
        return attempts
          .filter(({ startedAt }) => !heldBack(startedAt, session))
          .map((attempt) => attemptAsOf(attempt, session))
      },
    }),
    decisions: t.field({
      type: [DecisionRef],
      complexity: { field: 1, multiplier: 3 },
      async resolve(session, _args, context) {
        const decisions = await context.loaders().decisionsBySession.load(session.id)
        return decisionsAsOf(decisions, session)
      },
    }),
    case: t.field({
      type: caseRef,
      nullable: true,
      resolve: (session, _args, context) =>
        context.may('cases.read') ? context.loaders().casesBySession.load(session.id) : null,
    }),
    samePerson: t.field({
      type: [SessionRef],
      nullable: true,
      description:
        'Other sessions of the same name and birth date, newest first, 20 at most. Null where the caller may not see sessions beyond this one.',
      complexity: { field: 5, multiplier: 5 },
      resolve: (session, _args, context) =>
        context.may('sessions.read')
          ? context.read((trx) =>
              sessionsOfPerson(trx, session, { limit: 20, until: session.asOf ?? null }),
            )
          : null,
    }),
    history: t.field({
      type: [AuditEventRef],
      description:
        'Who did what, newest first; why somebody saw the person, or what keeps the session, only for who may know that.',
      args: { first: t.arg.int() },
      complexity: pageCost,
      authScopes: { may: ['sessions.read', 'cases.read'] },
      async resolve(session, { first }, context) {
        const events = await context.read((trx) =>
          listAuditEvents(
            trx,
            { subjectId: session.id, until: session.asOf, without: untold(context) },
            {
              limit: Math.min(Math.max(first ?? 50, 1), 200),
              after: null,
              before: null,
              inverted: false,
            },
          ),
        )
        return events.map((event) => ({ ...event, at: saidAt(event.at, session) }))
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime', nullable: true }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true }),
  }),
})

/** Purposes and holds speak of suspicions and lawsuits: not everybody who may see a session is told. */
const untold = (context: Context): readonly string[] => [
  ...(context.may('personViews.read') ? [] : ['person.revealed', 'person.hidden']),
  ...(maySeeHolds(context)
    ? []
    : ['verification_session.hold_placed', 'verification_session.hold_ended']),
]

/** Who places holds, and who looks after the records. */
export const maySeeHolds = ({ may }: Pick<Context, 'may'>): boolean =>
  may('sessions.hold') || may('audit.read')

/** The session as it is now. @throws DomainError `NOT_FOUND` */
export async function readSession(context: Context, id: string): Promise<Session> {
  context.forget()
  const session = await context.loaders().sessions.load(id)
  if (!session) throw new DomainError('NOT_FOUND', 'no such verification session')
  return session
}

builder.queryField('verificationSession', (t) =>
  t.field({
    type: SessionRef,
    nullable: true,
    authScopes: { may: 'sessions.read' },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      context.loaders().sessions.load(parseGlobalId('VerificationSession', id)),
  }),
)

builder.queryField('verificationSessions', (t) =>
  t.connection(
    {
      type: SessionRef,
      authScopes: { may: 'sessions.read' },
      complexity: pageCost,
      args: { filter: t.arg({ type: SessionFilterInput }) },
      async resolve(_root, { filter, ...args }, context) {
        const wanted = await readSessionFilter(context, filter ?? {})
        const page = await keysetConnection(args, byId<Session>('vs'), (place) =>
          context.read((trx) => listSessions(trx, wanted, place)),
        )
        return {
          ...page,
          totalCount: () => context.read((trx) => countSessions(trx, wanted)),
        }
      },
    },
    {
      name: 'VerificationSessionConnection',
      fields: (c) => ({
        totalCount: c.int({
          nullable: true,
          description: 'Counted up to 10,000; then null.',
          resolve: (connection) => connection.totalCount?.() ?? null,
        }),
      }),
    },
    { name: 'VerificationSessionEdge' },
  ),
)

builder.subscriptionField('verificationSessionChanged', (t) =>
  t.field({
    type: SessionRef,
    description: 'Every change of one session, the present state first.',
    authScopes: { may: 'sessions.read' },
    args: { id: t.arg.id({ required: true }) },
    async subscribe(_root, { id }, context) {
      const sessionId = parseGlobalId('VerificationSession', id)
      // whoever may not see it may not hear of it either
      const { tenantId } = await readSession(context, sessionId)
      return whileWelcome(context, context.dependencies.live.subscribe(tenantId, sessionId))
    },
    resolve: (_change, { id }, context) =>
      readSession(context, parseGlobalId('VerificationSession', id)),
  }),
)
