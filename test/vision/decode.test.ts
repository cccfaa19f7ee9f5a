import sharp from 'sharp'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeImage } from '../../vision/decode.ts'

/** Left half red, right half blue: shows orientation and colour. */
const flag = (width = 64, height = 32, channels: 3 | 4 = 3) => {
  const data = Buffer.alloc(width * height * channels)
  for (let i = 0; i < width * height; i++) {
    data[i * channels + (i % width < width / 2 ? 0 : 2)] = 255
    if (channels === 4) data[i * 4 + 3] = 255
  }
  return sharp(data, { raw: { width, height, channels } })
}
const noise = (width: number, height: number) => {
  let seed = 7
  const data = Uint8Array.from({ length: width * height * 3 }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed >>> 24
  })
  return sharp(data, { raw: { width, height, channels: 3 } })
}
const frames = () =>
  sharp(Buffer.alloc(16 * 32 * 3, 90).fill(200, 16 * 16 * 3), {
    raw: { width: 16, height: 32, channels: 3, pageHeight: 16 },
  })
const pixel = (image: { width: number; data: Uint8Array }, x: number, y: number) =>
  [...image.data.subarray((y * image.width + x) * 3, (y * image.width + x) * 3 + 3)].map((v) =>
    v > 127 ? 1 : 0,
  )
const red = [1, 0, 0]
const blue = [0, 0, 1]

const chunk = (type: string, body: Uint8Array) => {
  const out = Buffer.alloc(12 + body.length)
  out.writeUInt32BE(body.length, 0)
  out.write(type, 4, 'latin1')
  out.set(body, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length)
  return out
}
const crc32 = (bytes: Uint8Array) => {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const pngHeader = (width: number, height: number) => {
  const body = Buffer.alloc(13)
  body.writeUInt32BE(width, 0)
  body.writeUInt32BE(height, 4)
  body.set([8, 0, 0, 0, 0], 8)
  return chunk('IHDR', body)
}

describe('pictures that are taken', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('a still %s becomes upright RGB', async (format) => {
    const image = await decodeImage(await flag().toFormat(format).toBuffer())
    expect([image.width, image.height, image.data.length]).toEqual([64, 32, 64 * 32 * 3])
    expect([pixel(image, 8, 16), pixel(image, 56, 16)]).toEqual([red, blue])
  })

  test('EXIF orientation is applied', async () => {
    // Orientation 6: the camera was turned; the stored left edge belongs at the top.
    const image = await decodeImage(await flag().withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect([image.width, image.height]).toEqual([32, 64])
    expect([pixel(image, 16, 8), pixel(image, 16, 56)]).toEqual([red, blue])
    expect([image.sourceWidth, image.sourceHeight]).toEqual([32, 64])
  })

  test('a CMYK JPEG becomes sRGB', async () => {
    const bytes = await flag().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')
    const image = await decodeImage(bytes)
    expect(image.data.length).toBe(64 * 32 * 3)
    expect([pixel(image, 8, 16), pixel(image, 56, 16)]).toEqual([red, blue])
  })

  test('grey, transparent and 16-bit pictures become 8-bit RGB', async () => {
    for (const bytes of [
      await flag().greyscale().toColourspace('b-w').png().toBuffer(),
      await flag(64, 32, 4).png().toBuffer(),
      await flag().toColourspace('rgb16').png().toBuffer(),
    ]) {
      expect((await decodeImage(bytes)).data.length).toBe(64 * 32 * 3)
    }
  })

  test('maxSidePx decodes smaller and keeps the shape', async () => {
    const image = await decodeImage(await noise(1600, 1200).jpeg().toBuffer(), { maxSidePx: 400 })
    expect([image.width, image.height]).toEqual([400, 300])
    expect([image.sourceWidth, image.sourceHeight]).toEqual([1600, 1200])
  })

  test('what trails the picture is left behind', async () => {
    const jpeg = await flag().jpeg().toBuffer()
    const polyglot = Buffer.concat([jpeg, Buffer.from('PK\x03\x04<script>alert(1)</script>')])
    const [plain, cleaned] = [await decodeImage(jpeg), await decodeImage(polyglot)]
    expect(Buffer.compare(plain.data, cleaned.data)).toBe(0)
  })
})

describe('pictures that are refused', () => {
  test.each([
    ['text', async () => Buffer.from('<html></html>'), 'IMAGE_FORMAT'],
    ['nothing', async () => Buffer.alloc(0), 'IMAGE_FORMAT'],
    ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'IMAGE_FORMAT'],
    ['an animated GIF', async () => frames().gif().toBuffer(), 'IMAGE_FORMAT'],
    ['an animated WebP', async () => frames().webp({ lossless: true }).toBuffer(), 'IMAGE_FORMAT'],
    ['a TIFF', async () => flag().tiff().toBuffer(), 'IMAGE_FORMAT'],
    [
      'an animated PNG',
      async () => {
        const png = await flag().png().toBuffer()
        const frameCount = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))
        return Buffer.concat([png.subarray(0, 33), frameCount, png.subarray(33)])
      },
      'IMAGE_FORMAT',
    ],
    [
      'a JPEG signature before something else',
      async () => Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2]),
      'IMAGE_UNREADABLE',
    ],
    [
      'a JPEG cut off in the middle',
      async () => {
        const jpeg = await noise(400, 300).jpeg().toBuffer()
        return jpeg.subarray(0, jpeg.length >> 1)
      },
      'IMAGE_UNREADABLE',
    ],
    [
      'a progressive JPEG cut off in the middle',
      async () => {
        const jpeg = await noise(400, 300).jpeg({ progressive: true }).toBuffer()
        return jpeg.subarray(0, jpeg.length >> 1)
      },
      'IMAGE_UNREADABLE',
    ],
    [
      'a PNG cut off in the middle',
      async () => {
        const png = await noise(200, 100).png().toBuffer()
        return png.subarray(0, png.length >> 1)
      },
      'IMAGE_UNREADABLE',
    ],
    [
      'a PNG bomb of 50000 x 50000 pixels',
      async () =>
        Buffer.concat([
          signature,
          pngHeader(50_000, 50_000),
          chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
          chunk('IEND', Buffer.alloc(0)),
        ]),
      'IMAGE_TOO_LARGE',
    ],
    ['too many bytes', async () => Buffer.alloc(25_000_001, 0xff), 'IMAGE_TOO_LARGE'],
  ] as const)('%s', async (_name, make, code) => {
    const bytes = await make()
    await expect(decodeImage(bytes)).rejects.toMatchObject({ name: 'DomainError', code })
  })
})
