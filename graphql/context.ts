import { withTenant, type Trx } from '../db/client.ts'
import type { Actor } from '../db/inbox-schemas.ts'
import { DomainError } from '../domain/errors.ts'
import type { PersonalKind } from '../domain/personal-data.ts'
import type { Role } from '../domain/roles.ts'
import { isPermitted, permissions, type Permission } from './auth/permissions.ts'
import type { ApplicantPrincipal, Identity, MemberPrincipal, Principal } from './auth/principals.ts'
import type { Dependencies } from './dependencies.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import { createViewLog, type ViewLog } from './view-log.ts'
import type { Grounds } from './sight.ts'
import { createSharedReads, type Read } from './shared-reads.ts'

/** What a resolver knows of its request. */
export interface Context {
  readonly requestId: string
  readonly dependencies: Dependencies
  readonly identity: Identity
  may(permission: Permission): boolean
  /** @throws DomainError `UNAUTHENTICATED` */
  principal(): Principal
  /** The caller as a person of the staff. @throws DomainError `UNAUTHENTICATED`, `FORBIDDEN` */
  member(): MemberPrincipal
  /** Whose name a review bears. @throws DomainError `UNAUTHENTICATED`, `FORBIDDEN` */
  reviewer(): Reviewer
  /** @throws DomainError `UNAUTHENTICATED` */
  applicant(): ApplicantPrincipal
  /** Runs in the caller's tenant: nothing of another one can be reached. */
  inTenant<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  /** As `inTenant`, for what only reads: what is asked for at one moment shares a transaction. */
  read<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  loaders(): Loaders
  /** Puts on record that the caller sees these kinds of a person's data; wait for it before giving them out. */
  note(sessionId: string, grounds: Grounds, kind: PersonalKind): Promise<void>
  /** Asked again in the course of a subscription: is the caller who they were, with all they were allowed? */
  readonly isStillWelcome: () => Promise<boolean>
  /** What was loaded is old: a subscription is about to answer again, or something was changed. */
  forget(): void
}

/** A member, be they here themselves or by a key that speaks for them. */
export type Reviewer = Pick<MemberPrincipal, 'id' | 'tenantId' | 'personId' | 'partnerId'>

export function createContext(
  dependencies: Dependencies,
  identity: Identity,
  requestId: string,
  isStillWelcome: () => Promise<boolean> = () => Promise.resolve(true),
): Context {
  let loaders: Loaders | null = null
  let read: Read | null = null
  let views: ViewLog | null = null
  const shared = (): Read => (read ??= createSharedReads(dependencies.db, principal().tenantId))
  const principal = (): Principal => {
    if (identity.principal) return identity.principal
    throw new DomainError('UNAUTHENTICATED', 'expected an API key or a login')
  }
  const may = (permission: Permission): boolean =>
    identity.principal !== null && isPermitted(identity.principal, permission)
  // who measures others is not measured; a key reads what is, for the company's systems
  const blindFor = (): string | null =>
    principal().kind === 'MEMBER' && !may('reviewers.measure') ? principal().id : null
  return {
    requestId,
    dependencies,
    identity,
    may,
    principal,
    member() {
      const caller = principal()
      if (caller.kind === 'MEMBER') return caller
      throw new DomainError('FORBIDDEN', 'expected a member of staff, not a key')
    },
    reviewer() {
      const caller = principal()
      if (caller.kind === 'MEMBER') return caller
      const { speaksFor, tenantId } = caller
      // a key that was made for somebody who reviews no longer reviews no longer
      if (speaksFor?.roles.some((role) => permissions['cases.review'].roles.some(is(role))))
        return { ...speaksFor, tenantId, partnerId: null }
      throw new DomainError('FORBIDDEN', 'expected a key that speaks for a reviewer')
    },
    applicant() {
      if (identity.applicant) return identity.applicant
      throw new DomainError('UNAUTHENTICATED', 'expected a capture link to be opened first')
    },
    inTenant: (work) => withTenant(dependencies.db, principal().tenantId, work),
    read: (work) => shared()(work),
    loaders() {
      loaders ??= createLoaders(shared(), principal(), dependencies.clock, blindFor())
      return loaders
    },
    note(sessionId, grounds, kind) {
      views ??= createViewLog(dependencies, principal())
      return views(sessionId, grounds, kind)
    },
    isStillWelcome,
    forget() {
      loaders = null
      views = null
    },
  }
}

const is =
  (role: Role) =>
  (other: Role): boolean =>
    role === other

/** Who is written into the audit chain. */
export const actorOf = ({ kind, id }: Principal | ApplicantPrincipal): Actor => ({ kind, id })
