import { documentCatalogue } from '../domain/document-catalogue.ts'
import type { FieldKey } from '../domain/document-catalogue.ts'
import type { CardBox } from '../domain/geometry.ts'
import { id1Mm } from '../domain/geometry.ts'
import type { Belt, LicenceData } from './licence-data.ts'
import { printedBirthDate, printedDate, printedExpiry } from './licence-data.ts'
import { guilloche, sealInk } from './security-print.ts'
import { setColumn, setText } from './type-setting.ts'
import type { SetText, TextStyle, Typeface } from './type-setting.ts'

export type PrintedField = {
  readonly text: string
  /** Box of the ink in fractions of the card. */
  readonly box: CardBox
}

export type PrintedFields = Readonly<Partial<Record<FieldKey, PrintedField>>>

/** The front without the photograph, as the inside of an SVG in millimetres, and where each value stands. */
export function drawLicenceFront(
  licence: LicenceData,
  seed: number,
  typeface: Typeface,
): { readonly svg: string; readonly fields: PrintedFields } {
  const fields: Partial<Record<FieldKey, PrintedField>> = {}
  const label = { typeface: 'noto-medium', color: '#2b3f6b' } as const
  const parts: string[] = [guilloche(seed, ['#8fc3dd', '#e7a9b8', '#a9d3a4'], '#f3f7f4')]
  const line = (x0: number, y0: number, x1: number, y1: number) =>
    parts.push(`<path d="M${mmX(x0)} ${mmY(y0)}L${mmX(x1)} ${mmY(y1)}" ${rule}/>`)
  const set = (text: string, x: number, y: number, style: TextStyle): SetText => {
    const made = setText(text, mmX(x), mmY(y), style)
    parts.push(made.svg)
    return made
  }
  const value = (key: FieldKey, text: string, x: number, y: number, style: TextStyle) => {
    fields[key] = { text, box: toCardBox(set(text, x, y, style).ink) }
  }
  const plain = { typeface, sizeMm: 2.75 }

  // Frame and rules of the upper table.
  parts.push(frame(0.037, 0.056, 0.967, 0.279), frame(0.037, 0.279, 0.63, 0.347))
  for (const y of [0.129, 0.204]) line(0.037, y, 0.967, y)
  line(0.112, 0.056, 0.112, 0.129)
  line(0.112, 0.204, 0.112, 0.347)
  line(0.63, 0.056, 0.63, 0.129)

  set('氏名', 0.074, 0.108, { ...label, sizeMm: 2.3, anchor: 'middle' })
  value('name', licence.name, 0.128, 0.114, {
    ...plain,
    sizeMm: 3.25,
    spacingMm: 0.35,
    maxWidthMm: 40,
  })
  value('birthDate', printedBirthDate(licence.birthDate), 0.642, 0.11, {
    ...plain,
    sizeMm: 2.7,
    maxWidthMm: 26.6,
  })
  set('見本　SPECIMEN　見本', 0.5, 0.184, {
    typeface: 'noto-semibold',
    sizeMm: 2.5,
    color: '#c3747c',
    anchor: 'middle',
    spacingMm: 0.8,
    opacity: 0.65,
  })
  set('住所', 0.074, 0.257, { ...label, sizeMm: 2.3, anchor: 'middle' })
  value('address', licence.address, 0.122, 0.259, { ...plain, maxWidthMm: 70.5 })
  set('交付', 0.074, 0.329, { ...label, sizeMm: 2.3, anchor: 'middle' })
  value('issueDate', printedDate(licence.issueDate), 0.122, 0.331, { ...plain, spacingMm: 0.1 })
  value('inquiryNumber', licence.inquiryNumber, 0.505, 0.331, { ...plain, spacingMm: 0.12 })

  // Belt of validity.
  parts.push(
    `<rect x="${mmX(0.037)}" y="${mmY(0.35)}" width="${mmX(0.592)}" height="${mmY(0.089)}" fill="${beltColors[licence.belt]}"/>`,
  )
  value('expiryDate', printedExpiry(licence.expiryDate), 0.05, 0.4135, {
    typeface: heavier[typeface],
    sizeMm: 3.45,
    maxWidthMm: 48.4,
  })

  // Conditions.
  parts.push(frame(0.037, 0.439, 0.63, 0.683))
  line(0.118, 0.439, 0.118, 0.683)
  for (const [at, text] of ['免許の', '条件等'].entries())
    set(text, 0.0775, 0.535 + at * 0.055, { ...label, sizeMm: 2.0, anchor: 'middle' })
  const conditions = licence.conditions.map((text, at) => ({
    text,
    box: toCardBox(
      set(text, 0.135, 0.492 + at * 0.056, { ...plain, sizeMm: 2.5, maxWidthMm: 41 }).ink,
    ),
  }))
  if (conditions.length > 0)
    fields.conditions = {
      text: licence.conditions.join('\n'),
      box: conditions.map(({ box }) => box).reduce(around),
    }
  if (licence.belt === 'GOLD')
    set('優良', 0.075, 0.668, {
      typeface: 'noto-semibold',
      sizeMm: 2.5,
      color: '#222',
      anchor: 'middle',
    })

  // Number.
  parts.push(frame(0.037, 0.683, 0.63, 0.749))
  line(0.118, 0.683, 0.118, 0.749)
  set('番号', 0.0775, 0.731, { ...label, sizeMm: 2.2, anchor: 'middle' })
  set('第', 0.128, 0.732, { ...label, sizeMm: 2.4, color: '#222' })
  value('number', licence.number, 0.184, 0.7355, {
    typeface,
    sizeMm: 3.3,
    spacingMm: (typeface.startsWith('biz') ? 1.65 : 1.85) * 0.28,
    maxWidthMm: 27.5,
  })
  set('号', 0.535, 0.732, { ...label, sizeMm: 2.4, color: '#222' })

  // Days of acquisition.
  const firstIssuedKeys = [
    'firstIssuedMotorcycle',
    'firstIssuedOther',
    'firstIssuedClassTwo',
  ] as const
  for (const [row, key] of firstIssuedKeys.entries()) {
    const baseline = 0.81 + row * 0.0585
    set(firstIssuedLabels[key], 0.064, baseline, {
      ...label,
      sizeMm: 1.75,
      anchor: 'middle',
      maxWidthMm: 4.4,
    })
    const day = licence.firstIssued[row]
    const style = { ...plain, sizeMm: 2.45, maxWidthMm: 22 }
    if (day) value(key, printedDate(day), 0.1, baseline, style)
    else set('平成00年00月00日', 0.1, baseline, style)
  }

  // Grid of categories: two rows of seven, upright characters one under the other.
  const grid = { x0: 0.368, y0: 0.77, x1: 0.632, y1: 0.939 }
  parts.push(frame(grid.x0, grid.y0, grid.x1, grid.y1))
  line(0.392, grid.y0, 0.392, grid.y1)
  line(0.392, 0.8545, grid.x1, 0.8545)
  parts.push(setColumn('種類', mmX(0.38), mmY(0.838), 3.4, { ...label, sizeMm: 1.7 }))
  for (const [at, category] of categories.entries()) {
    const x = 0.392 + ((at % 7) + 0.5) * 0.0343
    const top = at < 7 ? 0.77 : 0.8545
    if (at % 7 > 0) line(x - 0.01715, top, x - 0.01715, top + 0.0845)
    const text = licence.categories.includes(category) ? category : '－'
    const step = 1.32
    const first = mmY(top + 0.04225) - ((text.length - 1) * step) / 2 + 0.52
    parts.push(setColumn(text, mmX(x), first, step, { typeface: heavier[typeface], sizeMm: 1.42 }))
  }

  // Title and commission.
  parts.push(
    setColumn('運転免許証', mmX(0.657), mmY(0.456), 4.2, {
      typeface: 'noto-semibold',
      sizeMm: 3.2,
      color: '#2c56a8',
    }),
  )
  set(licence.commission, 0.681, 0.906, { typeface: 'noto-medium', sizeMm: 2.0, maxWidthMm: 15.8 })
  parts.push(seal(mmX(0.877), mmY(0.85), 4.4))

  return { svg: parts.join(''), fields }
}

