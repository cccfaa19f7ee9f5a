import { withTenant } from '../../db/client.ts'
import { readSso } from '../../db/reads/sso.ts'
import { readTenant } from '../../db/reads/tenants.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ApplicantPrincipal, Principal } from '../auth/principals.ts'
import { apiScopes } from '../../domain/roles.ts'
import { mayGrant } from '../auth/permissions.ts'
import { builder } from '../builder.ts'
import { ApiScopeEnum, ViewerKindEnum } from '../enums.ts'
import { MemberRef } from './member.ts'
import { TenantRef } from './tenant.ts'

const ViewerRef = builder.objectRef<Principal | ApplicantPrincipal>('Viewer').implement({
  fields: (t) => ({
    kind: t.field({ type: ViewerKindEnum, resolve: (viewer) => viewer.kind }),
    tenant: t.field({
      type: TenantRef,
      async resolve(viewer, _args, { dependencies }) {
        const tenant = await withTenant(dependencies.db, viewer.tenantId, readTenant)
        if (!tenant) throw new DomainError('NOT_FOUND', 'no such tenant')
        return tenant
      },
    }),
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (viewer, _args, context) =>
        viewer.kind === 'MEMBER' ? context.loaders().members.load(viewer.id) : null,
    }),
    scopes: t.field({
      type: [ApiScopeEnum],
      resolve: (viewer) => (viewer.kind === 'API_KEY' ? viewer.scopes : []),
    }),
    mustEnrol: t.boolean({
      description:
        'The company asks for a second factor that the caller has not set up: until then nothing else opens.',
      resolve: (viewer) => viewer.kind === 'MEMBER' && viewer.mustEnrol,
    }),
    companyAccounts: t.boolean({
      description: 'The company has an OpenID provider of its own to sign in with.',
      resolve: (viewer, _args, { dependencies }) =>
        withTenant(dependencies.db, viewer.tenantId, async (trx) =>
          viewer.kind === 'MEMBER' ? ((await readSso(trx))?.enabled ?? false) : false,
        ),
    }),
    mayGrant: t.field({
      type: [ApiScopeEnum],
      description: 'Scopes that the caller may give to a key.',
      resolve: (viewer) =>
        viewer.kind === 'MEMBER' ? apiScopes.filter((scope) => mayGrant(viewer, scope)) : [],
    }),
    sandbox: t.boolean({ resolve: (viewer) => viewer.kind === 'API_KEY' && viewer.sandbox }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    description: 'The caller: a member of staff, an API key or an applicant’s capture session.',
    resolve: (_root, _args, context) =>
      context.identity.principal ?? context.identity.applicant ?? context.principal(),
  }),
)
