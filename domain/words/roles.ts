import type { Locale } from '../method.ts'
import type { Role } from '../roles.ts'

/** Roles of a tenant’s staff. */
export const roleWords: Readonly<Record<Locale, Readonly<Record<Role, string>>>> = {
  ja: {
    OWNER: '管理責任者',
    PROFILE_AUTHOR: '審査プロファイル作成者',
    PROFILE_PUBLISHER: '審査プロファイル公開者',
    REVIEWER: '審査担当者',
    SUPERVISOR: '審査責任者',
    MASK_OPERATOR: 'マスキング担当者',
    AUDITOR: '監査担当者',
    DEVELOPER: '開発者',
    OUTSOURCED_REVIEWER: '外部審査担当者',
  },
  en: {
    OWNER: 'Owner',
    PROFILE_AUTHOR: 'Profile author',
    PROFILE_PUBLISHER: 'Profile publisher',
    REVIEWER: 'Reviewer',
    SUPERVISOR: 'Supervisor',
    MASK_OPERATOR: 'Mask operator',
    AUDITOR: 'Auditor',
    DEVELOPER: 'Developer',
    OUTSOURCED_REVIEWER: 'Outsourced reviewer',
  },
  vi: {
    OWNER: 'Chủ sở hữu',
    PROFILE_AUTHOR: 'Người soạn quy tắc',
    PROFILE_PUBLISHER: 'Người công bố quy tắc',
    REVIEWER: 'Người xét duyệt',
    SUPERVISOR: 'Người giám sát',
    MASK_OPERATOR: 'Người che thông tin',
    AUDITOR: 'Kiểm toán viên',
    DEVELOPER: 'Nhà phát triển',
    OUTSOURCED_REVIEWER: 'Người xét duyệt bên ngoài',
  },
}
