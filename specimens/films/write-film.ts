import { createHash } from 'node:crypto'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { takeJpeg } from '../persons/camera-noise.ts'
import { coverRaster } from '../raster.ts'
import type { Raster } from '../raster.ts'

/** Some pictures shown one after another, evenly, for a time. One picture is a still before a hand that shakes. */
export type Shot = { readonly pictures: readonly Raster[]; readonly seconds: number }

export type FilmSize = { readonly width: number; readonly height: number }

/** Chromium plays an MJPEG file at 30 pictures a second, whatever the file says. */
export const filmFps = 30
/** Each encoded picture stands for three: ten new ones a second are enough for an eye and for a net. */
const hold = 3
const noise = { noise: 2, blurPx: 0, quality: 88 }

/**
 * Writes a film for Chromium's `--use-file-for-fake-video-capture`: JPEG pictures one after another, which it loops.
 * The pictures are moved by whole pixels, as a hand shakes, so that no two are alike and a card stays sharp.
 * The film's name is a hash of its content, so a second call with the same shots returns the first call's file.
 */
export const writeFilm = async (
  shots: readonly Shot[],
  size: FilmSize,
  folder: string,
): Promise<string> => {
  const path = join(folder, `${contentKey(shots, size)}.mjpeg`)
  if (await isFile(path)) return path

  const jpegs: Buffer[] = []
  let shown = 0
  for (const { pictures, seconds } of shots) {
    const count = Math.max(1, Math.round((seconds * filmFps) / hold))
    const fitted = await Promise.all(
      pictures.map((picture) => coverRaster(picture, size.width, size.height)),
    )
    for (let index = 0; index < count; index++) {
      const picture = fitted[Math.floor((index * fitted.length) / count)]
      if (!picture) continue
      const jpeg = await takeJpeg(shaken(picture, shown), noise, shown)
      for (let copy = 0; copy < hold; copy++) jpegs.push(jpeg)
      shown++
    }
  }

  // Written aside and renamed: a film that a second process finds is whole.
  await mkdir(folder, { recursive: true })
  const unfinished = `${path}.${process.pid}.part`
  await writeFile(unfinished, Buffer.concat(jpegs))
  await rename(unfinished, path)
  return path
}

/** Changes when what films are made of changes, so that old files are not taken for new ones. */
const filmVersion = 1

const contentKey = (shots: readonly Shot[], { width, height }: FilmSize): string => {
  const hash = createHash('sha256').update(`${filmVersion} ${width}x${height}`)
  for (const { pictures, seconds } of shots) {
    hash.update(` ${seconds}s`)
    for (const picture of pictures) {
      hash.update(` ${picture.width}x${picture.height} `).update(picture.data)
    }
  }
  return hash.digest('hex').slice(0, 32)
}

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

/** The picture moved by up to three pixels; the border's pixels are drawn out. */
const shaken = ({ width, height, data }: Raster, moment: number): Raster => {
  const dx = Math.round(2.4 * Math.sin(moment * 0.9) + 0.8 * Math.sin(moment * 2.3))
  const dy = Math.round(2.1 * Math.sin(moment * 0.7 + 1) + 0.9 * Math.sin(moment * 2.9))
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    const from = Math.max(0, Math.min(height - 1, y + dy)) * width
    const first = Math.max(0, dx)
    const last = Math.min(width, width + dx)
    const row = y * width
    out.set(data.subarray(3 * (from + first), 3 * (from + last)), 3 * (row + first - dx))
    for (let x = 0; x < first - dx; x++) {
      out.set(data.subarray(3 * from, 3 * from + 3), 3 * (row + x))
    }
    for (let x = last - dx; x < width; x++) {
      out.set(data.subarray(3 * (from + width - 1), 3 * (from + width)), 3 * (row + x))
    }
  }
  return { width, height, data: out }
}
