import type { Direction } from '../../domain/method.ts'
import type { Pose } from '../persons/render/view.ts'
import type { Raster } from '../raster.ts'
import { headTurnPeaks, turnedHead } from './head-turn.ts'
import { writeFilm } from './write-film.ts'
import type { FilmSize, Shot } from './write-film.ts'

export type DocumentFilm = {
  readonly front: Raster
  readonly back: Raster
  /** The card tilted until its edge is seen, one picture or more. */
  readonly tilted: readonly Raster[]
  /** How long each side is held before the camera. */
  readonly secondsEach?: number
}

export type FaceFilm = {
  readonly seed: number
  readonly directions?: readonly Direction[]
  /** Facing the camera at the beginning. */
  readonly forwardSeconds?: number
  /** One turn there and back, with the face's rest after it. */
  readonly turnSeconds?: number
}

const documentSize: FilmSize = { width: 1280, height: 720 }
const faceSize: FilmSize = { width: 640, height: 480 }

/** A card shown to a camera: front, back, tilted. Returns the film's path in `folder`. */
export const documentFilm = (film: DocumentFilm, folder: string): Promise<string> =>
  writeFilm(documentShots(film), documentSize, folder)

/** A person who follows a head-turn challenge again and again. Returns the film's path in `folder`. */
export const faceFilm = (film: FaceFilm, folder: string): Promise<string> =>
  writeFilm(faceShots(film, faceSize), faceSize, folder)

const documentShots = ({ front, back, tilted, secondsEach = 4 }: DocumentFilm): readonly Shot[] => [
  { pictures: [front], seconds: secondsEach },
  { pictures: [back], seconds: secondsEach },
  ...(tilted.length > 0 ? [{ pictures: tilted, seconds: secondsEach }] : []),
]

const stages = [0.18, 0.4, 0.62, 0.82, 1]

const faceShots = (film: FaceFilm, size: FilmSize): readonly Shot[] => {
  const { seed, directions = ['LEFT', 'RIGHT', 'UP', 'DOWN'] } = film
  const { forwardSeconds = 3, turnSeconds = 3.5 } = film
  const picture = (pose: Pose) => turnedHead(seed, pose, size)
  const forward = picture({})
  const turns = directions.flatMap((direction): readonly Shot[] => {
    const { yawDeg = 0, pitchDeg = 0 } = headTurnPeaks[direction]
    const out = stages.map((share) =>
      picture({ yawDeg: yawDeg * share, pitchDeg: pitchDeg * share }),
    )
    const peak = out.slice(-1)
    return [
      { pictures: out, seconds: turnSeconds * 0.2 },
      { pictures: peak, seconds: turnSeconds * 0.25 },
      { pictures: out.toReversed(), seconds: turnSeconds * 0.2 },
      { pictures: [forward], seconds: turnSeconds * 0.35 },
    ]
  })
  return [{ pictures: [forward], seconds: forwardSeconds }, ...turns]
}
