import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buffer } from 'node:stream/consumers'
import Pdf from 'pdfkit'
import { checkWords } from '../domain/words/checks.ts'
import { decisionWords } from '../domain/words/decisions.ts'
import { documentWords } from '../domain/words/documents.ts'
import { methodWords } from '../domain/words/methods.ts'
import { outcomeWords } from '../domain/words/outcomes.ts'
import { reasonWords } from '../domain/words/reasons.ts'
import { slotWords } from '../domain/words/slots.ts'
import { statusWords } from '../domain/words/statuses.ts'
import type {
  EvidenceAttempt,
  EvidenceDecision,
  Manifest,
  Person,
  ReplayCertificate,
  SessionFacts,
} from './content.ts'

export interface ReportContent {
  readonly manifest: Omit<Manifest, 'files'>
  readonly session: SessionFacts
  readonly person: Person | null
  readonly attempts: readonly EvidenceAttempt[]
  readonly decisions: readonly EvidenceDecision[]
  readonly auditEvents: number
  readonly certificate: ReplayCertificate | null
  readonly images: ReadonlyMap<string, Buffer>
}

const font = readFileSync(
  fileURLToPath(
    import.meta.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
  ),
)
const margin = 48
const grey = '#555555'

/** The same as the files of the package, for reading and printing: Japanese, with the English name beside each heading. */
export async function pdfReport(content: ReportContent): Promise<Buffer> {
  const { manifest, session, person, attempts, decisions, certificate } = content
  const created = new Date(manifest.createdAt)
  const pdf = new Pdf({
    size: 'A4',
    margin,
    bufferPages: true,
    font: '',
    info: { Title: '本人確認証跡', CreationDate: created, ModDate: created },
  })
  const done = buffer(pdf)
  pdf.registerFont('jp', font).font('jp')

  pdf.fontSize(18).text('本人確認証跡')
  pdf.fontSize(9).fillColor(grey).text(`Evidence of identity verification　${manifest.tenant.name}`)
  pdf.fillColor('black')

  heading(pdf, '確認記録', 'Record')
  rows(pdf, [
    ['申込ID', session.id],
    ['状態', wordOf(statusWords.ja, session.status)],
    ['確認方法', wordOf(methodWords.ja, session.method)],
    ['根拠法令', session.regulationLabel ?? '—'],
    ['本人確認書類', wordOf(documentWords.ja, session.documentType)],
    ['画像受信日（書類）', inJapan(session.documentReceivedAt)],
    ['画像受信日（容貌）', inJapan(session.faceReceivedAt)],
    ['受付日時', inJapan(session.createdAt)],
    ['撮影完了日時', inJapan(session.submittedAt)],
    ['審査完了日時', inJapan(session.decidedAt)],
    ['審査プロファイル', `${session.profile.name} v${session.profile.number}`],
    ['判定理由', session.reasonCodes.map((code) => wordOf(reasonWords.ja, code)).join('、') || '—'],
  ])

  if (person) {
    heading(pdf, '本人特定事項', 'Person')
    rows(pdf, [
      ['顧客管理ID', person.externalId],
      ...Object.entries(person.declared ?? {}).map(
        ([key, text]) => [`${fieldNames[key] ?? key}（申告）`, text] as const,
      ),
      ...person.read.map(
        ({ key, text }) => [`${fieldNames[key] ?? key}（書類）`, text ?? '—'] as const,
      ),
    ])
  }

  for (const attempt of attempts) {
    heading(pdf, `審査項目（${attempt.number}回目）`, `Checks, attempt ${attempt.number}`)
    rows(
      pdf,
      attempt.checks.map(({ key, outcome, score, reasonCodes }) => [
        checkWords.ja[key],
        [
          outcomeWords.ja[outcome],
          score === null ? '' : score.toFixed(3),
          reasonCodes.map((code) => reasonWords.ja[code]).join('、'),
        ]
          .filter((text) => text !== '')
          .join('　'),
      ]),
    )
    pictures(pdf, attempt, content.images)
  }

  heading(pdf, '判定', 'Decisions')
  for (const decision of decisions) {
    const by = decision.decidedBy === 'SYSTEM' ? '自動審査' : (decision.member?.name ?? '審査者')
    pdf
      .fontSize(10)
      .text(`${inJapan(decision.at)}　${by}：${wordOf(decisionWords.ja, decision.outcome)}`)
    pdf.fontSize(8).fillColor(grey)
    for (const sentence of decision.sentences.ja) pdf.text(`・${sentence}`, { indent: 8 })
    if (decision.note !== null) pdf.text(`審査メモ：${decision.note}`, { indent: 8 })
    pdf.fillColor('black').moveDown(0.4)
  }

  heading(pdf, '検証', 'Verification')
  rows(pdf, [
    ['プロファイルのSHA-256', session.profile.sha256],
    ['署名鍵ID（Ed25519）', manifest.key.id],
    ['監査記録', `${content.auditEvents}件（audit.json）`],
    ...(certificate
      ? ([
          [
            '再実行',
            certificate.deterministic === null
              ? '履歴なし'
              : certificate.deterministic
                ? '同じ経過'
                : '異なる経過',
          ],
          ['再評価', certificate.sameDecision ? '同じ判定' : '異なる判定'],
        ] as const)
      : []),
    ['検証方法', 'npm run verify-evidence -- （このZIPファイル）'],
  ])

  mark(pdf, manifest)
  pdf.end()
  return done
}

