import type { ApiScope, Role } from '../../domain/roles.ts'
import type { Principal } from './principals.ts'

interface Grant {
  readonly roles: readonly Role[]
  /** null: never by a key. */
  readonly scope: ApiScope | null
}

const reviewing = ['OWNER', 'REVIEWER', 'SUPERVISOR', 'OUTSOURCED_REVIEWER'] as const
const ownRoles = [
  'OWNER',
  'PROFILE_AUTHOR',
  'PROFILE_PUBLISHER',
  'REVIEWER',
  'SUPERVISOR',
  'MASK_OPERATOR',
  'AUDITOR',
  'DEVELOPER',
] as const
const everyRole = [...ownRoles, 'OUTSOURCED_REVIEWER'] as const

/** Who may do what: the one table that every door asks. */
export const permissions = {
  // who reviews from outside sees the sessions of cases, and can't walk through all the others
  'sessions.read': { roles: ownRoles, scope: 'sessions:read' },
  'sessions.write': { roles: ['OWNER', 'SUPERVISOR', 'DEVELOPER'], scope: 'sessions:write' },
  /** Declared and read data of a person, opened from their seals. */
  'persons.read': { roles: [...reviewing, 'MASK_OPERATOR', 'DEVELOPER'], scope: 'sessions:read' },
  /** Masked pictures; each view is on record. */
  'pictures.view': {
    roles: [...reviewing, 'MASK_OPERATOR', 'AUDITOR'],
    scope: 'sessions:read',
  },
  /** All digits of a document's number. */
  'numbers.read': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'notes.read': { roles: [...reviewing, 'MASK_OPERATOR', 'AUDITOR'], scope: null },
  'cases.read': { roles: [...reviewing, 'MASK_OPERATOR', 'AUDITOR'], scope: 'cases:review' },
  // a decision by a human is a member's: a key has nobody to name
  'cases.review': { roles: reviewing, scope: null },
  // what reviewers must confirm is laid down by those who answer for the reviews
  'checklist.write': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  // to give cases to others, to another queue, and to say who is given what
  'cases.assign': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'cases.takeOver': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'views.keep': { roles: everyRole, scope: null },
  'profiles.read': { roles: everyRole, scope: 'sessions:read' },
  'profiles.write': { roles: ['OWNER', 'PROFILE_AUTHOR'], scope: null },
  'profiles.publish': { roles: ['OWNER', 'PROFILE_PUBLISHER'], scope: null },
  // tries a version on past sessions: facts, codes and counts, no person's data; a session's own page has rights of its own
  'profiles.test': {
    roles: ['OWNER', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'SUPERVISOR'],
    scope: null,
  },
  'webhooks.manage': { roles: ['OWNER', 'DEVELOPER'], scope: 'webhooks:manage' },
  'keys.manage': { roles: ['OWNER', 'DEVELOPER'], scope: null },
  // counts and times, nobody's data
  'analytics.read': {
    roles: ['OWNER', 'SUPERVISOR', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'AUDITOR', 'DEVELOPER'],
    scope: 'sessions:read',
  },
  // how fast a person of the staff works is for those who lead them
  'reviewers.measure': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'members.read': { roles: everyRole, scope: null },
  'audit.read': { roles: ['OWNER', 'AUDITOR'], scope: null },
  // a CSV holds persons' data: not for outsourced reviewers
  'exports.read': { roles: ['OWNER', 'SUPERVISOR', 'DEVELOPER'], scope: 'exports:read' },
  /** The signed package of one session; what is personal in it goes by the permissions for that. */
  'evidence.read': { roles: ['OWNER', 'SUPERVISOR', 'AUDITOR'], scope: 'exports:read' },
} as const satisfies Record<string, Grant>
export type Permission = keyof typeof permissions

export function isPermitted(principal: Principal, permission: Permission): boolean {
  const grant: Grant = permissions[permission]
  if (principal.kind === 'API_KEY') {
    return grant.scope !== null && principal.scopes.includes(grant.scope)
  }
  return principal.roles.some((role) => grant.roles.includes(role))
}
