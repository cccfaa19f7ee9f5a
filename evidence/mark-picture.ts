import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
// Node sees only the default export of this CommonJS bundle.
// oxlint-disable-next-line import/default
import opentype, { type Font } from 'opentype.js'
import sharp from 'sharp'

let font: Font | null = null

/** Writes across a picture whose copy it is, in outlines, so that no font of the machine is needed. @param jpeg a masked picture */
export async function markPicture(jpeg: Buffer, words: string): Promise<Buffer> {
  const { width, height } = await sharp(jpeg).metadata()
  // a letter is about half as wide as it is high; the words shall fit
  const size = Math.max(10, Math.round((width * 0.9) / (words.length * 0.56)))
  font ??= load()
  const line = (y: number) => {
    const path = font?.getPath(words, width * 0.04, y, size).toPathData(1) ?? ''
    return `<path d="${path}" fill="#fff" stroke="#000" stroke-width="${size / 30}" opacity="0.45"/>`
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <g transform="rotate(-20 ${width / 2} ${height / 2})">${[0.25, 0.5, 0.75].map((share) => line(height * share)).join('')}</g></svg>`
  return sharp(jpeg)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 85 })
    .toBuffer()
}

function load(): Font {
  const file = readFileSync(
    fileURLToPath(
      import.meta.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
    ),
  )
  return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength))
}
