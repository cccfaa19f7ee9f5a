import type { Method } from './method.ts'

/** The law a tenant works under. `NONE`: verification by its own wish (個人情報保護法 only). */
export const regimes = ['NONE', 'APTCP', 'MOBILE', 'KOBUTSU', 'DATING', 'ALCOHOL'] as const
export type Regime = (typeof regimes)[number]

/** From this day on the next great change of the law holds: pictures alone no longer do (APTCP). */
export const lawChangesOn = '2027-04-01'

interface Permission {
  readonly regime: Regime
  readonly method: Method
  /** First day in Japan, inclusive; null: since ever. */
  readonly validFrom: string | null
  /** Last day in Japan, inclusive; null: no end known. */
  readonly validTo: string | null
  readonly label: string
}

/** Regulation as dated data. A letter of the law is a label here and nowhere else. */
export const permissions: readonly Permission[] = [
  // 犯罪収益移転防止法施行規則6条1項1号ホ; abolished on 2027-04-01
  {
    regime: 'APTCP',
    method: 'DOC_SELFIE',
    validFrom: '2018-11-30',
    validTo: '2027-03-31',
    label: 'ホ方式',
  },
  {
    regime: 'APTCP',
    method: 'DOC_ONLY',
    validFrom: '2018-11-30',
    validTo: '2027-03-31',
    label: 'チ方式（画像＋転送不要郵便）',
  },
  { regime: 'APTCP', method: 'IC_SELFIE', validFrom: '2018-11-30', validTo: null, label: 'ヘ方式' },
  {
    regime: 'APTCP',
    method: 'IC_ONLY',
    validFrom: '2018-11-30',
    validTo: null,
    label: 'ト・チ方式（ICチップ）',
  },
  {
    regime: 'APTCP',
    method: 'JPKI',
    validFrom: '2025-06-24',
    validTo: null,
    label: 'カ方式（旧ワ方式）',
  },
  // 携帯電話不正利用防止法施行規則: images by upload are out since 2026-04-01
  {
    regime: 'MOBILE',
    method: 'DOC_SELFIE',
    validFrom: null,
    validTo: '2026-03-31',
    label: '画像送信方式',
  },
  {
    regime: 'MOBILE',
    method: 'IC_SELFIE',
    validFrom: null,
    validTo: null,
    label: 'ICチップ読み取り＋容貌',
  },
  { regime: 'MOBILE', method: 'JPKI', validFrom: null, validTo: null, label: '公的個人認証' },
  // 古物営業法施行規則15条3項
  { regime: 'KOBUTSU', method: 'DOC_SELFIE', validFrom: null, validTo: null, label: '15条3項8号' },
  { regime: 'KOBUTSU', method: 'DOC_ONLY', validFrom: null, validTo: null, label: '15条3項6号' },
  { regime: 'KOBUTSU', method: 'IC_SELFIE', validFrom: null, validTo: null, label: '15条3項9号' },
  { regime: 'KOBUTSU', method: 'IC_ONLY', validFrom: null, validTo: null, label: '15条3項5号' },
  { regime: 'KOBUTSU', method: 'JPKI', validFrom: null, validTo: null, label: '15条3項12号' },
  // 出会い系サイト規制法施行規則5条1項1号
  { regime: 'DATING', method: 'DOC_ONLY', validFrom: null, validTo: null, label: '規則5条1項1号' },
  {
    regime: 'DATING',
    method: 'DOC_SELFIE',
    validFrom: null,
    validTo: null,
    label: '規則5条1項1号',
  },
]

export type RegulationAnswer =
  | { readonly allowed: true; readonly label: string | null; readonly endsOn: string | null }
  | { readonly allowed: false; readonly endedOn: string | null }

/**
 * May a session with this method start on this day?
 * @param day the day in Japan (Asia/Tokyo), YYYY-MM-DD
 */
export function mayStart(regime: Regime, method: Method, day: string): RegulationAnswer {
  if (regime === 'NONE' || regime === 'ALCOHOL') return { allowed: true, label: null, endsOn: null }
  const rows = permissions.filter((row) => row.regime === regime && row.method === method)
  const open = rows.find(
    (row) =>
      (row.validFrom === null || row.validFrom <= day) &&
      (row.validTo === null || day <= row.validTo),
  )
  if (open) return { allowed: true, label: open.label, endsOn: open.validTo }
  return {
    allowed: false,
    endedOn: rows.map((row) => row.validTo).find((end) => end !== null) ?? null,
  }
}
