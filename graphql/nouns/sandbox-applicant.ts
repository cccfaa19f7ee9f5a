import type { Session } from '../../db/reads/sessions.ts'
import { captureLink } from '../../db/settings/capture-links.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  sandboxApplicantKeys,
  sandboxApplicants,
  sandboxExternalId,
  type SandboxApplicantKey,
} from '../../domain/sandbox-applicants.ts'
import { sandboxApplicantWords } from '../../domain/words/sandbox-applicants.ts'
import { builder } from '../builder.ts'
import { actorOf } from '../context.ts'
import { SandboxApplicantEnum, SessionStatusEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { readSession, SessionRef } from './session.ts'

const open: readonly string[] = ['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED']

const DeclaredRef = builder
  .objectRef<{ readonly as: SandboxApplicantKey }>('SandboxDeclaredData')
  .implement({
    description: 'Of an invented person.',
    fields: (t) => ({
      name: t.string({ resolve: ({ as }) => sandboxApplicants[as].declared.name ?? '' }),
      birthDate: t.field({
        type: 'Date',
        resolve: ({ as }) => sandboxApplicants[as].declared.birthDate ?? '',
      }),
      address: t.string({ resolve: ({ as }) => sandboxApplicants[as].declared.address ?? '' }),
    }),
  })

const ApplicantRef = builder
  .objectRef<{ readonly as: SandboxApplicantKey }>('MadeApplicant')
  .implement({
    description: 'An invented applicant who goes through a session of the sandbox.',
    fields: (t) => ({
      as: t.expose('as', { type: SandboxApplicantEnum }),
      happens: t.string({ resolve: ({ as }) => sandboxApplicantWords.en[as].happens }),
      outcome: t.field({
        type: SessionStatusEnum,
        description: 'Under the preset FULL; another profile may decide otherwise.',
        resolve: ({ as }) => sandboxApplicants[as].outcome,
      }),
      reasonCodes: t.stringList({ resolve: ({ as }) => [...sandboxApplicants[as].reasonCodes] }),
      externalId: t.string({
        description: 'One for all: the same person under two is a duplicate.',
        resolve: () => sandboxExternalId,
      }),
      declared: t.field({
        type: DeclaredRef,
        description: 'What to create the session with.',
        resolve: (applicant) => applicant,
      }),
    }),
  })

builder.queryField('sandboxApplicants', (t) =>
  t.field({
    type: [ApplicantRef],
    authScopes: { principal: true },
    resolve: () => sandboxApplicantKeys.map((as) => ({ as })),
  }),
)

const SimulateResult = builder.unionType('SimulateApplicantResult', {
  types: [SessionRef, OperationError],
  resolveType: typeNamed('VerificationSession'),
})

builder.mutationField('simulateApplicant', (t) =>
  t.field({
    type: SimulateResult,
    description:
      'Sends a made applicant through a session of the sandbox; answers at once, and the session shows what happens. SANDBOX_ONLY: the session is a real one. SANDBOX_OFF: no worker plays applicants. SESSION_STATE: it takes no pictures now, or an applicant is under way.',
    args: {
      sessionId: t.arg.id({ required: true }),
      as: t.arg({ type: SandboxApplicantEnum, required: true }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'sessions.write', async () => {
        const { keyring, stories, clock } = context.dependencies
        const session = await readSession(
          context,
          parseGlobalId('VerificationSession', args.sessionId),
        )
        mustBePlayable(session)
        const { id: sessionId, tenantId } = session
        const { code } = await context.inTenant((trx) =>
          captureLink(trx, keyring, {
            tenantId,
            sessionId,
            actor: actorOf(context.principal()),
            at: clock(),
          }),
        )
        await stories.simulateApplicant({ tenantId, sessionId, code, as: args.as })
        return session
      }),
  }),
)

/** @throws DomainError `SANDBOX_ONLY`, `SESSION_STATE`, `DOCUMENT_NOT_ACCEPTED` */
function mustBePlayable({ sandbox, status, acceptedDocuments }: Session): void {
  if (!sandbox) throw new DomainError('SANDBOX_ONLY', 'sessionId: expected one of the sandbox')
  if (!open.includes(status)) {
    throw new DomainError('SESSION_STATE', 'the session takes no pictures now')
  }
  if (!acceptedDocuments.includes('DRIVERS_LICENCE')) {
    throw new DomainError('DOCUMENT_NOT_ACCEPTED', 'made applicants have a driver’s licence')
  }
}
