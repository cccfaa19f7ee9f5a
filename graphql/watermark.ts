import sharp from 'sharp'
import { dayInJapan } from '../domain/japan-days.ts'

/**
 * Writes who looks at a picture, and when, into its pixels: slantwise, over and over, so that no part of it can be cut out
 * without. What is drawn are the dots of a character set of our own: a server may have no fonts.
 * @returns JPEG
 */
export async function watermark(jpeg: Uint8Array, memberId: string, at: Date): Promise<Buffer> {
  const { width, height } = await sharp(jpeg).metadata()
  const time = at.toLocaleTimeString('sv-SE', { timeZone: 'Asia/Tokyo' })
  // the last digits of an id tell people apart; the first are a time
  const text = `${memberId.slice(-12)} ${dayInJapan(at)} ${time}`
  return sharp(jpeg)
    .composite([{ input: Buffer.from(overlay(text, width, height)), top: 0, left: 0 }])
    .jpeg({ quality: 85 })
    .toBuffer()
}

/** Dots of a character, in parts of a picture's longer side: legible in a photograph of a screen. */
const dotShare = 1 / 440

function overlay(text: string, width: number, height: number): string {
  const dot = Math.max(1, Math.max(width, height) * dotShare)
  const [lineWidth, lineHeight] = [text.length * 6 * dot, 7 * dot]
  const path = dotsOf(text)
    .map(([x, y]) => `M${(x * dot).toFixed(1)} ${(y * dot).toFixed(1)}h${dot}v${dot}h-${dot}z`)
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><pattern id="who" width="${lineWidth + 30 * dot}" height="${lineHeight * 4}"
      patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
      <path d="${path}" fill="#000" fill-opacity=".34" transform="translate(${dot * 0.6} ${dot * 0.6})"/>
      <path d="${path}" fill="#fff" fill-opacity=".5"/>
    </pattern></defs>
    <rect width="100%" height="100%" fill="url(#who)"/></svg>`
}

/** Places of a text's dots, six columns a character. */
function dotsOf(text: string): readonly (readonly [number, number])[] {
  return Array.from(text).flatMap((character, place) =>
    (glyphs[character] ?? []).flatMap((row, y) =>
      Array.from(row).flatMap((dot, x) => (dot === '#' ? [[place * 6 + x, y] as const] : [])),
    ),
  )
}

/** Five by seven: what ids, days and times are written with. */
const glyphs: Readonly<Record<string, readonly string[]>> = {
  '0': ['.###.', '#...#', '#..##', '#.#.#', '##..#', '#...#', '.###.'],
  '1': ['..#..', '.##..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  '2': ['.###.', '#...#', '....#', '...#.', '..#..', '.#...', '#####'],
  '3': ['.###.', '#...#', '....#', '..##.', '....#', '#...#', '.###.'],
  '4': ['...#.', '..##.', '.#.#.', '#..#.', '#####', '...#.', '...#.'],
  '5': ['#####', '#....', '####.', '....#', '....#', '#...#', '.###.'],
  '6': ['.###.', '#....', '#....', '####.', '#...#', '#...#', '.###.'],
  '7': ['#####', '....#', '...#.', '..#..', '.#...', '.#...', '.#...'],
  '8': ['.###.', '#...#', '#...#', '.###.', '#...#', '#...#', '.###.'],
  '9': ['.###.', '#...#', '#...#', '.####', '....#', '....#', '.###.'],
  a: ['.....', '.....', '.###.', '....#', '.####', '#...#', '.####'],
  b: ['#....', '#....', '####.', '#...#', '#...#', '#...#', '####.'],
  c: ['.....', '.....', '.####', '#....', '#....', '#....', '.####'],
  d: ['....#', '....#', '.####', '#...#', '#...#', '#...#', '.####'],
  e: ['.....', '.....', '.###.', '#...#', '#####', '#....', '.####'],
  f: ['..##.', '.#...', '####.', '.#...', '.#...', '.#...', '.#...'],
  '-': ['.....', '.....', '.....', '#####', '.....', '.....', '.....'],
  ':': ['.....', '..#..', '.....', '.....', '.....', '..#..', '.....'],
}
