import sharp from 'sharp'

import { alteredNumber, photocopy, screenCopy } from './attacks.ts'
import { makeIdentity } from './identity.ts'
import { renderLicence } from './licence.ts'
import { portraitPhoto } from './persons/photographs.ts'
import { rasterToPng, resizeRaster } from './raster.ts'
import type { Raster } from './raster.ts'
import { photographCard } from './scene.ts'
import { photographTilted } from './tilted.ts'

// A page of examples for the eye: node specimens/sheet.ts out.png [seed]
const [, , outFile = 'specimens-sheet.png', seedText = '8'] = process.argv
const seed = Number(seedText)
const portrait = portraitPhoto(seed)
const options = {
  seed,
  identity: makeIdentity(seed),
  portrait,
  backEntries: [{ date: '2025-04-02', text: '新住所　東京都新宿区西新宿2丁目8番1号' }],
  organ: { choice: 3 },
} as const
const { front, back } = await renderLicence(options)
const altered = await alteredNumber(options)

const pictures: readonly Raster[] = [
  front,
  back,
  altered.front,
  (await photographCard(front, { grade: 'mild', seed })).image,
  (await photographCard(front, { grade: 'medium', seed: seed + 1 })).image,
  (await photographCard(front, { grade: 'hard', seed: seed + 2 })).image,
  (await photographCard(front, { grade: 'mild', seed: seed + 3, glare: true, finger: true })).image,
  (await photographCard(photocopy(front, seed), { grade: 'mild', seed, paper: true })).image,
  (await photographCard(await screenCopy(front, seed), { grade: 'mild', seed })).image,
  (await photographTilted(front, { grade: 'mild', seed, tiltDegrees: 45 })).image,
  (await photographTilted(front, { grade: 'mild', seed, tiltDegrees: -50 })).image,
  (await photographTilted(front, { grade: 'mild', seed, tiltDegrees: 45, thicknessMm: 0.1 })).image,
]

const cell = { width: 640, height: 480 }
const tiles = await Promise.all(
  pictures.map(async (picture, at) => {
    const height = Math.round((cell.width * picture.height) / picture.width)
    const small = await resizeRaster(picture, cell.width, height)
    const left = (at % 3) * cell.width
    const top = Math.floor(at / 3) * cell.height
    return { input: Buffer.from(await rasterToPng(small)), left, top }
  }),
)
await sharp({
  create: { width: cell.width * 3, height: cell.height * 4, channels: 3, background: '#fff' },
})
  .composite(tiles)
  .png()
  .toFile(outFile)
