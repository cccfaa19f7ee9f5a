import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
// Node sees only the default export of this CommonJS bundle.
// oxlint-disable-next-line import/default
import opentype from 'opentype.js'
import type { Font, PathCommand } from 'opentype.js'

/** Gothic faces a card can be set in. Each falls back to the other family for a glyph it lacks. */
export const typefaces = [
  'biz-regular',
  'biz-bold',
  'noto-regular',
  'noto-medium',
  'noto-semibold',
] as const
export type Typeface = (typeof typefaces)[number]

export type TextStyle = {
  readonly typeface: Typeface
  /** Height of the em square. All lengths are millimetres of the card. */
  readonly sizeMm: number
  readonly color?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Space added after each character. */
  readonly spacingMm?: number
  /** Longer text is condensed to this width, as the issuing machines do. */
  readonly maxWidthMm?: number
  readonly opacity?: number
}

export type SetText = {
  readonly svg: string
  /** Box of the ink. */
  readonly ink: {
    readonly x0: number
    readonly y0: number
    readonly x1: number
    readonly y1: number
  }
}

/** Sets one line as SVG paths, baseline at `y`. No font of the system is used, so every machine draws the same. */
export function setText(text: string, x: number, y: number, style: TextStyle): SetText {
  const { sizeMm, spacingMm = 0, color = '#1a1a1e', anchor = 'start', opacity = 1 } = style
  let width = 0
  const glyphs = Array.from(text, (character) => {
    const font = fontFor(character, style.typeface)
    const glyph = font.charToGlyph(character)
    const at = width
    width += ((glyph.advanceWidth ?? font.unitsPerEm) * sizeMm) / font.unitsPerEm + spacingMm
    return { font, glyph, at }
  })
  width -= spacingMm
  const squeeze = style.maxWidthMm && width > style.maxWidthMm ? style.maxWidthMm / width : 1
  const start = x - (anchor === 'end' ? 1 : anchor === 'middle' ? 0.5 : 0) * width * squeeze

  let path = ''
  const ink = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
  for (const { font, glyph, at } of glyphs) {
    const outline = glyph.getPath(at, 0, sizeMm, {}, font)
    if (outline.commands.length === 0) continue
    path += pathData(outline.commands)
    const bounds = outline.getBoundingBox()
    ink.x0 = Math.min(ink.x0, start + bounds.x1 * squeeze)
    ink.x1 = Math.max(ink.x1, start + bounds.x2 * squeeze)
    ink.y0 = Math.min(ink.y0, y + bounds.y1)
    ink.y1 = Math.max(ink.y1, y + bounds.y2)
  }
  const place = `matrix(${squeeze.toFixed(4)} 0 0 1 ${start.toFixed(3)} ${y.toFixed(3)})`
  return {
    svg: `<path transform="${place}" fill="${color}" opacity="${opacity}" d="${path}"/>`,
    ink,
  }
}

/** Sets text downwards, one character under the other, centred on `x`; `y` is the first baseline. */
export function setColumn(
  text: string,
  x: number,
  y: number,
  stepMm: number,
  style: TextStyle,
): string {
  return Array.from(
    text,
    (character, at) => setText(character, x, y + at * stepMm, { ...style, anchor: 'middle' }).svg,
  ).join('')
}

// opentype.js' own toPathData writes NaN for numbers near zero, and a renderer drops the rest of such a path.
function pathData(commands: readonly PathCommand[]): string {
  return commands
    .map((command) => {
      if (command.type === 'Z') return 'Z'
      const points = [
        ...(command.type === 'Q' || command.type === 'C' ? [command.x1, command.y1] : []),
        ...(command.type === 'C' ? [command.x2, command.y2] : []),
        command.x,
        command.y,
      ]
      return command.type + points.map((value) => value.toFixed(3)).join(' ')
    })
    .join('')
}

function fontFor(character: string, typeface: Typeface): Font {
  const font = loadFont(typeface)
  if (font.charToGlyphIndex(character) > 0) return font
  const fallback = loadFont(fallbacks[typeface])
  return fallback.charToGlyphIndex(character) > 0 ? fallback : font
}

function loadFont(typeface: Typeface): Font {
  const known = fonts.get(typeface)
  if (known) return known
  const file = readFileSync(require.resolve(`@expo-google-fonts/${fontFiles[typeface]}`))
  const font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength))
  fonts.set(typeface, font)
  return font
}

const require = createRequire(import.meta.url)
const fonts = new Map<Typeface, Font>()

const fontFiles: Record<Typeface, string> = {
  'biz-regular': 'biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
  'biz-bold': 'biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf',
  'noto-regular': 'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  'noto-medium': 'noto-sans-jp/500Medium/NotoSansJP_500Medium.ttf',
  'noto-semibold': 'noto-sans-jp/600SemiBold/NotoSansJP_600SemiBold.ttf',
}

const fallbacks: Record<Typeface, Typeface> = {
  'biz-regular': 'noto-regular',
  'biz-bold': 'noto-semibold',
  'noto-regular': 'biz-regular',
  'noto-medium': 'biz-regular',
  'noto-semibold': 'biz-bold',
}
