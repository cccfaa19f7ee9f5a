import { addressAnswers } from '../domain/addresses.ts'
import { checkKeys, outcomes, type CheckKey } from '../domain/check.ts'
import { supports } from '../domain/compare-with-reading.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import { nameTiers } from '../domain/names.ts'
import type { Operator } from './operators.ts'

/** `ALL` stands for the checks that are switched on, together. */
export type FactOwner = CheckKey | 'ALL'
export type Unit = 'share' | 'cosine' | 'days' | 'years' | 'count' | 'mm' | 'degrees' | 'px'
export interface Words {
  readonly ja: string
  readonly en: string
}

type FactKind =
  | { readonly kind: 'NUMBER'; readonly unit: Unit; readonly min: number; readonly max: number }
  | { readonly kind: 'ENUM'; readonly values: readonly string[] }
  | { readonly kind: 'FLAG' }
  /** The reason codes that the check gave. */
  | { readonly kind: 'REASONS' }

export type FactDescriptor = FactKind & {
  readonly id: string
  readonly owner: FactOwner
  readonly words: Words
}

/** A fact as the tables below have it: its name inside its check, its kind, its words. */
type Row = readonly [name: string, kind: FactKind, ja: string, en: string]

const share = { kind: 'NUMBER', unit: 'share', min: 0, max: 1 } as const
const cosine = { kind: 'NUMBER', unit: 'cosine', min: -2, max: 2 } as const
const count = { kind: 'NUMBER', unit: 'count', min: 0, max: 1_000_000 } as const
const px = { kind: 'NUMBER', unit: 'px', min: 0, max: 100_000 } as const
const flag = { kind: 'FLAG' } as const

/** Calibrated false-accept rates that a face score reaches, best first. */
const farLevels = ['HIGH', 'MEDIUM', 'LOW', 'NONE'] as const

