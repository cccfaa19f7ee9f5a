import type { Role } from '../../domain/roles.ts'

/** A part of the manager. */
export const areas = [
  'desk',
  'masking',
  'queue',
  'partners',
  'calibration',
  'sessions',
  'exports',
  'profiles',
  'webhooks',
  'apiKeys',
  'analytics',
  'reviewers',
  'members',
  'settings',
  'audit',
] as const
export type Area = (typeof areas)[number]

/** Something that is done, and not only looked at. */
export type Deed =
  | 'review'
  | 'takeOver'
  | 'assignCases'
  | 'findPersons'
  | 'seeWhoSaw'
  | 'outsource'
  | 'setSecondReview'
  | 'setUpCompany'
  | 'leadReviews'
  | 'managePartners'
  | 'manageMembers'
  | 'export'
  | 'packEvidence'
  | 'freezeCases'
  | 'authorProfiles'
  | 'publishProfiles'
  | 'testProfiles'
  | 'manageWebhooks'
  | 'manageApiKeys'
  | 'manageSessions'

/** Shown or hidden by role; the server decides for itself. */
const rolesByArea: Record<Area, readonly Role[]> = {
  desk: ['OUTSOURCED_REVIEWER'],
  masking: ['MASK_OPERATOR'],
  queue: ['OWNER', 'REVIEWER', 'SUPERVISOR', 'AUDITOR'],
  partners: ['OWNER', 'SUPERVISOR', 'AUDITOR'],
  calibration: ['OWNER', 'SUPERVISOR'],
  sessions: ['OWNER', 'REVIEWER', 'SUPERVISOR', 'AUDITOR', 'DEVELOPER'],
  exports: ['OWNER', 'SUPERVISOR', 'DEVELOPER', 'AUDITOR'],
  profiles: ['OWNER', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'SUPERVISOR', 'AUDITOR'],
  webhooks: ['OWNER', 'DEVELOPER'],
  apiKeys: ['OWNER', 'DEVELOPER'],
  analytics: ['OWNER', 'SUPERVISOR', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'AUDITOR', 'DEVELOPER'],
  reviewers: ['OWNER', 'SUPERVISOR'],
  members: ['OWNER', 'SUPERVISOR', 'AUDITOR'],
  settings: ['OWNER', 'SUPERVISOR', 'AUDITOR', 'DEVELOPER'],
  audit: ['OWNER', 'AUDITOR'],
}
const rolesByDeed: Record<Deed, readonly Role[]> = {
  review: ['OWNER', 'REVIEWER', 'SUPERVISOR'],
  takeOver: ['OWNER', 'SUPERVISOR'],
  assignCases: ['OWNER', 'SUPERVISOR'],
  findPersons: ['OWNER', 'REVIEWER', 'SUPERVISOR'],
  seeWhoSaw: ['OWNER', 'AUDITOR'],
  outsource: ['OWNER', 'SUPERVISOR'],
  setSecondReview: ['OWNER'],
  setUpCompany: ['OWNER'],
  leadReviews: ['OWNER', 'SUPERVISOR'],
  managePartners: ['OWNER'],
  manageMembers: ['OWNER'],
  export: ['OWNER', 'SUPERVISOR', 'DEVELOPER'],
  packEvidence: ['OWNER', 'SUPERVISOR', 'AUDITOR'],
  freezeCases: ['OWNER', 'PROFILE_AUTHOR', 'REVIEWER', 'SUPERVISOR'],
  authorProfiles: ['OWNER', 'PROFILE_AUTHOR'],
  publishProfiles: ['OWNER', 'PROFILE_PUBLISHER'],
  testProfiles: ['OWNER', 'PROFILE_AUTHOR', 'PROFILE_PUBLISHER', 'SUPERVISOR'],
  manageWebhooks: ['OWNER', 'DEVELOPER'],
  manageApiKeys: ['OWNER', 'DEVELOPER'],
  manageSessions: ['OWNER', 'SUPERVISOR', 'DEVELOPER'],
}

export const maySee = (area: Area, roles: readonly Role[]): boolean =>
  rolesByArea[area].some((role) => roles.includes(role))

export const mayDo = (deed: Deed, roles: readonly Role[]): boolean =>
  rolesByDeed[deed].some((role) => roles.includes(role))
