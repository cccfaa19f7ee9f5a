import sharp from 'sharp'
import type { OverlayOptions } from 'sharp'

import type { CardBox } from '../domain/geometry.ts'
import { id1Mm } from '../domain/geometry.ts'
import { drawLicenceBack, licenceMasks } from './licence-back.ts'
import type { BackEntry, OrganDeclaration } from './licence-back.ts'
import { makeLicenceData } from './licence-data.ts'
import type { LicenceData, LicenceDataOptions } from './licence-data.ts'
import { drawLicenceFront, portraitBox } from './licence-front.ts'
import type { PrintedFields } from './licence-front.ts'
import { coverRaster, decodeRaster, rasterToPng } from './raster.ts'
import type { Raster } from './raster.ts'
import { typefaces } from './type-setting.ts'
import type { Typeface } from './type-setting.ts'

export type LicenceOptions = LicenceDataOptions & {
  /** The holder's photograph; without one a grey silhouette stands there. */
  readonly portrait?: Raster
  readonly backEntries?: readonly BackEntry[]
  readonly organ?: OrganDeclaration
  /** By seed where none is asked for. */
  readonly typeface?: Typeface
}

export type LicenceTruth = {
  readonly data: LicenceData
  readonly front: PrintedFields
  readonly back: PrintedFields
  readonly portrait: CardBox
  readonly masks: typeof licenceMasks
}

export type Licence = {
  readonly front: Raster
  readonly back: Raster
  readonly truth: LicenceTruth
}

/** Pixels of a rendered side: 20 to the millimetre. */
export const cardPixels = { width: 1712, height: 1080 } as const

/** A 運転免許証 of an invented person, both sides flat and upright, square-cornered (a scene rounds them). */
export async function renderLicence(options: LicenceOptions): Promise<Licence> {
  const { seed, portrait, backEntries = [], organ } = options
  const data = makeLicenceData(options)
  const typeface = options.typeface ?? typefaces[Math.abs(seed) % typefaces.length] ?? 'biz-regular'
  const front = drawLicenceFront(data, seed, typeface)
  const back = drawLicenceBack(backEntries, organ, seed, typeface)
  const [frontRaster, backRaster] = await Promise.all([
    rasterizeCard(front.svg, await portraitPiece(portrait)),
    rasterizeCard(back.svg, []),
  ])
  return {
    front: frontRaster,
    back: backRaster,
    truth: {
      data,
      front: front.fields,
      back: back.fields,
      portrait: portraitBox,
      masks: licenceMasks,
    },
  }
}

async function rasterizeCard(svg: string, pieces: readonly OverlayOptions[]): Promise<Raster> {
  const { width, height } = id1Mm
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="${cardPixels.width}" height="${cardPixels.height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${svg}</svg>`
  const { data, info } = await sharp(Buffer.from(page), { unlimited: true })
    .flatten({ background: '#fff' })
    .composite([...pieces])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data) }
}

async function portraitPiece(portrait: Raster | undefined): Promise<readonly OverlayOptions[]> {
  const left = Math.round(portraitBox.x0 * cardPixels.width)
  const top = Math.round(portraitBox.y0 * cardPixels.height)
  const width = Math.round(portraitBox.x1 * cardPixels.width) - left
  const height = Math.round(portraitBox.y1 * cardPixels.height) - top
  const photo = await coverRaster(
    portrait ?? (await decodeRaster(Buffer.from(silhouette))),
    width,
    height,
  )
  return [{ input: Buffer.from(await rasterToPng(photo)), left, top }]
}

const silhouette =
  '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="600"><rect width="480" height="600" fill="#b9cbd9"/><ellipse cx="240" cy="250" rx="112" ry="145" fill="#8f969c"/><path d="M40 600q10-170 200-180q190 10 200 180z" fill="#7c8389"/></svg>'
