import { ApiError } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import type { Role } from '../../domain/roles.ts'
import { rememberCompany } from './company.ts'
import { ViewerDocument, type ApiScope } from '../../graphql/operations/generated/admin/graphql.ts'

/** The member of staff who is signed in. */
export interface StaffViewer {
  readonly id: string
  readonly displayName: string
  /** None as long as a second step must be set up. */
  readonly roles: readonly Role[]
  readonly mustEnrol: boolean
  readonly tenantName: string
  /** Under which law the company works, a name of domain/regulation.ts. */
  readonly regime: string
  /** Scopes that they may give to a key. */
  readonly mayGrant: readonly ApiScope[]
}

let known: Promise<StaffViewer> | null = null

/**
 * Asked once, until the login changes.
 * @throws ApiError `UNAUTHENTICATED`
 */
export function staffViewer(): Promise<StaffViewer> {
  known ??= readViewer().catch((error: unknown) => {
    known = null
    throw error
  })
  return known
}

export function forgetViewer(): void {
  known = null
}

async function readViewer(): Promise<StaffViewer> {
  const { viewer } = await run(ViewerDocument, {})
  if (!viewer.member) throw new ApiError('UNAUTHENTICATED', 401)
  const { id, displayName, roles } = viewer.member
  rememberCompany(viewer.companyAccounts ? viewer.tenant.id : null)
  return {
    id,
    displayName,
    roles: viewer.mustEnrol ? [] : roles,
    mustEnrol: viewer.mustEnrol,
    tenantName: viewer.tenant.name,
    regime: viewer.tenant.regime,
    mayGrant: viewer.mayGrant,
  }
}
