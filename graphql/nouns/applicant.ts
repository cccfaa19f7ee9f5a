import type { Applicant } from '../../db/reads/applicants.ts'
import { builder } from '../builder.ts'
import { openExternalId } from '../session-seal.ts'

export const ApplicantRef = builder.objectRef<Applicant>('Applicant')
builder.node(ApplicantRef, {
  id: { resolve: (applicant) => applicant.id },
  loadOne: (id, context) => context.loaders().applicants.load(id),
  authScopes: { may: ['sessions.read', 'sessions.write', 'cases.read'] },
  fields: (t) => ({
    externalId: t.string({
      resolve: (applicant, _args, { dependencies }) =>
        openExternalId(dependencies.keyring, applicant),
    }),
  }),
})
