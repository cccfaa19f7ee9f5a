import type { ApiScope, Role } from '../../domain/roles.ts'
import type { Principal } from './principals.ts'

interface Grant {
  readonly roles: readonly Role[]
  /** Of several any one will do; null: never by a key. */
  readonly scope: ApiScope | readonly ApiScope[] | null
  /** Who may give it to a key without having it: a program has no hands to hold a case in. */
  readonly givenBy?: readonly Role[]
}

const reviewing = ['OWNER', 'REVIEWER', 'SUPERVISOR'] as const
/** A company's back office, and its own review tool. */
const readingKeys = ['persons:read', 'cases:review'] as const
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

/** Who may do what: the one table that every door asks. */
export const permissions = {
  // who reviews from outside is in none of these lines but one: what they see is made for them
  'sessions.read': { roles: ownRoles, scope: 'sessions:read' },
  'sessions.write': { roles: ['OWNER', 'SUPERVISOR', 'DEVELOPER'], scope: 'sessions:write' },
  // What is personal is hidden, and opens for a purpose (sight.ts). The roles below say for whom it can; decisions/20 says why.
  /** Declared and read data, in full while the case lies in one's hands; and to find people by it. */
  'persons.read': { roles: reviewing, scope: readingKeys },
  /** Sees beginnings of what is hidden: enough to find one's way, for those who talk about applications. */
  'persons.masked': { roles: [...reviewing, 'AUDITOR', 'DEVELOPER'], scope: 'cases:review' },
  /** Has it shown for minutes, by saying what for. */
  'persons.reveal': { roles: [...reviewing, 'AUDITOR'], scope: null },
  /** In full at any time: a program that asks for it, and nobody else. */
  'persons.always': { roles: [], scope: 'persons:read', givenBy: ['OWNER'] },
  /** Takes it out in files. */
  'persons.export': { roles: ['OWNER', 'SUPERVISOR'], scope: 'persons:read' },
  /** Masked pictures, while the case lies in one's hands or they were revealed; each view is on record. */
  'pictures.view': {
    roles: [...reviewing, 'MASK_OPERATOR', 'AUDITOR'],
    scope: readingKeys,
  },
  // what is masked, and whether all of it is, shows in the picture alone
  'pictures.always': { roles: ['MASK_OPERATOR'], scope: 'persons:read', givenBy: ['OWNER'] },
  /** Takes them out in evidence. A key in a reviewer's hands sees the cases in those hands, and packs no others. */
  'pictures.export': { roles: ['OWNER', 'SUPERVISOR', 'AUDITOR'], scope: 'persons:read' },
  /** Who saw whom, and for what. */
  'personViews.read': { roles: ['OWNER', 'AUDITOR'], scope: null },
  /** All digits of a document's number. */
  'numbers.read': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  // terms, hours, how the capture looks: nobody's data
  'settings.read': { roles: ['OWNER', 'SUPERVISOR', 'AUDITOR', 'DEVELOPER'], scope: null },
  /** What holds for the company as a whole: methods, branding, texts, terms after which data is erased. */
  'settings.write': { roles: ['OWNER'], scope: null },
  /** Keeps a session from being erased. */
  'sessions.hold': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'hours.write': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  // what reviewers must confirm is laid down by those who answer for the reviews
  'checklist.write': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  // to give cases to others, to another queue, and to say who is given what
  'cases.assign': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'views.keep': { roles: ownRoles, scope: null },
  'notes.read': { roles: [...reviewing, 'MASK_OPERATOR', 'AUDITOR'], scope: 'cases:review' },
  'cases.read': { roles: [...reviewing, 'MASK_OPERATOR', 'AUDITOR'], scope: 'cases:review' },
  // a decision by a human names one: a key that reviews speaks for a member
  'cases.review': { roles: reviewing, scope: 'cases:review' },
  /** Says when two people look. */
  'secondReview.write': { roles: ['OWNER'], scope: null },
  /** Decides where two people disagree. */
  'cases.arbitrate': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  /** Hands cases to partners and calls them back. */
  'cases.outsource': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'partners.read': { roles: ['OWNER', 'SUPERVISOR', 'AUDITOR'], scope: null },
  'partners.manage': { roles: ['OWNER'], scope: null },
  /** The cases that lie with one's own organisation, as far as its contract shows them. */
  'partner.review': { roles: ['OUTSOURCED_REVIEWER'], scope: null },
  /** Pictures that nobody else may see yet: the originals, as long as one holds them. */
  'masking.work': { roles: ['MASK_OPERATOR'], scope: null },
  /** Takes pictures from everybody's eyes until an operator has masked them. */
  'masking.ask': { roles: reviewing, scope: 'cases:review' },
  'cases.takeOver': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'profiles.read': { roles: ownRoles, scope: 'sessions:read' },
  'profiles.write': { roles: ['OWNER', 'PROFILE_AUTHOR'], scope: null },
  'profiles.publish': { roles: ['OWNER', 'PROFILE_PUBLISHER'], scope: null },
  // tries a version on past sessions, or beside the one in force: facts, codes and counts, no person's data; a session's own page has rights of its own
  'profiles.test': {
    roles: ['OWNER', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'SUPERVISOR'],
    scope: null,
  },
  // facts and codes of past cases, and what must come of them
  'golden.read': {
    roles: ['OWNER', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'REVIEWER', 'SUPERVISOR', 'AUDITOR'],
    scope: null,
  },
  'golden.write': { roles: ['OWNER', 'PROFILE_AUTHOR', 'REVIEWER', 'SUPERVISOR'], scope: null },
  'webhooks.manage': { roles: ['OWNER', 'DEVELOPER'], scope: 'webhooks:manage' },
  'keys.manage': { roles: ['OWNER', 'DEVELOPER'], scope: null },
  /** Keys that decide in a member's name. */
  'reviewKeys.manage': { roles: ['OWNER'], scope: null },
  // counts and times, nobody's data
  'analytics.read': {
    roles: ['OWNER', 'SUPERVISOR', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'AUDITOR', 'DEVELOPER'],
    scope: 'sessions:read',
  },
  // how fast a person of the staff works is for those who lead them
  'reviewers.measure': { roles: ['OWNER', 'SUPERVISOR'], scope: null },
  'members.read': { roles: ownRoles, scope: null },
  /** Addresses, sign-ins and standing of the staff. */
  'members.inspect': { roles: ['OWNER', 'SUPERVISOR', 'AUDITOR'], scope: null },
  /** Invites, gives roles, shuts out. */
  'members.manage': { roles: ['OWNER'], scope: null },
  /** One's own password and devices. */
  'account.keep': { roles: [...ownRoles, 'OUTSOURCED_REVIEWER'], scope: null },
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
    return principal.scopes.some((scope) => [grant.scope ?? []].flat().includes(scope))
  }
  if (principal.mustEnrol && permission !== 'account.keep') return false
  return principal.roles.some((role) => grant.roles.includes(role))
}

/** Nobody gives a key more than they may do themselves: the scope is theirs to give if all that it opens is. */
export function mayGrant(principal: Principal, scope: ApiScope): boolean {
  if (principal.kind === 'API_KEY' || !isPermitted(principal, 'keys.manage')) return false
  const opened: readonly Grant[] = Object.values<Grant>(permissions).filter((grant) =>
    [grant.scope ?? []].flat().includes(scope),
  )
  return opened.every(({ roles, givenBy = [] }) =>
    principal.roles.some((role) => roles.includes(role) || givenBy.includes(role)),
  )
}
