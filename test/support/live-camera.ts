import { closeSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/**
 * A camera film that changes while Chromium plays it, so that a test can hold up another card, or turn a head when told
 * to. Chromium maps the file into memory and plays its pictures round and round; each picture lies in a slot of one
 * size, and is written over in place.
 */
export interface LiveCamera {
  readonly path: string
  /** Another camera is taken up when the page opens it the next time: another size of picture. */
  resize(width: number, height: number): Promise<void>
  /** Gets pictures ready, so that showing them takes no time. */
  prepare(pictures: readonly Uint8Array[]): Promise<void>
  /** Shows pictures in turn, each for `holdMs`, the last one for ever. Resolves when the last is shown. */
  play(pictures: readonly Uint8Array[], holdMs?: number): Promise<void>
  close(): void
}

/** Chromium takes a film's levels for video's 16…235 (ITU-R BT.601) and spreads them to 0…255. */
const videoRange = [219 / 255, 16] as const

const slots = 12
const slotBytes = 900_000
const tremblePx = 3

export async function createLiveCamera(
  folder: string,
  { width, height }: { width: number; height: number },
): Promise<LiveCamera> {
  const path = join(folder, 'camera.mjpeg')
  let size = { width, height }
  let file = -1
  const shown = new Map<Uint8Array, Promise<readonly Buffer[]>>()
  await renew()
  return {
    path,
    async resize(newWidth, newHeight) {
      size = { width: newWidth, height: newHeight }
      shown.clear()
      await renew()
    },
    async prepare(pictures) {
      await Promise.all(pictures.map(shownAs))
    },
    async play(pictures, holdMs = 0) {
      for (const [i, picture] of pictures.entries()) {
        for (const [slot, jpeg] of (await shownAs(picture)).entries())
          writeSync(file, jpeg, 0, slotBytes, slot * slotBytes)
        if (i < pictures.length - 1 || holdMs > 0) {
          await new Promise((resolve) => setTimeout(resolve, holdMs))
        }
      }
    },
    close() {
      closeSync(file)
      rmSync(path, { force: true })
    },
  }

  function shownAs(picture: Uint8Array): Promise<readonly Buffer[]> {
    const known = shown.get(picture)
    if (known) return known
    const made = Promise.all(
      Array.from({ length: slots }, (_, slot) => fitted(picture, size, slot)),
    )
    shown.set(picture, made)
    return made
  }

  /** A fresh file in the old one's place: who plays the old one goes on with it until the camera is opened again. */
  async function renew(): Promise<void> {
    const dark = padded(
      await sharp({ create: { ...size, channels: 3, background: '#333' } })
        .jpeg()
        .toBuffer(),
    )
    const part = `${path}.part`
    writeFileSync(part, Buffer.concat(Array.from({ length: slots }, () => dark)))
    renameSync(part, path)
    if (file >= 0) closeSync(file)
    file = openSync(path, 'r+')
  }
}

async function fitted(
  picture: Uint8Array,
  { width, height }: { width: number; height: number },
  variant: number,
): Promise<Buffer> {
  // a hand trembles by a few pixels, so that no two of the slots are alike
  const angle = (2 * Math.PI * variant) / slots
  const jpeg = await sharp(picture)
    .resize(width + 2 * tremblePx, height + 2 * tremblePx, { fit: 'cover' })
    .extract({
      left: tremblePx + Math.round(tremblePx * Math.sin(angle)),
      top: tremblePx + Math.round(tremblePx * Math.cos(2 * angle + 1)),
      width,
      height,
    })
    .linear(...videoRange)
    .jpeg({ quality: 91 })
    .toBuffer()
  return padded(jpeg)
}

/** Fills a JPEG up to the slot's size with comment segments (ITU-T T.81, B.2.4.5) behind its first marker. */
function padded(jpeg: Buffer): Buffer {
  const spare = slotBytes - jpeg.length
  if (spare < 4) throw new RangeError(`expected a picture of at most ${slotBytes - 4} bytes`)
  const comments: Buffer[] = []
  for (let left = spare; left > 0;) {
    // a rest of less than four bytes could not be a segment
    const length = left <= 65_537 ? left : Math.min(65_537, left - 4)
    const comment = Buffer.alloc(length)
    comment.writeUInt16BE(0xfffe, 0)
    comment.writeUInt16BE(length - 2, 2)
    comments.push(comment)
    left -= length
  }
  return Buffer.concat([jpeg.subarray(0, 2), ...comments, jpeg.subarray(2)])
}
