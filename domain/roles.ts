/** What a member of a tenant's staff may do; a member can have several. */
export const roles = [
  'OWNER',
  'PROFILE_AUTHOR',
  'PROFILE_PUBLISHER',
  'REVIEWER',
  'SUPERVISOR',
  'MASK_OPERATOR',
  'AUDITOR',
  'DEVELOPER',
  'OUTSOURCED_REVIEWER',
] as const
export type Role = (typeof roles)[number]

export const apiScopes = [
  'sessions:read',
  'sessions:write',
  /** Declared and read data, and masked pictures, of any session at any time. */
  'persons:read',
  'cases:review',
  'exports:read',
  'webhooks:manage',
] as const
export type ApiScope = (typeof apiScopes)[number]
