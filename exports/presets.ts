import { checkKeys } from '../domain/check.ts'
import type { CsvLayout } from './spec.ts'

export interface ReadyPreset {
  readonly key: string
  readonly name: Readonly<Record<'ja' | 'en', string>>
  readonly layout: CsvLayout
}

const layout = (columns: readonly string[]): CsvLayout => ({
  columns: [...columns],
  encoding: 'UTF8_BOM',
  locale: 'ja',
  digitsAsText: false,
})

/** Layouts that every tenant has; its own come beside them. */
export const readyPresets: readonly ReadyPreset[] = [
  {
    // 犯収法施行規則20条1項: who verified, how, by which document, when the images came in, and the person
    key: 'rule-20',
    name: { ja: '規則20条記録', en: 'Records under rule 20' },
    layout: layout([
      'id',
      'externalId',
      'method',
      'regulation',
      'documentReceivedAt',
      'faceReceivedAt',
      'documentType',
      'documentNumber',
      'nameRead',
      'nameDeclared',
      'birthDateRead',
      'birthDateDeclared',
      'addressRead',
      'addressDeclared',
      'systemOutcome',
      'reviewOutcome',
      'reviewerId',
      'secondReviewerId',
      'decidedAt',
      'check.MASKING',
      'note',
    ]),
  },
  {
    key: 'applications',
    name: { ja: '申込一覧', en: 'List of applications' },
    layout: layout([
      'id',
      'externalId',
      'status',
      'createdAt',
      'submittedAt',
      'method',
      'regulation',
      'documentType',
      'systemOutcome',
      'reviewOutcome',
      'reasonCodes',
      'reasons',
      'decidedAt',
      'resubmissions',
    ]),
  },
  {
    key: 'checks',
    name: { ja: '審査項目別', en: 'Check by check' },
    layout: layout([
      'id',
      'createdAt',
      'status',
      'documentType',
      ...checkKeys.map((key) => `check.${key}`),
      'faceScore',
      'systemOutcome',
      'reviewOutcome',
      'reasonCodes',
    ]),
  },
]
