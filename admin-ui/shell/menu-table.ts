import type { Area } from '../auth/access.ts'
import type { Words } from '../words/words.ts'

export type MenuGroup = 'groupReview' | 'groupRules' | 'groupIntegration' | 'groupOrganisation'
export interface MenuEntry {
  readonly word: Exclude<keyof Words['menu'], MenuGroup>
  readonly to: string
  readonly area: Area
  readonly group: MenuGroup
}

/** The menu, from top to bottom. */
export const menuTable: readonly MenuEntry[] = [
  { word: 'desk', to: '/desk', area: 'desk', group: 'groupReview' },
  { word: 'masking', to: '/masking', area: 'masking', group: 'groupReview' },
  { word: 'queue', to: '/cases', area: 'queue', group: 'groupReview' },
  { word: 'sessions', to: '/sessions', area: 'sessions', group: 'groupReview' },
  { word: 'exports', to: '/exports', area: 'exports', group: 'groupReview' },
  { word: 'calibration', to: '/calibration', area: 'calibration', group: 'groupReview' },
  { word: 'analytics', to: '/analytics', area: 'analytics', group: 'groupReview' },
  { word: 'profiles', to: '/profiles', area: 'profiles', group: 'groupRules' },
  { word: 'endpoints', to: '/endpoints', area: 'webhooks', group: 'groupIntegration' },
  { word: 'deliveries', to: '/deliveries', area: 'webhooks', group: 'groupIntegration' },
  { word: 'api-keys', to: '/api-keys', area: 'apiKeys', group: 'groupIntegration' },
  { word: 'partners', to: '/partners', area: 'partners', group: 'groupOrganisation' },
  { word: 'members', to: '/members', area: 'members', group: 'groupOrganisation' },
  { word: 'settings', to: '/settings', area: 'settings', group: 'groupOrganisation' },
  { word: 'audit', to: '/audit', area: 'audit', group: 'groupOrganisation' },
]
