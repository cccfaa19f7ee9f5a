import { checkKeys, type CheckKey } from '../domain/check.ts'
import { ageOnDay } from '../domain/dates.ts'
import type { FieldKey } from '../domain/document-catalogue.ts'
import type { PersonalKind } from '../domain/personal-data.ts'
import type { Permission } from '../graphql/auth/permissions.ts'
import { checkWords } from '../domain/words/checks.ts'
import { decisionWords } from '../domain/words/decisions.ts'
import { documentWords } from '../domain/words/documents.ts'
import { methodWords } from '../domain/words/methods.ts'
import { outcomeWords } from '../domain/words/outcomes.ts'
import { reasonWords } from '../domain/words/reasons.ts'
import { statusWords } from '../domain/words/statuses.ts'
import type { ExportRow, Part } from './export-row.ts'

export type ExportLocale = 'ja' | 'en'
export const columnGroups = ['APPLICATION', 'PERSON', 'DOCUMENT', 'CHECKS', 'RESULT'] as const
export type ColumnGroup = (typeof columnGroups)[number]

export interface Column {
  readonly key: string
  readonly group: ColumnGroup
  readonly heading: Readonly<Record<ExportLocale, string>>
  readonly needs: readonly Part[]
  /** Beyond that of exporting at all. */
  readonly permission: Permission | null
  /** What it tells of the person. */
  readonly shows: PersonalKind | null
  /** Digits that a spreadsheet would take for a number. */
  readonly digits: boolean
  readonly cell: (row: ExportRow, locale: ExportLocale) => string | null | undefined
}

type Cell = Column['cell']
type Options = Partial<Pick<Column, 'needs' | 'permission' | 'shows' | 'digits'>>

const column = (
  group: ColumnGroup,
  key: string,
  [ja, en]: readonly [string, string],
  cell: Cell,
  { needs = [], permission = null, shows = null, digits = false }: Options = {},
): Column => ({ key, group, heading: { ja, en }, needs, permission, shows, digits, cell })

const declared = (shows: PersonalKind): Options => ({
  needs: ['declared'],
  permission: 'persons.export',
  shows,
})
const reading = (shows: PersonalKind): Options => ({
  needs: ['reading'],
  permission: 'persons.export',
  shows,
})
const checks = { needs: ['checks'] } as const satisfies Options

const read =
  (field: FieldKey): Cell =>
  (row) =>
    row.read?.[field]?.text

const verdict = (key: CheckKey): Column =>
  column(
    'CHECKS',
    `check.${key}`,
    [`${checkWords.ja[key]}判定`, `${checkWords.en[key]}: verdict`],
    (row, locale) => wordOf(outcomeWords[locale], row.outcomes[key]),
    checks,
  )

