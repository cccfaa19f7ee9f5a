import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Direction } from '../domain/method.ts'
import { headTurnFrames } from './films/head-turn.ts'
import type { FilmFrame, HeadTurnOptions } from './films/head-turn.ts'
import { grounds } from './grounds.ts'
import { makeIdentity } from './identity.ts'
import type { Identity } from './identity.ts'
import { renderLicence } from './licence.ts'
import type { Licence, LicenceOptions } from './licence.ts'
import { castFaceFor } from './persons/cast-face.ts'
import { portraitPhoto, selfiePhoto } from './persons/photographs.ts'
import type { SelfieOptions } from './persons/photographs.ts'
import { rasterToJpeg } from './raster.ts'
import { photographCard } from './scene.ts'
import type { SceneOptions } from './scene.ts'
import { photographTilted } from './tilted.ts'

export type ApplicantOptions = {
  /** Identity, licence, ground and camera follow from it. */
  readonly seed: number
  /** The face on the licence; by default one of the cast that fits the identity. */
  readonly faceSeed?: number
  /** The face before the camera, where it is not the holder's. */
  readonly selfieFaceSeed?: number
  readonly licence?: Omit<LicenceOptions, 'seed' | 'identity' | 'portrait'>
  /** How good the camera is, for cards and faces. */
  readonly grade?: 'mild' | 'medium'
  /** Faults of the card's photographs: glare, dark, paper, … */
  readonly scene?: Omit<SceneOptions, 'seed' | 'grade'>
  readonly selfie?: Omit<SelfieOptions, 'grade'>
}

/** Everything that one applicant hands in. Pictures are JPEGs, made when asked for and then kept. */
export type Applicant = {
  readonly identity: Identity
  readonly faceSeed: number
  readonly selfieFaceSeed: number
  /** The flat card with its truth: texts and their boxes. */
  readonly licence: () => Promise<Licence>
  readonly front: () => Promise<Buffer>
  readonly back: () => Promise<Buffer>
  /** Five frames of the card tilted, so that its edge is seen. */
  readonly thickness: () => Promise<readonly Buffer[]>
  readonly selfie: () => Promise<Buffer>
  /** A head-turn capture that follows the directions. */
  readonly liveness: (
    directions: readonly Direction[],
    options?: HeadTurnOptions,
  ) => Promise<readonly FilmFrame[]>
}

/** Where the lower edge of a card shows and can be measured: 40 to 60 degrees. */
const tilts = [42, 46, 50, 54, 58] as const
/** A sheet of office paper, where a forged card is asked for. */
const paperMm = 0.1

/** Change it with the look of what is made here, so that old files are not taken for new ones. */
const applicantVersion = 1

/** An applicant by seed. With `cacheFolder` pictures are kept there from run to run. */
export const makeApplicant = (
  options: ApplicantOptions,
  { cacheFolder }: { readonly cacheFolder?: string } = {},
): Applicant => {
  const key = createHash('sha256')
    .update(JSON.stringify([applicantVersion, options]))
    .digest('hex')
    .slice(0, 24)
  const memoKey = `${key} ${cacheFolder ?? ''}`
  const known = applicants.get(memoKey)
  if (known) return known

  const { seed, grade = 'mild', scene = {} } = options
  const ownFace = castFaceFor(seed, makeIdentity(seed))
  const faceSeed = options.faceSeed ?? ownFace
  const selfieFaceSeed = options.selfieFaceSeed ?? faceSeed
  const identity = { ...makeIdentity(seed), faceSeed }

  const stored = (name: string, make: () => Promise<Uint8Array>) =>
    once(() => (cacheFolder ? fromFolder(cacheFolder, `${key}-${name}`, make) : bytes(make())))
  const licence = once(() =>
    renderLicence({ ...options.licence, seed, identity, portrait: portraitPhoto(faceSeed) }),
  )
  // All photographs are taken at the same table.
  const ground = grounds[Math.abs(seed) % grounds.length] ?? grounds[0]
  const photograph = (side: 'front' | 'back', salt: number) =>
    stored(side, async () => {
      const card = (await licence())[side]
      const asked = { ground, ...scene, grade, seed: seed + salt }
      return rasterToJpeg((await photographCard(card, asked)).image, 92)
    })
  const tilted = tilts.map((tiltDegrees, index) =>
    stored(`tilted-${index}`, async () => {
      const card = (await licence()).front
      const { image } = await photographTilted(card, {
        tiltDegrees,
        seed: seed + 10 + index,
        grade,
        ground: scene.ground ?? ground,
        ...(scene.width === undefined ? {} : { width: scene.width }),
        ...(scene.paper ? { thicknessMm: paperMm } : {}),
      })
      return rasterToJpeg(image, 92)
    }),
  )

  const applicant: Applicant = {
    identity,
    faceSeed,
    selfieFaceSeed,
    licence,
    front: photograph('front', 0),
    back: photograph('back', 1),
    thickness: () => Promise.all(tilted.map((frame) => frame())),
    selfie: stored('selfie', () => selfiePhoto(selfieFaceSeed, { ...options.selfie, grade })),
    liveness: (directions, turn = {}) =>
      headTurnFrames(selfieFaceSeed, directions, { grade, ...turn }),
  }
  applicants.set(memoKey, applicant)
  return applicant
}

const applicants = new Map<string, Applicant>()

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

const bytes = async (made: Promise<Uint8Array>): Promise<Buffer> => Buffer.from(await made)

const fromFolder = async (
  folder: string,
  name: string,
  make: () => Promise<Uint8Array>,
): Promise<Buffer> => {
  const path = join(folder, `${name}.jpg`)
  const found = await readFile(path).catch(() => undefined)
  if (found) return found
  const made = Buffer.from(await make())
  // Written aside and renamed: a picture that a second process finds is whole.
  await mkdir(folder, { recursive: true })
  const unfinished = `${path}.${process.pid}.part`
  await writeFile(unfinished, made)
  await rename(unfinished, path)
  return made
}
