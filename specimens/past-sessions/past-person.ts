import type { DeviceKind } from '../../domain/capture-screens.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import { foldGlyphs } from '../../domain/kanji-variants.ts'
import type { Locale } from '../../domain/method.ts'
import { makeIdentity, type Identity } from '../identity.ts'
import type { Random } from '../random.ts'

/** What is the matter with an applicant, if anything. People find it out more or less; machines see its traces. */
export const truths = [
  'HONEST',
  'OTHER_FACE',
  'SCREEN_COPY',
  'PAPER_COPY',
  'WRONG_NUMBER',
  'EXPIRED',
  'OTHER_DATA',
  'TWICE',
] as const
export type Truth = (typeof truths)[number]

export const devices = [
  'IPHONE',
  'ANDROID',
  'TABLET',
  'DESKTOP',
  'IN_APP',
] as const satisfies readonly DeviceKind[]
export type Device = (typeof devices)[number]

export interface PastPerson {
  readonly identity: Identity
  readonly truth: Truth
  readonly declared: DeclaredData
  readonly locale: Locale
  readonly device: Device
  /** 0…1: camera, light and steadiness of hand together. */
  readonly quality: number
  /** Moved since the licence was issued; the new address stands on its back. */
  readonly moved: boolean
}

const share: readonly (readonly [Truth, number])[] = [
  ['OTHER_FACE', 0.008],
  ['SCREEN_COPY', 0.004],
  ['PAPER_COPY', 0.003],
  ['WRONG_NUMBER', 0.002],
  ['EXPIRED', 0.011],
  ['OTHER_DATA', 0.014],
  ['TWICE', 0.006],
]

/** @param random of this session; the person's own traits come from `personSeed`, so that who comes again is the same */
export function makePastPerson(random: Random, personSeed: number): PastPerson {
  const identity = makeIdentity(personSeed)
  const truth = drawTruth(random)
  const device = drawDevice(random)
  const base = { IPHONE: 0.8, ANDROID: 0.7, TABLET: 0.66, DESKTOP: 0.5, IN_APP: 0.55 }[device]
  const moved = random.next() < 0.045
  const locale = random.next() < 0.93 ? 'ja' : random.next() < 0.6 ? 'en' : 'vi'
  return {
    identity,
    truth,
    locale,
    device,
    moved,
    quality: Math.min(1, Math.max(0.05, base + 0.16 * random.gaussian())),
    declared: declare(random, identity, truth, moved),
  }
}

function drawTruth(random: Random): Truth {
  let left = random.next()
  for (const [truth, part] of share) {
    left -= part
    if (left < 0) return truth
  }
  return 'HONEST'
}

function drawDevice(random: Random): Device {
  const drawn = random.next()
  if (drawn < 0.55) return 'IPHONE'
  if (drawn < 0.88) return 'ANDROID'
  if (drawn < 0.93) return 'IN_APP'
  return drawn < 0.96 ? 'TABLET' : 'DESKTOP'
}

/** As people type themselves: common glyphs for rare ones, numbers for 丁目 and 番, the building left out. */
function declare(
  random: Random,
  { familyName, givenName, kana, birthDate, address }: Identity,
  truth: Truth,
  moved: boolean,
): DeclaredData {
  const plain = random.next() < 0.5 ? foldGlyphs(familyName) : familyName
  const family = random.next() < 0.25 ? plain.replace('齊', '斎').replace('斉', '斎') : plain
  const given =
    truth === 'OTHER_DATA' && random.next() < 0.4 ? random.pick(otherGivenNames) : givenName
  const otherDay = `${birthDate.slice(0, 8)}${String(random.int(1, 28)).padStart(2, '0')}`
  return {
    name: `${family}${random.pick(['', ' ', '　'])}${given}`,
    nameKana: kana.replace('　', random.pick(['　', ' ', ''])),
    birthDate: truth === 'OTHER_DATA' && random.next() < 0.4 ? otherDay : birthDate,
    address: moved
      ? newAddress(address)
      : truth === 'OTHER_DATA' && random.next() < 0.6
        ? newAddress(address)
        : typed(random, address),
  }
}

const typed = (random: Random, address: string): string => {
  const [place = '', building] = address.split('　')
  const numbers = place
    .replace(/(\d+)丁目(\d+)番地?(\d+)号?$/, '$1-$2-$3')
    .replace(/(\d+)番地の(\d+)$/, '$1-$2')
    .replace(/番地$/, '')
  return building === undefined || random.next() < 0.4 ? numbers : `${numbers} ${building}`
}

/** Where this person lives now, which the front of the document does not say. */
export const newAddress = (address: string): string =>
  `${/^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)/.exec(address)?.[0] ?? ''}みどり市青葉町${address.length % 5}丁目${(address.length % 17) + 1}番3号`

const otherGivenNames = ['一郎', '和子', '健', '明美', '翼', '光'] as const
