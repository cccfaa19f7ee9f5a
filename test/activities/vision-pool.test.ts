import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVisionPool, type VisionPool } from '../../activities/vision-pool.ts'
import { makeApplicant } from '../../specimens/applicant.ts'

const applicant = makeApplicant({ seed: 4 })
const documentType = 'DRIVERS_LICENCE'
let vision: VisionPool
beforeAll(() => {
  // the only thread there is: what it is stuck in, the next one waits for
  vision = createVisionPool({ threads: 1, modelsDir: null, cacheDir: null, npmOnly: false })
})
afterAll(() => vision[Symbol.asyncDispose]())

const review = (frame: Uint8Array) =>
  vision.run('reviewCapture', { documentType, slot: 'FRONT', frames: [frame] })

test('work that is cancelled stops at once, and the next has the thread', async () => {
  const front = await applicant.front()
  const thickness = await applicant.thickness()
  const long = { documentType, front, frames: [...thickness, ...thickness, ...thickness] } as const
  await review(front)
  const stop = new AbortController()
  const running = vision.run('judgeThickness', long, stop.signal)
  const waiting = vision.run('judgeThickness', long, stop.signal)
  setTimeout(() => stop.abort(), 300)
  const startMs = performance.now()
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  expect(performance.now() - startMs).toBeLessThan(2000)
  expect(await review(front)).toMatchObject({ accepted: true })
})

const chunk = (type: string, body: Buffer) => {
  const out = Buffer.concat([Buffer.alloc(4), Buffer.from(type), body, Buffer.alloc(4)])
  out.writeUInt32BE(body.length, 0)
  return out
}
/** A header that announces pixels which nobody sent. */
const bomb = (width: number, height: number) => {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = chunk('IDAT', deflateSync(Buffer.alloc(30_000_000), { level: 9 }))
  return Buffer.concat([signature, chunk('IHDR', size), data, chunk('IEND', Buffer.alloc(0))])
}
const jpegOf30000 = async () => {
  const jpeg = Buffer.from(await sharp({ create: paper }).jpeg().toBuffer())
  // SOF0: marker, length, precision, then height and width
  const frame = jpeg.indexOf(Buffer.of(0xff, 0xc0))
  jpeg.writeUInt16BE(30_000, frame + 5)
  jpeg.writeUInt16BE(30_000, frame + 7)
  return jpeg
}
const paper = { width: 640, height: 480, channels: 3, background: '#ddd' } as const
const half = (file: Buffer) => file.subarray(0, file.length >> 1)

describe('files that nobody sends by accident', { timeout: 60_000 }, () => {
  test.each([
    ['nothing at all', async () => Buffer.alloc(0), 'IMAGE_FORMAT'],
    ['a web page', async () => Buffer.from('<html><script>1</script></html>'), 'IMAGE_FORMAT'],
    ['half a photograph', async () => half(await applicant.front()), 'IMAGE_UNREADABLE'],
    ['a PNG of 30000 × 30000', async () => bomb(30_000, 30_000), 'IMAGE_TOO_LARGE'],
    ['a PNG cut short of its pixels', async () => bomb(7000, 7000), 'IMAGE_UNREADABLE'],
    ['a JPEG of 30000 × 30000', jpegOf30000, 'IMAGE_TOO_LARGE'],
    ['a film of 26 MB', async () => Buffer.alloc(26_000_000, 0xff), 'IMAGE_TOO_LARGE'],
  ] as const)('%s is refused with its code, and the thread lives', async (_name, make, code) => {
    const file = await make()
    await expect(review(file)).rejects.toMatchObject({ name: 'DomainError', code })
    expect(await review(await sharp({ create: paper }).jpeg().toBuffer())).toMatchObject({
      accepted: false,
      reasonCodes: ['DOC_NOT_FOUND'],
    })
  })

  test.each([
    ['a ZIP', Buffer.from('PK\x03\x04')],
    ['a web page', Buffer.from('<html><script>alert(1)</script></html>')],
  ])(
    '%s behind a photograph changes nothing, and is gone from the masked copy',
    async (_n, tail) => {
      const front = Buffer.concat([await applicant.front(), tail])
      expect(await review(front)).toMatchObject({ accepted: true })
      const { masked } = await vision.run('maskCapture', {
        documentType,
        slot: 'FRONT',
        frames: [front],
        without: ['conditions'],
      })
      expect(masked.some((file) => Buffer.from(file).includes(tail))).toBe(false)
    },
  )

  test('a photograph called by another format, or turned by its EXIF, is looked at as it is', async () => {
    const png = await sharp(await applicant.front())
      .png({ compressionLevel: 1 })
      .toBuffer()
    expect(await review(png)).toMatchObject({ accepted: true })
    const turned = await sharp(await applicant.front())
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg({ quality: 95 })
      .toBuffer()
    expect(await review(turned)).toMatchObject({ accepted: true })
  })

  test('memory stays bounded over many bombs', async () => {
    const beforeMb = process.memoryUsage.rss() / 1e6
    const files = [bomb(7000, 7000), await jpegOf30000(), bomb(30_000, 30_000)]
    for (let i = 0; i < 12; i += 1) await review(files[i % 3] ?? Buffer.alloc(0)).catch(() => null)
    expect(process.memoryUsage.rss() / 1e6 - beforeMb).toBeLessThan(400)
  })
})
