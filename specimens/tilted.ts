import type { Quad } from '../domain/geometry.ts'
import { id1Mm } from '../domain/geometry.ts'
import { cameraGrades, photograph } from './camera.ts'
import type { Grade } from './camera.ts'
import { cardQuad } from './card-body.ts'
import type { Pose } from './card-body.ts'
import { drawBody, paperSheet, plasticCard } from './draw-body.ts'
import { grounds, paintGround } from './grounds.ts'
import type { Ground } from './grounds.ts'
import { createRandom } from './random.ts'
import type { Raster } from './raster.ts'

export type TiltedOptions = {
  /** About the long axis; positive shows the lower edge, negative the upper one. */
  readonly tiltDegrees: number
  readonly seed: number
  readonly grade: Grade
  /** 0.76 is a card; below 0.4 the body is drawn as square-cornered paper. */
  readonly thicknessMm?: number
  readonly ground?: Ground
  readonly width?: number
}

export type TiltedPhotograph = {
  readonly image: Raster
  readonly pose: Pose
  /** Corners of the face in pixels. */
  readonly quad: Quad
  readonly thicknessMm: number
  readonly visibleEdge: 'lower' | 'upper'
}

/**
 * A frame for 厚みその他の特徴: the card held askew over a ground, its face and its edge seen together. A profile across
 * the visible edge has three levels: face, edge, ground.
 */
export async function photographTilted(
  card: Raster,
  options: TiltedOptions,
): Promise<TiltedPhotograph> {
  const { tiltDegrees, seed, grade, thicknessMm = id1Mm.thickness, width = 1600 } = options
  const height = Math.round(width * 0.75)
  const random = createRandom(seed + 5003)
  const settings = cameraGrades[grade]
  const pose: Pose = {
    tiltDegrees,
    turnDegrees: random.gaussian() * 2.5,
    rollDegrees: random.gaussian() * 2,
    center: {
      x: width * (0.5 + (random.next() - 0.5) * 0.04),
      y: height * (0.5 + (random.next() - 0.5) * 0.05),
    },
    cardWidthPx: width * (0.7 + random.next() * 0.06),
    focalPx: width * 1.05,
  }
  const image = await paintGround(options.ground ?? random.pick(grounds), seed, width, height)
  const material = thicknessMm < 0.4 ? paperSheet(thicknessMm) : { ...plasticCard, thicknessMm }
  // The edge has its own angle to the light: from a little darker than the face to half as bright.
  const light = 0.82 + random.next() * 0.3
  const [red, green, blue] = material.edge
  await drawBody(image, card, pose, {
    ...material,
    edge: [red * light, green * light, Math.min(255, blue * light)],
  })
  return {
    image: await photograph(image, settings, seed),
    pose,
    quad: cardQuad(pose, image),
    thicknessMm,
    visibleEdge: tiltDegrees < 0 ? 'upper' : 'lower',
  }
}

/** Five frames of one movement: the same ground, the tilt shakes by some degrees round what was asked for. */
export async function photographTiltedBurst(
  card: Raster,
  options: TiltedOptions,
): Promise<readonly TiltedPhotograph[]> {
  const random = createRandom(options.seed + 6007)
  const ground = options.ground ?? random.pick(grounds)
  const frames: TiltedPhotograph[] = []
  for (let frame = 0; frame < 5; frame++) {
    const tiltDegrees = options.tiltDegrees + (frame - 2) * 1.5 + random.gaussian()
    frames.push(
      await photographTilted(card, {
        ...options,
        ground,
        tiltDegrees,
        seed: options.seed + frame * 101,
      }),
    )
  }
  return frames
}
