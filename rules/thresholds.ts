import { z } from 'zod'
import type { CheckKey } from '../domain/check.ts'
import type { Unit, Words } from './facts.ts'

/** The numbers and switches that the checks judge by, each with the default that stands where a profile says nothing. */
export const thresholdsSchema = z
  .strictObject({
    /** 0…1 */
    minTypeScore: z.number().min(0).max(1).default(0.6),
    /** From this suspicion (0…1) on, a person should look. */
    copySuspicion: z.number().min(0).max(1).default(0.5),
    /** From this suspicion (0…1) on, the document counts as a copy. */
    copyCertainty: z.number().min(0).max(1).default(0.9),
    /** 0: valid on its last day. */
    minRemainingDays: z.number().int().min(0).max(3650).default(0),
    /** Years; null: no age is asked. */
    minAge: z.number().int().min(0).max(120).nullable().default(null),
    nameTolerance: z.enum(['EXACT', 'GLYPH', 'LOOSE']).default('GLYPH'),
    buildingOmittedOk: z.boolean().default(true),
    /** Calibrated false-accept rate that a face match must reach: 1e-5, 1e-4, 1e-3. */
    faceFarLevel: z.enum(['HIGH', 'MEDIUM', 'LOW']).default('HIGH'),
    /** 0…1, asked only where a passive model spoke. */
    minPassiveScore: z.number().min(0).max(1).default(0.5),
  })
  .readonly()
export type Thresholds = z.infer<typeof thresholdsSchema>

export type ThresholdDescriptor = {
  readonly check: CheckKey
  readonly words: Words
} & (
  | {
      readonly kind: 'NUMBER'
      readonly unit: Unit
      readonly min: number
      readonly max: number
      readonly nullable: boolean
    }
  | { readonly kind: 'ENUM'; readonly values: Readonly<Record<string, Words>> }
  | { readonly kind: 'FLAG' }
)

const isThreshold = (name: string): name is keyof Thresholds =>
  Object.hasOwn(thresholdsSchema.unwrap().shape, name)
export const thresholdKeys: readonly (keyof Thresholds)[] = Object.keys(
  thresholdsSchema.unwrap().shape,
).filter(isThreshold)

const share = { kind: 'NUMBER', unit: 'share', min: 0, max: 1, nullable: false } as const

/** One row a threshold, from which the editor makes its fields. */
export const thresholdTable: Record<keyof Thresholds, ThresholdDescriptor> = {
  minTypeScore: {
    ...share,
    check: 'DOC_TYPE',
    words: { ja: '書類種別の確からしさの下限', en: 'Least certainty of the document type' },
  },
  copySuspicion: {
    ...share,
    check: 'DOC_AUTHENTICITY',
    words: { ja: '要確認とするコピー等の疑い', en: 'Suspicion from which a person should look' },
  },
  copyCertainty: {
    ...share,
    check: 'DOC_AUTHENTICITY',
    words: { ja: 'NGとするコピー等の疑い', en: 'Suspicion from which the document fails' },
  },
  minRemainingDays: {
    kind: 'NUMBER',
    unit: 'days',
    min: 0,
    max: 3650,
    nullable: false,
    check: 'EXPIRY',
    words: { ja: '有効期限までに必要な日数', en: 'Days that must remain until expiry' },
  },
  minAge: {
    kind: 'NUMBER',
    unit: 'years',
    min: 0,
    max: 120,
    nullable: true,
    check: 'DOB_AGE',
    words: { ja: '最低年齢', en: 'Least age' },
  },
  nameTolerance: {
    kind: 'ENUM',
    values: {
      EXACT: { ja: '字形まで一致', en: 'same characters' },
      GLYPH: { ja: '異体字（髙・高など）を許す', en: 'glyph variants (髙 and 高) allowed' },
      LOOSE: {
        ja: '関連字（斎・斉など）も許す',
        en: 'related characters (斎 and 斉) allowed too',
      },
    },
    check: 'NAME',
    words: { ja: '氏名の字体の許容範囲', en: 'Tolerance of variants in the name' },
  },
  buildingOmittedOk: {
    kind: 'FLAG',
    check: 'ADDRESS',
    words: { ja: '建物名・部屋番号の省略を許す', en: 'Building or room may be missing' },
  },
  faceFarLevel: {
    kind: 'ENUM',
    values: {
      HIGH: { ja: '高（他人受入率 10万分の1）', en: 'high (false accepts 1 in 100,000)' },
      MEDIUM: { ja: '中（他人受入率 1万分の1）', en: 'medium (1 in 10,000)' },
      LOW: { ja: '低（他人受入率 千分の1）', en: 'low (1 in 1,000)' },
    },
    check: 'FACE_MATCH',
    words: { ja: '顔照合の水準', en: 'Level of the face match' },
  },
  minPassiveScore: {
    ...share,
    check: 'LIVENESS',
    words: { ja: 'なりすまし判定スコアの下限', en: 'Least passive liveness score' },
  },
}
