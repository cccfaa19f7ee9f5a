/**
 * Is it a number that a 運転免許証 can have: 12 ASCII digits, the 11th the check digit, a known 公安委員会?
 * The official specimen's 012345678900 is not.
 */
export function isLicenceNumber(text: string): boolean {
  return (
    /^\d{12}$/.test(text) &&
    Number(text[10]) === licenceCheckDigit(text.slice(0, 10)) &&
    licencePrefecture(text) !== null
  )
}

/**
 * Check digit (11th) of a licence number: weights 5 4 3 2 7 6 5 4 3 2, modulus 11.
 * @param body the first ten digits; other text gives null
 */
export function licenceCheckDigit(body: string): number | null {
  if (!/^\d{10}$/.test(body)) return null
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0)
  return (11 - (sum % 11)) % 10
}

/** Where the first licence was issued; `''` for 00, seen on converted foreign licences; null where no such code exists. */
export const licencePrefecture = (number: string): string | null =>
  licencePrefectures[number.slice(0, 2)] ?? null

/** Last two digits of the Western year of the first licence. Not after a lapse nor on numbers from before 1966. */
export const licenceFirstYear = (number: string): string => number.slice(2, 4)

/** 公安委員会 codes, the first two digits of a licence number. */
const licencePrefectures: Readonly<Record<string, string>> = {
  '00': '',
  10: '北海道',
  11: '北海道',
  12: '北海道',
  13: '北海道',
  14: '北海道',
  20: '青森県',
  21: '岩手県',
  22: '宮城県',
  23: '秋田県',
  24: '山形県',
  25: '福島県',
  30: '東京都',
  40: '茨城県',
  41: '栃木県',
  42: '群馬県',
  43: '埼玉県',
  44: '千葉県',
  45: '神奈川県',
  46: '新潟県',
  47: '山梨県',
  48: '長野県',
  49: '静岡県',
  50: '富山県',
  51: '石川県',
  52: '福井県',
  53: '岐阜県',
  54: '愛知県',
  55: '三重県',
  60: '滋賀県',
  61: '京都府',
  62: '大阪府',
  63: '兵庫県',
  64: '奈良県',
  65: '和歌山県',
  70: '鳥取県',
  71: '島根県',
  72: '岡山県',
  73: '広島県',
  74: '山口県',
  80: '徳島県',
  81: '香川県',
  82: '愛媛県',
  83: '高知県',
  90: '福岡県',
  91: '佐賀県',
  92: '長崎県',
  93: '熊本県',
  94: '大分県',
  95: '宮崎県',
  96: '鹿児島県',
  97: '沖縄県',
}
