import {
  endHold,
  noteContractEnd,
  placeHold,
  type KeepingChange,
} from '../../db/settings/session-keeping.ts'
import type { Trx } from '../../db/client.ts'
import type { Session } from '../../db/reads/sessions.ts'
import { DomainError } from '../../domain/errors.ts'
import { holdReasons } from '../../domain/retention.ts'
import type { Permission } from '../auth/permissions.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { MemberRef } from './member.ts'
import { maySeeHolds, SessionRef } from './session.ts'

const HoldReasonEnum = builder.enumType('LegalHoldReason', { values: holdReasons })

const HoldRef = builder.objectRef<Session>('LegalHold').implement({
  description: 'Nothing of the session is erased while it stands.',
  fields: (t) => ({
    reason: t.string({ resolve: ({ legalHoldReason }) => legalHoldReason ?? 'OTHER' }),
    at: t.field({
      type: 'DateTime',
      resolve: ({ legalHoldAt, updatedAt }) => legalHoldAt ?? updatedAt,
    }),
    by: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ legalHoldBy }, _args, context) =>
        legalHoldBy === null ? null : context.loaders().members.load(legalHoldBy),
    }),
  }),
})

builder.objectFields(SessionRef, (t) => ({
  legalHold: t.field({
    type: HoldRef,
    nullable: true,
    description: 'Null, too, where the caller may not know: it may speak of a suspicion.',
    resolve: (session, _args, context) =>
      session.legalHoldAt === null || !maySeeHolds(context) ? null : session,
  }),
  contractEndedOn: t.expose('contractEndedOn', {
    type: 'Date',
    nullable: true,
    description: 'From this day on some laws count the years of keeping.',
  }),
  picturesErasedAt: t.expose('picturesErasedAt', { type: 'DateTime', nullable: true }),
  filmsErasedAt: t.expose('filmsErasedAt', { type: 'DateTime', nullable: true }),
  redactedAt: t.expose('redactedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Since then nothing of the person is left; facts and decisions stay.',
  }),
}))

const KeepingResult = builder.unionType('SessionKeepingResult', {
  types: [SessionRef, OperationError],
  resolveType: typeNamed('VerificationSession'),
})

const change = (
  context: Context,
  permission: Permission,
  globalSessionId: string,
  work: (trx: Trx, change: KeepingChange) => Promise<void>,
) =>
  expected(context, permission, async () => {
    const sessionId = parseGlobalId('VerificationSession', globalSessionId)
    // of the caller's side of the sandbox
    if (!(await context.loaders().sessions.load(sessionId)))
      throw new DomainError('NOT_FOUND', 'no such session')
    const principal = context.principal()
    await context.inTenant((trx) =>
      work(trx, {
        tenantId: principal.tenantId,
        sessionId,
        actor: actorOf(principal),
        at: context.dependencies.clock(),
      }),
    )
    context.forget()
    const session = await context.loaders().sessions.load(sessionId)
    if (!session) throw new DomainError('NOT_FOUND', 'no such session')
    return session
  })

builder.mutationField('placeLegalHold', (t) =>
  t.field({
    type: KeepingResult,
    args: {
      sessionId: t.arg.id({ required: true }),
      reason: t.arg({ type: HoldReasonEnum, required: true }),
    },
    resolve: (_root, { sessionId, reason }, context) =>
      change(context, 'sessions.hold', sessionId, (trx, keeping) =>
        placeHold(trx, keeping, reason),
      ),
  }),
)

builder.mutationField('endLegalHold', (t) =>
  t.field({
    type: KeepingResult,
    description: 'Terms hold again; what ended meanwhile is erased in the next night.',
    args: { sessionId: t.arg.id({ required: true }) },
    resolve: (_root, { sessionId }, context) =>
      change(context, 'sessions.hold', sessionId, endHold),
  }),
)

builder.mutationField('noteContractEnd', (t) =>
  t.field({
    type: KeepingResult,
    description: 'The day on which the contract with the applicant ended; null: it goes on.',
    args: { sessionId: t.arg.id({ required: true }), on: t.arg({ type: 'Date' }) },
    resolve: (_root, { sessionId, on }, context) =>
      change(context, 'sessions.write', sessionId, (trx, keeping) =>
        noteContractEnd(trx, keeping, on ?? null),
      ),
  }),
)
