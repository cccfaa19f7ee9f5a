import { createRandom } from './random.ts'
import { places } from './places.ts'

export type Identity = {
  readonly familyName: string
  readonly givenName: string
  /** Katakana, family name first, one full-width space between. */
  readonly kana: string
  /** ISO day. */
  readonly birthDate: string
  /** As an office prints it: prefecture first, 丁目 番 号, building after a full-width space. */
  readonly address: string
  readonly prefecture: string
  readonly sex: 'F' | 'M'
  /** Whom the face generator draws for this person. */
  readonly faceSeed: number
}

/** An invented person of 20 to 74 years (counted at the end of 2026). Towns are real, house numbers are not. */
export function makeIdentity(seed: number): Identity {
  const random = createRandom(seed)
  const sex = random.pick(['F', 'M'] as const)
  const [familyName, familyKana] = random.pick(familyNames)
  const [givenName, givenKana] = sex === 'F' ? random.pick(womensNames) : random.pick(mensNames)
  const place = random.pick(places)
  const year = random.int(1952, 2006)
  const month = random.int(1, 12)
  const day = random.int(1, new Date(Date.UTC(year, month, 0)).getUTCDate())
  const numbers = random.pick([
    () => `${random.int(1, 6)}丁目${random.int(1, 30)}番${random.int(1, 20)}号`,
    () => `${random.int(1, 6)}丁目${random.int(1, 30)}番地${random.int(1, 20)}`,
    () => `${random.int(1, 3000)}番地`,
    () => `${random.int(1, 900)}番地の${random.int(1, 30)}`,
  ])()
  const building =
    random.next() < 0.35
      ? `　${random.pick(buildings)}${random.int(1, 12)}0${random.int(1, 9)}号`
      : ''
  return {
    familyName,
    givenName,
    kana: `${familyKana}　${givenKana}`,
    birthDate: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    address: `${place.prefecture}${place.town}${numbers}${building}`,
    prefecture: place.prefecture,
    sex,
    faceSeed: seed,
  }
}

const familyNames = [
  ['佐藤', 'サトウ'],
  ['鈴木', 'スズキ'],
  ['高橋', 'タカハシ'],
  ['髙橋', 'タカハシ'],
  ['田中', 'タナカ'],
  ['伊藤', 'イトウ'],
  ['渡辺', 'ワタナベ'],
  ['渡邉', 'ワタナベ'],
  ['渡邊', 'ワタナベ'],
  ['山本', 'ヤマモト'],
  ['中村', 'ナカムラ'],
  ['小林', 'コバヤシ'],
  ['加藤', 'カトウ'],
  ['吉田', 'ヨシダ'],
  ['山﨑', 'ヤマザキ'],
  ['斎藤', 'サイトウ'],
  ['齋藤', 'サイトウ'],
  ['齊藤', 'サイトウ'],
  ['松本', 'マツモト'],
  ['井上', 'イノウエ'],
  ['木村', 'キムラ'],
  ['清水', 'シミズ'],
  ['阿部', 'アベ'],
  ['池田', 'イケダ'],
  ['橋本', 'ハシモト'],
  ['石川', 'イシカワ'],
  ['濵田', 'ハマダ'],
  ['澤田', 'サワダ'],
  ['廣瀬', 'ヒロセ'],
  ['桑原', 'クワバラ'],
  ['藪内', 'ヤブウチ'],
  ['森', 'モリ'],
  ['長谷川', 'ハセガワ'],
  ['佐々木', 'ササキ'],
  ['五十嵐', 'イガラシ'],
  ['一ノ瀬', 'イチノセ'],
] as const

const womensNames = [
  ['花子', 'ハナコ'],
  ['陽子', 'ヨウコ'],
  ['美咲', 'ミサキ'],
  ['葵', 'アオイ'],
  ['さくら', 'サクラ'],
  ['結衣', 'ユイ'],
  ['由美子', 'ユミコ'],
  ['恵', 'メグミ'],
  ['千尋', 'チヒロ'],
  ['凜', 'リン'],
  ['彩乃', 'アヤノ'],
  ['真理子', 'マリコ'],
  ['久美', 'クミ'],
  ['二葉', 'フタバ'],
] as const

const mensNames = [
  ['太郎', 'タロウ'],
  ['健一', 'ケンイチ'],
  ['大輔', 'ダイスケ'],
  ['翔太', 'ショウタ'],
  ['蓮', 'レン'],
  ['誠', 'マコト'],
  ['隆', 'タカシ'],
  ['浩二', 'コウジ'],
  ['直樹', 'ナオキ'],
  ['祐介', 'ユウスケ'],
  ['龍之介', 'リュウノスケ'],
  ['悠真', 'ユウマ'],
  ['学', 'マナブ'],
  ['憲司', 'ケンジ'],
] as const

const buildings = [
  'コーポ桜',
  'グリーンハイツ',
  'メゾン青葉',
  'サンライズ',
  '第二富士荘',
  'パークハイム',
  'レジデンス中央',
] as const
