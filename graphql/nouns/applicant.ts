import { cellAad } from '../../db/aad.ts'
import type { Applicant } from '../../db/reads/applicants.ts'
import { builder } from '../builder.ts'

export const ApplicantRef = builder.objectRef<Applicant>('Applicant')
builder.node(ApplicantRef, {
  id: { resolve: (applicant) => applicant.id },
  loadOne: (id, context) => context.loaders().applicants.load(id),
  authScopes: { may: ['sessions.read', 'sessions.write', 'cases.read'] },
  fields: (t) => ({
    externalId: t.string({
      async resolve({ tenantId, id, externalIdSealed }, _args, { dependencies }) {
        const box = await dependencies.keyring.tenantBox(tenantId)
        const aad = cellAad(tenantId, 'applicants', id, 'external_id')
        return box.open(externalIdSealed, aad).toString('utf8')
      },
    }),
  }),
})
