import type { Role } from '../../domain/roles.ts'

/** A part of the manager. */
export const areas = [
  'queue',
  'sessions',
  'exports',
  'profiles',
  'webhooks',
  'apiKeys',
  'members',
  'audit',
] as const
export type Area = (typeof areas)[number]

/** Something that is done, and not only looked at. */
export type Deed =
  | 'review'
  | 'takeOver'
  | 'assignCases'
  | 'findPersons'
  | 'export'
  | 'packEvidence'
  | 'authorProfiles'
  | 'publishProfiles'
  | 'manageWebhooks'
  | 'manageApiKeys'
  | 'manageSessions'

/** Shown or hidden by role; the server decides for itself. */
const rolesByArea: Record<Area, readonly Role[]> = {
  queue: ['OWNER', 'REVIEWER', 'SUPERVISOR', 'OUTSOURCED_REVIEWER', 'MASK_OPERATOR', 'AUDITOR'],
  sessions: ['OWNER', 'REVIEWER', 'SUPERVISOR', 'AUDITOR', 'DEVELOPER'],
  exports: ['OWNER', 'SUPERVISOR', 'DEVELOPER', 'AUDITOR'],
  profiles: ['OWNER', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'SUPERVISOR', 'AUDITOR'],
  webhooks: ['OWNER', 'DEVELOPER'],
  apiKeys: ['OWNER', 'DEVELOPER'],
  members: ['OWNER', 'SUPERVISOR', 'AUDITOR'],
  audit: ['OWNER', 'AUDITOR'],
}
const rolesByDeed: Record<Deed, readonly Role[]> = {
  review: ['OWNER', 'REVIEWER', 'SUPERVISOR', 'OUTSOURCED_REVIEWER'],
  takeOver: ['OWNER', 'SUPERVISOR'],
  assignCases: ['OWNER', 'SUPERVISOR'],
  findPersons: ['OWNER', 'REVIEWER', 'SUPERVISOR', 'MASK_OPERATOR', 'DEVELOPER'],
  export: ['OWNER', 'SUPERVISOR', 'DEVELOPER'],
  packEvidence: ['OWNER', 'SUPERVISOR', 'AUDITOR'],
  authorProfiles: ['OWNER', 'PROFILE_AUTHOR'],
  publishProfiles: ['OWNER', 'PROFILE_PUBLISHER'],
  manageWebhooks: ['OWNER', 'DEVELOPER'],
  manageApiKeys: ['OWNER', 'DEVELOPER'],
  manageSessions: ['OWNER', 'SUPERVISOR', 'DEVELOPER'],
}

export const maySee = (area: Area, roles: readonly Role[]): boolean =>
  rolesByArea[area].some((role) => roles.includes(role))

export const mayDo = (deed: Deed, roles: readonly Role[]): boolean =>
  rolesByDeed[deed].some((role) => roles.includes(role))
