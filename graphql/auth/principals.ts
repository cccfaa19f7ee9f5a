import type { ApiScope, Role } from '../../domain/roles.ts'

/** A person of a tenant's staff, or a program with one of its keys. */
export type Principal = MemberPrincipal | ApiKeyPrincipal

export interface MemberPrincipal {
  readonly kind: 'MEMBER'
  readonly tenantId: string
  readonly id: string
  readonly roles: readonly Role[]
  /** The member who answers for this one: itself, where it is a person. */
  readonly personId: string
  /** The organisation whose guest they are. */
  readonly partnerId: string | null
  /** Id of the sign-in by which they are here. */
  readonly loginId: string
  /** Before anything else they set up a second factor: until then they may look at their own account alone. */
  readonly mustEnrol: boolean
  /** Sees real and sandbox sessions. */
  readonly sandbox: null
}

export interface ApiKeyPrincipal {
  readonly kind: 'API_KEY'
  readonly tenantId: string
  readonly id: string
  readonly scopes: readonly ApiScope[]
  /** Which side the key sees, and no other. */
  readonly sandbox: boolean
  /** The member for whom it speaks when it reviews. */
  readonly speaksFor: Pick<MemberPrincipal, 'id' | 'personId' | 'roles'> | null
}

/** A browser that exchanged a capture link: it knows one session and nothing else. */
export interface ApplicantPrincipal {
  readonly kind: 'APPLICANT'
  readonly tenantId: string
  readonly sessionId: string
  /** Id of the capture device. */
  readonly id: string
}

/** Who a request comes from; one browser can hold a login and a capture cookie at once. */
export interface Identity {
  readonly principal: Principal | null
  readonly applicant: ApplicantPrincipal | null
  /** Something was sent that no longer says who it is: a wrong or revoked key. */
  readonly refused: boolean
}