/** Every column that can be exported, in the order in which they are offered. */
export const columns: readonly Column[] = [
  column('APPLICATION', 'id', ['申込ID', 'Application ID'], ({ id }) => `vs_${id}`),
  column(
    'APPLICATION',
    'externalId',
    ['顧客管理ID', 'Customer ID'],
    ({ externalId }) => externalId,
    { needs: ['externalId'], digits: true },
  ),
  column('APPLICATION', 'status', ['状態', 'Status'], (row, locale) =>
    wordOf(statusWords[locale], row.status),
  ),
  column('APPLICATION', 'createdAt', ['受付日時', 'Received at'], (row) => row.createdAt),
  column(
    'APPLICATION',
    'consentedAt',
    ['撮影開始日時', 'Capture begun at'],
    (row) => row.consentedAt,
  ),
  column(
    'APPLICATION',
    'submittedAt',
    ['撮影完了日時', 'Capture finished at'],
    (row) => row.submittedAt,
  ),
  column(
    'APPLICATION',
    'documentReceivedAt',
    ['画像受信日（書類）', 'Document images received at'],
    (row) => row.documentReceivedAt,
    { needs: ['pictures'] },
  ),
  column(
    'APPLICATION',
    'faceReceivedAt',
    ['画像受信日（容貌）', 'Face images received at'],
    (row) => row.faceReceivedAt,
    { needs: ['pictures'] },
  ),
  column('APPLICATION', 'method', ['確認方法', 'Method'], (row, locale) =>
    wordOf(methodWords[locale], row.method),
  ),
  column('APPLICATION', 'regulation', ['根拠法令', 'Regulation'], (row) => row.regulationLabel),
  column('APPLICATION', 'resubmissions', ['再提出回数', 'Resubmissions'], (row) =>
    String(row.attemptNumber - 1),
  ),
  column('APPLICATION', 'sandbox', ['サンドボックス', 'Sandbox'], (row) =>
    row.sandbox ? '1' : '0',
  ),
  column(
    'PERSON',
    'nameDeclared',
    ['氏名（申告）', 'Name (declared)'],
    (row) => row.declared?.name,
    declared('NAME'),
  ),
  column('PERSON', 'nameRead', ['氏名（書類）', 'Name (document)'], read('name'), reading('NAME')),
  column(
    'PERSON',
    'nameKana',
    ['フリガナ（申告）', 'Kana (declared)'],
    (row) => row.declared?.nameKana,
    declared('NAME'),
  ),
  column(
    'PERSON',
    'birthDateDeclared',
    ['生年月日（申告）', 'Birth date (declared)'],
    (row) => row.declared?.birthDate?.replaceAll('-', '/'),
    declared('BIRTH_DATE'),
  ),
  column(
    'PERSON',
    'birthDateRead',
    ['生年月日（書類）', 'Birth date (document)'],
    read('birthDate'),
    reading('BIRTH_DATE'),
  ),
  column('PERSON', 'age', ['年齢', 'Age'], ageOf, {
    needs: ['declared', 'reading'],
    permission: 'persons.export',
    shows: 'BIRTH_DATE',
  }),
  column(
    'PERSON',
    'addressDeclared',
    ['住所（申告）', 'Address (declared)'],
    (row) => row.declared?.address,
    declared('ADDRESS'),
  ),
  column(
    'PERSON',
    'addressRead',
    ['住所（書類）', 'Address (document)'],
    read('address'),
    reading('ADDRESS'),
  ),
  column('DOCUMENT', 'documentType', ['書類種別', 'Document'], (row, locale) =>
    wordOf(documentWords[locale], row.documentType),
  ),
  column(
    'DOCUMENT',
    'documentNumberEnd',
    ['書類番号（末尾4桁）', 'Document number (last 4)'],
    (row) => row.read?.number?.text?.slice(-4),
    { ...reading('NUMBER'), digits: true },
  ),
  column(
    'DOCUMENT',
    'documentNumber',
    ['書類番号（全桁）', 'Document number (all digits)'],
    read('number'),
    { needs: ['reading'], permission: 'numbers.read', shows: 'NUMBER', digits: true },
  ),
  column(
    'DOCUMENT',
    'expiryDate',
    ['有効期限', 'Expiry date'],
    read('expiryDate'),
    reading('OTHER'),
  ),
  ...checkKeys.map(verdict),
  column(
    'CHECKS',
    'faceScore',
    ['顔照合スコア', 'Face match score'],
    (row) => row.faceScore?.toFixed(3),
    checks,
  ),
  column(
    'RESULT',
    'systemOutcome',
    ['自動審査結果', 'Machine decision'],
    (row, locale) => wordOf(decisionWords[locale], row.systemOutcome),
    { needs: ['system'] },
  ),
  column(
    'RESULT',
    'reviewOutcome',
    ['目視審査結果', 'Reviewer’s decision'],
    (row, locale) => wordOf(decisionWords[locale], row.review?.outcome),
    { needs: ['review'] },
  ),
  column('RESULT', 'reasonCodes', ['判定理由コード', 'Reason codes'], (row) =>
    row.reasonCodes.join(' '),
  ),
  column('RESULT', 'reasons', ['判定理由', 'Reasons'], (row, locale) =>
    row.reasonCodes
      .map((code) => wordOf(reasonWords[locale], code) ?? code)
      .join(locale === 'ja' ? '、' : ', '),
  ),
  column(
    'RESULT',
    'reviewerId',
    ['審査者ID', 'Reviewer ID'],
    ({ review, firstReviewerId }) => memberId(firstReviewerId ?? review?.memberId),
    { needs: ['review', 'opinions'] },
  ),
  column(
    'RESULT',
    'secondReviewerId',
    ['二次審査者ID', 'Second reviewer ID'],
    ({ secondReviewerId }) => memberId(secondReviewerId),
    { needs: ['opinions'] },
  ),
  column('RESULT', 'decidedAt', ['審査完了日時', 'Decided at'], (row) => row.decidedAt),
  column('RESULT', 'profile', ['審査プロファイル', 'Check profile'], (row) => row.profile, {
    needs: ['profile'],
  }),
  column('RESULT', 'note', ['備考（審査メモ）', 'Reviewer’s note'], (row) => row.note, {
    needs: ['note'],
    permission: 'notes.read',
  }),
]

export const columnKeys: readonly string[] = columns.map(({ key }) => key)

const columnsByKey = new Map(columns.map((each) => [each.key, each]))

/** The columns of these keys, in that order; an unknown key is left out. */
export const columnsOf = (keys: readonly string[]): readonly Column[] =>
  keys.flatMap((key) => columnsByKey.get(key) ?? [])

const memberId = (id: string | null | undefined): string | null => (id ? `mem_${id}` : null)

function wordOf(words: Readonly<Record<string, string>>, key: string | null | undefined) {
  return key !== null && key !== undefined && Object.hasOwn(words, key) ? words[key] : null
}

/** On the day on which the pictures came in, in Japan. */
function ageOf({ read: fields, declared: said, submittedAt }: ExportRow): string | null {
  const birth = fields?.birthDate?.value ?? said?.birthDate
  if (!birth || !/^\d{4}-\d{2}-\d{2}$/.test(birth) || !submittedAt) return null
  return String(ageOnDay(birth, submittedAt.slice(0, 10).replaceAll('/', '-')))
}
