import { formatEra } from '../domain/dates.ts'
import type { Identity } from './identity.ts'
import { makeLicenceNumber } from './licence-number.ts'
import { createRandom } from './random.ts'

export const belts = ['GREEN', 'BLUE', 'GOLD'] as const
export type Belt = (typeof belts)[number]

/** What is printed on a licence, days as ISO. */
export type LicenceData = {
  readonly name: string
  readonly birthDate: string
  readonly address: string
  readonly issueDate: string
  readonly inquiryNumber: string
  readonly expiryDate: string
  readonly belt: Belt
  readonly conditions: readonly string[]
  readonly number: string
  /** 二・小・原, 他, 二種; null where the holder has none. */
  readonly firstIssued: readonly [string | null, string | null, string | null]
  readonly categories: readonly string[]
  readonly commission: string
}

export type LicenceDataOptions = {
  readonly seed: number
  readonly identity: Identity
  /** ISO day on which the licence is valid unless `expiry` says otherwise. */
  readonly today?: string
  readonly expiry?: string
  readonly issue?: string
  readonly belt?: Belt
  readonly conditions?: readonly string[]
  readonly numberOverride?: string
  readonly wrongCheckDigit?: boolean
}

/** Makes up a licence that fits the person: age, validity of the belt, expiry one month after a birthday. */
export function makeLicenceData(options: LicenceDataOptions): LicenceData {
  const { seed, identity, today = '2026-11-22' } = options
  const random = createRandom(seed + 7001)
  const birthYear = Number(identity.birthDate.slice(0, 4))
  const thisYear = Number(today.slice(0, 4))
  const belt = options.belt ?? random.pick(belts)
  const years = belt === 'GREEN' ? 3 : belt === 'BLUE' && random.next() < 0.3 ? 3 : 5

  // Expiry: one month after a birthday (道路交通法92条の2), in one of the years that the belt's validity leaves.
  const lead = random.int(1, years - 1)
  const expiryDate = options.expiry ?? dayAfterBirthday(identity.birthDate, thisYear + lead, 1)
  // A birthday in December is followed by an expiry in January.
  const turnsYear = expiryDate.slice(5, 7) === '01' && identity.birthDate.slice(5, 7) === '12'
  const renewalYear = Number(expiryDate.slice(0, 4)) - (turnsYear ? 1 : 0)
  const issueDate =
    options.issue ??
    withDay(dayAfterBirthday(identity.birthDate, renewalYear - years, 0), random.int(1, 28))

  const issueYear = Number(issueDate.slice(0, 4))
  const carYear = Math.min(birthYear + 18 + random.int(0, 6), issueYear)
  const car =
    belt === 'GREEN' ? issueDate : `${carYear}-${pad(random.int(1, 12))}-${pad(random.int(1, 28))}`
  const other = car < issueDate ? car : issueDate
  const motorcycle =
    belt !== 'GREEN' && random.next() < 0.3 ? withYear(other, birthYear + 17) : null
  const classTwo =
    belt === 'GOLD' && carYear + 6 < issueYear && random.next() < 0.2
      ? withYear(other, carYear + 5)
      : null
  const firstYear = Number((motorcycle ?? other).slice(0, 4))
  const number = makeLicenceNumber(random, {
    prefecture: identity.prefecture,
    firstYear,
    wrongCheckDigit: options.wrongCheckDigit ?? false,
  })

  return {
    name: `${identity.familyName}　${identity.givenName}`,
    birthDate: identity.birthDate,
    address: identity.address,
    issueDate,
    inquiryNumber: String(random.int(0, 99_999)).padStart(5, '0'),
    expiryDate,
    belt,
    conditions: options.conditions ?? random.pick(usualConditions),
    number: options.numberOverride ?? number,
    firstIssued: [motorcycle, other, classTwo],
    categories: [
      other < '2017-03-12' ? '準中型' : '普通',
      ...(motorcycle ? ['普自二'] : []),
      ...(classTwo ? ['普二'] : []),
    ],
    commission: `${identity.prefecture}公安委員会`,
  }
}

/** 令和03年05月15日, as issue and acquisition days are printed. */
export const printedDate = (iso: string): string => spreadDate(iso, '0')

/** 平成 5年 3月15日生: birthdays are padded with blanks. */
export const printedBirthDate = (iso: string): string => `${spreadDate(iso, ' ')}生`

/** 2024年(令和06年)06月01日まで有効 */
export const printedExpiry = (iso: string): string => {
  const era = printedDate(iso)
  const year = era.indexOf('年')
  return `${iso.slice(0, 4)}年(${era.slice(0, year + 1)})${era.slice(year + 1)}まで有効`
}

function spreadDate(iso: string, blank: '0' | ' '): string {
  return formatEra(iso)
    .replace('元年', '1年')
    .replaceAll(/\d+/g, (digits) => digits.padStart(2, blank))
}

const pad = (value: number): string => String(value).padStart(2, '0')

function dayAfterBirthday(birthDate: string, year: number, months: number): string {
  const [, month = 1, day = 1] = birthDate.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
    .toISOString()
    .slice(0, 10)
}

const withDay = (iso: string, day: number): string => `${iso.slice(0, 8)}${pad(day)}`

const withYear = (iso: string, year: number): string => `${year}${iso.slice(4)}`

const usualConditions: readonly (readonly string[])[] = [
  [],
  ['眼鏡等'],
  ['眼鏡等', '準中型車は準中型車（５ｔ）に限る'],
  ['準中型車は準中型車（５ｔ）に限る'],
  ['普通車はＡＴ車に限る'],
  ['眼鏡等', '普通車はＡＴ車に限る'],
]