type Document = InstanceType<typeof Pdf>

function heading(pdf: Document, ja: string, en: string): void {
  if (pdf.y > pdf.page.height - 140) pdf.addPage()
  pdf.moveDown(0.8)
  const top = pdf.y
  pdf.fontSize(12).fillColor('black').text(ja, margin, pdf.y, { continued: true })
  pdf.fontSize(8).fillColor(grey).text(`　${en}`).fillColor('black')
  pdf.x = margin
  pdf.y = top + 22
}

function rows(pdf: Document, lines: readonly (readonly [string, string])[]): void {
  pdf.fontSize(9)
  const labelWidth = 130
  const width = pdf.page.width - 2 * margin - labelWidth
  for (const [label, text] of lines) {
    const height = Math.max(
      pdf.heightOfString(text, { width }),
      pdf.heightOfString(label, { width: labelWidth - 6 }),
    )
    if (pdf.y + height > pdf.page.height - margin - 10) pdf.addPage()
    const { y } = pdf
    pdf.fillColor(grey).text(label, margin, y, { width: labelWidth - 6 })
    pdf.fillColor('black').text(text, margin + labelWidth, y, { width })
    pdf.y = y + height + 2
    pdf.x = margin
  }
}

function pictures(
  pdf: Document,
  attempt: EvidenceAttempt,
  images: ReadonlyMap<string, Buffer>,
): void {
  const width = (pdf.page.width - 2 * margin - 12) / 2
  const height = width * 0.68
  let column = 0
  pdf.moveDown(0.5)
  for (const { slot, images: paths } of attempt.captures) {
    const bytes = images.get(paths[0] ?? '')
    if (!bytes) continue
    if (column === 0 && pdf.y + height + 16 > pdf.page.height - margin) pdf.addPage()
    const x = margin + column * (width + 12)
    const { y } = pdf
    pdf.image(bytes, x, y, { fit: [width, height], align: 'center', valign: 'center' })
    pdf
      .fontSize(7)
      .fillColor(grey)
      .text(wordOf(slotWords.ja, slot), x, y + height + 1, { width })
    pdf.fillColor('black')
    pdf.y = column === 0 ? y : y + height + 16
    column = 1 - column
  }
  if (column === 1) pdf.y += height + 16
  pdf.x = margin
}

/** Whose copy it is, across every page, and the page's number below. */
function mark(pdf: Document, { createdAt, packageId, orderedBy }: Omit<Manifest, 'files'>): void {
  const { start, count } = pdf.bufferedPageRange()
  const whose = `写 ${inJapan(createdAt)} ${orderedBy.kind} ${orderedBy.id ?? ''}`
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    const { width, height } = pdf.page
    pdf.page.margins.bottom = 0
    pdf.save().rotate(-35, { origin: [width / 2, height / 2] })
    pdf.fontSize(15).fillColor('#888888', 0.22)
    for (const step of [-220, 0, 220])
      pdf.text(whose, 0, height / 2 + step, { width, align: 'center', lineBreak: false })
    pdf.restore()
    pdf.fontSize(7).fillColor(grey, 1)
    pdf.text(`${packageId}　${page + 1} / ${count}`, margin, height - 30, { lineBreak: false })
  }
}

const wordOf = (words: Readonly<Record<string, string>>, key: string | null): string =>
  key !== null && Object.hasOwn(words, key) ? (words[key] ?? key) : (key ?? '—')

const fieldNames: Readonly<Record<string, string>> = {
  name: '氏名',
  nameKana: 'フリガナ',
  birthDate: '生年月日',
  address: '住所',
  issueDate: '交付日',
  expiryDate: '有効期限',
  number: '書類番号',
}

function inJapan(instant: string | null): string {
  if (instant === null) return '—'
  const iso = new Date(Date.parse(instant) + 9 * 3_600_000).toISOString()
  return `${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 19)}`
}
