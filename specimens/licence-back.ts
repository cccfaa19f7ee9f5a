import { documentCatalogue } from '../domain/document-catalogue.ts'
import { id1Mm } from '../domain/geometry.ts'
import { around, seal, toCardBox } from './licence-front.ts'
import type { PrintedField, PrintedFields } from './licence-front.ts'
import { printedDate } from './licence-data.ts'
import { guilloche } from './security-print.ts'
import { setText } from './type-setting.ts'
import type { Typeface } from './type-setting.ts'

export type BackEntry = {
  /** ISO day of the entry. */
  readonly date: string
  /** 新住所 or 新氏名, and what it is now. */
  readonly text: string
}

export type OrganDeclaration = {
  readonly choice: 1 | 2 | 3
  readonly signature?: string
}

/** The back: 備考 with the entries of the police above, the declaration about organs below. */
export function drawLicenceBack(
  entries: readonly BackEntry[],
  organ: OrganDeclaration | undefined,
  seed: number,
  typeface: Typeface,
): { readonly svg: string; readonly fields: PrintedFields } {
  const { width, height } = id1Mm
  const parts = [guilloche(seed + 1, ['#a8c8dc', '#d9c2d8'], '#f7f8f6')]
  const label = { typeface: 'noto-medium', color: '#26323f' } as const
  const text = (words: string, x: number, y: number, sizeMm: number) =>
    parts.push(setText(words, x, y, { ...label, sizeMm, maxWidthMm: width - x - 3.5 }).svg)
  const rule = 'fill="none" stroke="#5a6472" stroke-width=".12"'

  // 備考
  parts.push(`<rect x="3" y="2.8" width="${width - 6}" height="25.6" ${rule}/>`)
  text('備　考', 4, 6, 2.1)
  const written: PrintedField[] = []
  for (const [at, entry] of entries.slice(0, 3).entries()) {
    const y = 9.4 + at * 6.4
    const style = { typeface, sizeMm: 2.5, maxWidthMm: 71 }
    const day = setText(printedDate(entry.date), 5, y, style)
    const words = setText(entry.text, 5, y + 2.9, style)
    parts.push(day.svg, words.svg, seal(78, y - 2, 3.6))
    written.push({
      text: `${printedDate(entry.date)}\n${entry.text}`,
      box: around(toCardBox(day.ink), toCardBox(words.ink)),
    })
  }

  // 臓器提供 (道路交通法施行規則 別記様式第十四 裏面)
  const top = height * 0.575
  parts.push(`<rect x="3" y="${top}" width="${width - 6}" height="${height * 0.395}" ${rule}/>`)
  text('臓器提供意思表示欄', 4, top + 2.6, 1.9)
  text('※ 記入は自由です。１から３までのいずれかの番号を○で囲んでください。', 29, top + 2.5, 1.45)
  for (const [at, choice] of organChoices.entries())
    text(`${at + 1}．${choice}`, 5, top + 5.5 + at * 2.5, 1.7)
  text(
    '《１又は２を選んだ方で、提供したくない臓器があれば、×をつけてください。》',
    5,
    top + 12.7,
    1.45,
  )
  text('【心臓・肺・肝臓・腎臓・膵臓・小腸・眼球】', 7, top + 15.1, 1.7)
  text('〔特記欄：　　　　　　　　　　　　　　　　〕', 46, top + 15.1, 1.7)
  text('署名年月日：　　　　年　　月　　日', 5, top + 19.2, 1.7)
  text('署名（自筆）：', 46, top + 19.2, 1.7)
  if (organ) {
    const pen = 'fill="none" stroke="#23303f" stroke-width=".28"'
    parts.push(
      `<ellipse cx="5.9" cy="${top + 4.9 + (organ.choice - 1) * 2.5}" rx="1.3" ry="1.15" ${pen}/>`,
    )
    if (organ.signature)
      parts.push(
        setText(organ.signature, 58, top + 19.4, {
          typeface: 'noto-regular',
          sizeMm: 2.7,
          color: '#23303f',
        }).svg,
      )
  }
  parts.push(
    setText('見本 SPECIMEN', width - 4, 6, {
      typeface: 'noto-semibold',
      sizeMm: 1.8,
      color: '#c3747c',
      anchor: 'end',
      opacity: 0.65,
    }).svg,
  )

  const [first, ...more] = written
  if (!first) return { svg: parts.join(''), fields: {} }
  const addressChange = more.reduce(
    (all, entry) => ({ text: `${all.text}\n${entry.text}`, box: around(all.box, entry.box) }),
    first,
  )
  return { svg: parts.join(''), fields: { addressChange } }
}

export const licenceMasks = documentCatalogue.DRIVERS_LICENCE.masks

const organChoices = [
  '私は、脳死後及び心臓が停止した死後のいずれでも、移植の為に臓器を提供します。',
  '私は、心臓が停止した死後に限り、移植の為に臓器を提供します。',
  '私は、臓器を提供しません。',
] as const
