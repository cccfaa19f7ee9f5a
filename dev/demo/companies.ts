import type { Role } from '../../domain/roles.ts'
import type { Regime } from '../../domain/regulation.ts'
import type { Preset } from '../../rules/presets.ts'

export interface Staff {
  /** Part before the @. */
  readonly name: string
  readonly displayName: string
  readonly role: Role
  /** The organisation whose guest they are. */
  readonly partner?: string
}

/** A tenant of the demo. */
export interface Company {
  readonly key: string
  readonly name: string
  readonly regime: Regime
  readonly staff: readonly Staff[]
  /** The first is the one that sessions get where they name none. */
  readonly scenes: readonly Preset['scene'][]
  /** Who writes the check profiles, and who publishes them: never the same. */
  readonly author: Role
  readonly publisher: Role
}

/** Verifies by its own wish, so that no change of the law stops the demo. */
export const shop: Company = {
  key: 'shop',
  name: 'サンプル商店',
  regime: 'NONE',
  staff: [
    { name: 'owner', displayName: '責任者', role: 'OWNER' },
    { name: 'profile-author', displayName: '審査プロファイル作成者', role: 'PROFILE_AUTHOR' },
    { name: 'profile-publisher', displayName: '審査プロファイル公開者', role: 'PROFILE_PUBLISHER' },
    { name: 'reviewer', displayName: '審査担当者', role: 'REVIEWER' },
    { name: 'supervisor', displayName: '審査管理者', role: 'SUPERVISOR' },
    { name: 'mask-operator', displayName: 'マスキング担当者', role: 'MASK_OPERATOR' },
    { name: 'auditor', displayName: '監査担当者', role: 'AUDITOR' },
    { name: 'developer', displayName: '開発者', role: 'DEVELOPER' },
    {
      name: 'outsourced-reviewer',
      displayName: '外部審査担当者',
      role: 'OUTSOURCED_REVIEWER',
      partner: 'サンプル審査センター',
    },
  ],
  scenes: ['FULL', 'AGE_ONLY', 'DUPLICATE_PREVENTION'],
  author: 'PROFILE_AUTHOR',
  publisher: 'PROFILE_PUBLISHER',
}

/** Under the law against money laundering: its methods end on the law's days. */
export const bank: Company = {
  key: 'bank',
  name: 'サンプル信用金庫',
  regime: 'APTCP',
  staff: [
    { name: 'owner', displayName: '責任者', role: 'OWNER' },
    { name: 'profile-publisher', displayName: '審査プロファイル公開者', role: 'PROFILE_PUBLISHER' },
  ],
  scenes: ['FULL'],
  author: 'OWNER',
  publisher: 'PROFILE_PUBLISHER',
}