export const portraitBox = documentCatalogue.DRIVERS_LICENCE.portrait ?? {
  x0: 0.683,
  y0: 0.289,
  x1: 0.959,
  y1: 0.84,
}

export const toCardBox = (ink: SetText['ink']): CardBox => ({
  x0: ink.x0 / id1Mm.width,
  y0: ink.y0 / id1Mm.height,
  x1: ink.x1 / id1Mm.width,
  y1: ink.y1 / id1Mm.height,
})

export const around = (a: CardBox, b: CardBox): CardBox => ({
  x0: Math.min(a.x0, b.x0),
  y0: Math.min(a.y0, b.y0),
  x1: Math.max(a.x1, b.x1),
  y1: Math.max(a.y1, b.y1),
})

/** The seal of the office, `sizeMm` square, top left at x, y. */
export function seal(x: number, y: number, sizeMm: number): string {
  const style = { typeface: 'noto-semibold', sizeMm: sizeMm * 0.42, color: sealInk } as const
  return `<rect x="${x}" y="${y}" width="${sizeMm}" height="${sizeMm}" fill="none" stroke="${sealInk}" stroke-width=".3"/>${setColumn('見本', x + sizeMm * 0.72, y + sizeMm * 0.44, sizeMm * 0.44, style)}${setColumn('之印', x + sizeMm * 0.28, y + sizeMm * 0.44, sizeMm * 0.44, style)}`
}

const mmX = (fraction: number): number => fraction * id1Mm.width
const mmY = (fraction: number): number => fraction * id1Mm.height

const frame = (x0: number, y0: number, x1: number, y1: number): string =>
  `<rect x="${mmX(x0)}" y="${mmY(y0)}" width="${mmX(x1 - x0)}" height="${mmY(y1 - y0)}" fill="none" ${rule}/>`

const rule = 'stroke="#4a5f86" stroke-width=".12"'

const beltColors: Record<Belt, string> = { GREEN: '#8ccb8a', BLUE: '#8fc0ea', GOLD: '#d9bd62' }

const heavier: Record<Typeface, Typeface> = {
  'biz-regular': 'biz-bold',
  'biz-bold': 'biz-bold',
  'noto-regular': 'noto-medium',
  'noto-medium': 'noto-semibold',
  'noto-semibold': 'noto-semibold',
}

const firstIssuedLabels = {
  firstIssuedMotorcycle: '二・小・原',
  firstIssuedOther: '他',
  firstIssuedClassTwo: '二種',
} as const

const categories = [
  '大型',
  '中型',
  '準中型',
  '普通',
  '大特',
  '大自二',
  '普自二',
  '小特',
  '原付',
  '大二',
  '中二',
  '普二',
  '大特二',
  'け引',
] as const
