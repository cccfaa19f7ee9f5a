import type { CheckKey, CheckResult, Outcome } from '../../domain/check.ts'
import { checkKeys } from '../../domain/check.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import type { FieldKey } from '../../domain/document-catalogue.ts'
import type { DocumentReading } from '../../domain/findings.ts'
import { checkWords } from '../../domain/words/checks.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import { outcomeWords } from '../../domain/words/outcomes.ts'
import { reasonWords } from '../../domain/words/reasons.ts'
import { statusWords } from '../../domain/words/statuses.ts'
import type { Decision } from '../../db/reads/decisions.ts'
import type { Session } from '../../db/reads/sessions.ts'
import { globalId } from '../global-ids.ts'

/** All that one line of the export is made from. */
export interface ExportRow {
  readonly session: Session
  readonly externalId: string
  readonly declared: DeclaredData | null
  readonly reading: DocumentReading | null
  readonly checks: readonly CheckResult[]
  readonly decisions: readonly Decision[]
  /** When the pictures that the decision rests on were received; 犯収法施行規則20条 asks for that date. */
  readonly picturesAt: Date | null
}

type Column = readonly [title: string, cell: (row: ExportRow) => string | null | undefined]

/** The columns in their order; titles are Japanese, as the ordinance's records are. */
export const columns: readonly Column[] = [
  ['申込ID', ({ session }) => globalId('VerificationSession', session.id)],
  ['顧客管理ID', ({ externalId }) => externalId],
  ['受付日時', ({ session }) => inJapan(session.createdAt)],
  ['撮影完了日時', ({ session }) => inJapan(session.submittedAt)],
  ['画像受信日時', ({ picturesAt }) => inJapan(picturesAt)],
  ['確認方法', ({ session }) => methodWords.ja[session.method]],
  ['根拠法令', ({ session }) => session.regulationLabel],
  ['書類種別', ({ session: { documentType } }) => documentType && documentWords.ja[documentType]],
  ['状態', ({ session }) => statusWords.ja[session.status]],
  ['氏名（申告）', ({ declared }) => declared?.name],
  ['氏名（書類）', ({ reading }) => read(reading, 'name')],
  ['フリガナ（申告）', ({ declared }) => declared?.nameKana],
  ['生年月日（申告）', ({ declared }) => declared?.birthDate?.replaceAll('-', '/')],
  ['生年月日（書類）', ({ reading }) => read(reading, 'birthDate')],
  ['住所（申告）', ({ declared }) => declared?.address],
  ['住所（書類）', ({ reading }) => read(reading, 'address')],
  ['有効期限', ({ reading }) => read(reading, 'expiryDate')],
  ['書類番号（末尾4桁）', ({ reading }) => read(reading, 'number')?.slice(-4)],
  ...checkKeys.map((key): Column => [`${checkWords.ja[key]}判定`, (row) => verdict(row, key)]),
  [
    '顔照合スコア',
    ({ checks }) => checks.find(({ key }) => key === 'FACE_MATCH')?.score?.toFixed(3),
  ],
  ['自動審査結果', ({ decisions }) => outcomeOf(decisions, 'SYSTEM')],
  ['目視審査結果', ({ decisions }) => outcomeOf(decisions, 'REVIEWER')],
  ['判定理由コード', ({ session }) => session.reasonCodes.join(' ')],
  ['判定理由', ({ session }) => session.reasonCodes.map((code) => reasonWords.ja[code]).join('、')],
  ['審査者ID', ({ decisions }) => reviewerOf(decisions)],
  ['審査完了日時', ({ session }) => inJapan(session.decidedAt)],
  ['再提出回数', ({ session }) => String(session.attemptNumber - 1)],
  ['サンドボックス', ({ session }) => (session.sandbox ? '1' : '0')],
]

const read = (reading: DocumentReading | null, key: FieldKey): string | null =>
  reading?.fields.find((field) => field.key === key)?.text ?? null

function verdict({ checks }: ExportRow, key: CheckKey): string | null {
  const outcome: Outcome | undefined = checks.find((check) => check.key === key)?.outcome
  return outcome ? outcomeWords.ja[outcome] : null
}

type Decider = Decision['decidedBy']
const lastBy = (decisions: readonly Decision[], by: Decider): Decision | undefined =>
  decisions.findLast(({ decidedBy }) => decidedBy === by)

const decisionWords: Readonly<Record<Decision['outcome'], string>> = {
  APPROVE: '承認',
  DECLINE: '否認',
  ASK_AGAIN: '再提出依頼',
  REVIEW: '目視審査へ',
}
function outcomeOf(decisions: readonly Decision[], by: Decider): string | null {
  const decision = lastBy(decisions, by)
  return decision ? decisionWords[decision.outcome] : null
}

function reviewerOf(decisions: readonly Decision[]): string | null {
  const id = lastBy(decisions, 'REVIEWER')?.memberId
  return id ? globalId('Member', id) : null
}

const japaneseTime = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
/** `YYYY/MM/DD HH:mm:ss`, Japanese standard time. */
const inJapan = (at: Date | null): string | null => (at === null ? null : japaneseTime.format(at))
