import { licenceCheckDigit } from '../domain/numbers.ts'
import type { Random } from './random.ts'

export type LicenceNumberOptions = {
  readonly prefecture: string
  /** Western year of the first licence. */
  readonly firstYear: number
  readonly wrongCheckDigit?: boolean
}

/** 運転免許証番号: 公安委員会, year of the first licence, serial, check digit, number of re-issues. */
export function makeLicenceNumber(
  random: Random,
  { prefecture, firstYear, wrongCheckDigit = false }: LicenceNumberOptions,
): string {
  const code = commissionCodes[prefecture] ?? '30'
  const serial = String(random.int(0, 999_999)).padStart(6, '0')
  const body = `${code}${String(firstYear % 100).padStart(2, '0')}${serial}`
  const check = licenceCheckDigit(body) ?? 0
  const printed = wrongCheckDigit ? (check + random.int(1, 9)) % 10 : check
  return `${body}${printed}${random.next() < 0.8 ? 0 : random.int(1, 3)}`
}

/** Codes of the 公安委員会 of the prefectures in places.ts; another prefecture counts as Tokyo. */
const commissionCodes: Readonly<Record<string, string>> = {
  北海道: '10',
  青森県: '20',
  宮城県: '22',
  東京都: '30',
  茨城県: '40',
  埼玉県: '43',
  千葉県: '44',
  神奈川県: '45',
  新潟県: '46',
  長野県: '48',
  静岡県: '49',
  石川県: '51',
  岐阜県: '53',
  愛知県: '54',
  三重県: '55',
  京都府: '61',
  大阪府: '62',
  兵庫県: '63',
  奈良県: '64',
  岡山県: '72',
  広島県: '73',
  香川県: '81',
  福岡県: '90',
  熊本県: '93',
  鹿児島県: '96',
  沖縄県: '97',
}