/** What each check says beside its outcome and reasons. `rules/checks/` gives exactly these, the tests hold it. */
const rowsByOwner: Record<FactOwner, readonly Row[]> = {
  ALL: [
    ['passed', count, 'OKの項目数', 'checks passed'],
    ['failed', count, 'NGの項目数', 'checks failed'],
    ['uncertain', count, '要確認の項目数', 'checks uncertain'],
    ['skipped', count, '対象外の項目数', 'checks skipped'],
    [
      'mendable',
      flag,
      '撮り直しだけで解消できる',
      'everything wrong can be mended by new pictures',
    ],
  ],
  DOC_TYPE: [
    ['score', share, '書類種別の確からしさ', 'certainty of the document type'],
    ['documentType', { kind: 'ENUM', values: documentTypes }, '書類種別', 'document type'],
    ['accepted', flag, '取扱対象の書類である', 'document type is accepted'],
  ],
  IMAGE_QUALITY: [
    ['rejectedCaptures', count, '画質NGの画像数', 'rejected pictures'],
    ['missingCaptures', count, '不足している画像数', 'missing pictures'],
    ['unreadableFields', count, '読み取れない必須項目数', 'required fields not read'],
  ],
  DOC_AUTHENTICITY: [
    ['score', share, '書類真贋スコア', 'authenticity score'],
    ['screen', share, '画面撮影の疑い', 'suspicion of a screen'],
    ['print', share, 'コピーの疑い', 'suspicion of a print'],
    ['grey', share, '白黒の疑い', 'suspicion of a grey copy'],
    ['beltColour', share, '帯の色の不自然さ', 'odd belt colour'],
    ['dates', share, '日付の矛盾', 'contradicting dates'],
    ['number', share, '番号の矛盾', 'contradicting number'],
  ],
  THICKNESS: [
    ['thicknessMm', { kind: 'NUMBER', unit: 'mm', min: 0, max: 10 }, '厚み', 'thickness'],
    ['tiltDegrees', { kind: 'NUMBER', unit: 'degrees', min: 0, max: 90 }, '傾き', 'tilt'],
    ['usableFrames', count, '厚みを測れた枚数', 'frames where the edge was measured'],
    [
      'portraitScore',
      cosine,
      '表面の顔写真との類似度',
      'similarity of the tilted and the front portrait',
    ],
  ],
  EXPIRY: [
    [
      'remainingDays',
      { kind: 'NUMBER', unit: 'days', min: -40_000, max: 40_000 },
      '有効期限までの日数',
      'days until expiry',
    ],
    ['trusted', flag, '有効期限を確実に読み取れた', 'expiry date read with certainty'],
  ],
  DOC_NUMBER: [
    [
      'checkDigit',
      { kind: 'ENUM', values: ['OK', 'WRONG', 'UNREAD'] },
      '検査数字',
      'check digit of the number',
    ],
    [
      'yearMatches',
      flag,
      '番号の年と取得年の一致',
      'year in the number equals the first licence’s',
    ],
  ],
  NAME: [
    ['tier', { kind: 'ENUM', values: nameTiers }, '氏名の一致度', 'agreement of the name'],
    ['support', { kind: 'ENUM', values: supports }, '氏名の読み取り根拠', 'ground for the name'],
  ],
  ADDRESS: [
    [
      'answer',
      { kind: 'ENUM', values: addressAnswers },
      '住所の一致度',
      'agreement of the address',
    ],
    ['support', { kind: 'ENUM', values: supports }, '住所の読み取り根拠', 'ground for the address'],
    ['changedOnBack', flag, '裏面に住所変更がある', 'the back carries a change'],
  ],
  DOB_AGE: [
    ['matches', flag, '生年月日の一致', 'birth date agrees'],
    ['age', { kind: 'NUMBER', unit: 'years', min: -1, max: 200 }, '年齢', 'age'],
    ['trusted', flag, '生年月日を確実に読み取れた', 'birth date read with certainty'],
  ],
  FACE_MATCH: [
    ['score', cosine, '顔照合スコア', 'face score'],
    ['farLevel', { kind: 'ENUM', values: farLevels }, '顔照合の水準', 'level of the face match'],
    ['margin', cosine, '顔照合スコアと高水準の差', 'face score above the high level'],
    ['faceCount', count, '容貌画像の顔の数', 'faces in the selfie'],
    ['portraitWidthPx', px, '書類の顔写真の幅', 'width of the portrait'],
    ['faceWidthPx', px, '容貌画像の顔の幅', 'width of the face'],
  ],
  LIVENESS: [
    ['turnsAsked', count, '指示した顔の動きの数', 'head turns asked'],
    ['turnsSeen', count, '確認できた顔の動きの数', 'head turns seen'],
    ['samePersonScore', cosine, '撮影中の顔の類似度', 'similarity of the faces along the film'],
    ['passiveScore', share, 'なりすまし判定スコア', 'passive liveness score'],
    ['faceShare', share, '顔が写っている割合', 'share of frames with a face'],
    ['otherFaces', count, '他の人の顔の数', 'other faces seen'],
  ],
  BACK_SIDE: [
    ['captured', flag, '裏面が撮影されている', 'the back was captured'],
    ['changesPrinted', flag, '裏面に記載がある', 'the back carries entries'],
  ],
  DUPLICATE: [['count', count, '同じ人の申請数', 'other sessions of the same person']],
  MASKING: [
    ['maskedRegions', count, 'マスキングした箇所数', 'masked regions'],
    ['confident', flag, 'マスキングが確実である', 'masking is certain'],
  ],
}

const ownFact = (owner: FactOwner, [name, kind, ja, en]: Row): FactDescriptor => ({
  ...kind,
  id: `${owner}.${name}`,
  owner,
  words: { ja, en },
})

/** The facts of a rule: one row each, from which the editor, the validation and the sentences are made. */
export const facts: readonly FactDescriptor[] = (['ALL', ...checkKeys] as const).flatMap(
  (owner) => [
    ...(owner === 'ALL'
      ? []
      : [ownFact(owner, ['outcome', { kind: 'ENUM', values: outcomes }, '判定', 'outcome'])]),
    ownFact(owner, ['reasons', { kind: 'REASONS' }, '判定理由', 'reasons']),
    ...rowsByOwner[owner].map((row) => ownFact(owner, row)),
  ],
)

export const factsById: ReadonlyMap<string, FactDescriptor> = new Map(
  facts.map((fact) => [fact.id, fact]),
)

/** Operators that make sense for each kind of fact. */
export const operatorsByKind: Record<FactDescriptor['kind'], readonly Operator[]> = {
  NUMBER: ['EQUAL', 'NOT_EQUAL', 'LESS', 'AT_LEAST', 'MORE', 'AT_MOST'],
  ENUM: ['EQUAL', 'NOT_EQUAL', 'ONE_OF', 'NONE_OF'],
  FLAG: ['EQUAL', 'NOT_EQUAL'],
  REASONS: ['INCLUDES', 'EXCLUDES'],
}
