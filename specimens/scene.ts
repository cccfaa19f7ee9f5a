import type { CardBox, Quad } from '../domain/geometry.ts'
import { id1Mm } from '../domain/geometry.ts'
import { cameraGrades, photograph } from './camera.ts'
import type { Grade } from './camera.ts'
import { cardQuad, planeToImage, transform } from './card-body.ts'
import type { Pose } from './card-body.ts'
import { drawBody, paperSheet, plasticCard } from './draw-body.ts'
import type { Body } from './draw-body.ts'
import { grounds, paintGround } from './grounds.ts'
import type { Ground } from './grounds.ts'
import { createRandom } from './random.ts'
import type { Raster } from './raster.ts'

export type SceneOptions = {
  readonly grade: Grade
  readonly seed: number
  /** What is not told is chosen by grade and seed. */
  readonly view?: Partial<Pose>
  readonly ground?: Ground
  readonly width?: number
  readonly height?: number
  /** Part of the card that the light burns out, or `true` for the address. */
  readonly glare?: CardBox | true
  /** Sigma in pixels, instead of the grade's. */
  readonly blur?: number
  /** Factor on the light, instead of the grade's: 0.2 is too dark to read. */
  readonly dark?: number
  /** The card's left fifth lies outside the picture. */
  readonly cropped?: boolean
  /** A thumb covers the middle of the lower edge, or the part of the card told. */
  readonly finger?: CardBox | true
  readonly paper?: boolean
}

export type CardPhotograph = {
  readonly image: Raster
  /** Corners of the card in pixels; outside the image where it is cropped. */
  readonly quad: Quad
}

/** A phone's photograph of a card lying on a ground, by default 1600×1200. */
export async function photographCard(card: Raster, options: SceneOptions): Promise<CardPhotograph> {
  const { grade, seed, width = 1600, height = Math.round(width * 0.75) } = options
  const random = createRandom(seed + 211)
  const settings = cameraGrades[grade]
  const degrees = () => (random.next() * 2 - 1) * settings.poseDegrees
  const pose: Pose = {
    tiltDegrees: degrees(),
    turnDegrees: degrees(),
    rollDegrees: degrees() * 0.5,
    center: {
      x: width * (0.5 + (random.next() - 0.5) * 0.05),
      y: height * (0.5 + (random.next() - 0.5) * 0.06),
    },
    cardWidthPx: width * (0.72 + random.next() * 0.06),
    focalPx: width * 1.05,
    ...options.view,
  }
  const placed = options.cropped
    ? { ...pose, center: { x: pose.cardWidthPx * 0.3, y: pose.center.y } }
    : pose
  const ground = options.ground ?? random.pick(grounds)
  const body: Body = options.paper ? paperSheet() : plasticCard

  const image = await paintGround(ground, seed, width, height)
  castShadow(image, placed)
  await drawBody(image, card, placed, body)
  if (options.finger) drawFinger(image, placed, options.finger === true ? thumb : options.finger)
  const glare = options.glare
    ? [glareOn(image, placed, options.glare === true ? addressBox : options.glare)]
    : []
  const camera = {
    ...settings,
    blurPx: options.blur ?? settings.blurPx,
    exposure: options.dark ?? settings.exposure,
  }
  return { image: await photograph(image, camera, seed, glare), quad: cardQuad(placed, image) }
}

/** A soft shadow to the lower right, where the card meets the ground. */
export function castShadow(image: Raster, pose: Pose): void {
  const quad = cardQuad({ ...pose, center: { x: pose.center.x + 5, y: pose.center.y + 7 } }, image)
  const soft = 14
  const radius = 3 * soft
  const y0 = Math.max(0, Math.floor(Math.min(...quad.map(({ y }) => y)) - soft))
  const y1 = Math.min(image.height, Math.ceil(Math.max(...quad.map(({ y }) => y)) + soft))
  const x0 = Math.max(0, Math.floor(Math.min(...quad.map(({ x }) => x)) - soft))
  const x1 = Math.min(image.width, Math.ceil(Math.max(...quad.map(({ x }) => x)) + soft))
  const sides = quad.map((from, at) => {
    const to = quad[(at + 1) % 4] ?? from
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    return { x: from.x, y: from.y, nx: -(to.y - from.y) / length, ny: (to.x - from.x) / length }
  })
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      // Distance to the two nearest sides; between them the corner is round.
      let nearest = Infinity
      let second = Infinity
      for (const side of sides) {
        const away = (x - side.x) * side.nx + (y - side.y) * side.ny
        second = Math.min(second, Math.max(away, nearest))
        nearest = Math.min(nearest, away)
      }
      const round =
        second < radius ? radius - Math.hypot(radius - nearest, radius - second) : nearest
      const inside = Math.min(soft, round)
      if (inside <= -soft) continue
      const light = 1 - 0.35 * ((inside + soft) / (2 * soft))
      const o = (y * image.width + x) * 3
      for (let channel = 0; channel < 3; channel++)
        image.data[o + channel] = (image.data[o + channel] ?? 0) * light
    }
  }
}

function glareOn(image: Raster, pose: Pose, box: CardBox) {
  const { middle, halfX, halfY } = onImage(image, pose, box)
  return { x: middle.x, y: middle.y, radiusXPx: halfX, radiusYPx: Math.max(halfY, halfX * 0.25) }
}

/** A finger as an ellipse of skin. */
function drawFinger(image: Raster, pose: Pose, box: CardBox): void {
  const { middle, halfX, halfY } = onImage(image, pose, box)
  for (
    let y = Math.max(0, Math.floor(middle.y - halfY));
    y < Math.min(image.height, middle.y + halfY);
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(middle.x - halfX));
      x < Math.min(image.width, middle.x + halfX);
      x++
    ) {
      const away = ((x - middle.x) / halfX) ** 2 + ((y - middle.y) / halfY) ** 2
      if (away >= 1) continue
      const light = 0.72 + 0.28 * Math.sqrt(1 - away)
      image.data.set([222 * light, 172 * light, 142 * light], (y * image.width + x) * 3)
    }
  }
}

function onImage(image: Raster, pose: Pose, box: CardBox) {
  const matrix = planeToImage(pose, image)
  const at = (x: number, y: number) => transform(matrix, x * id1Mm.width, y * id1Mm.height)
  const middle = at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
  const corner = at(box.x1, box.y1)
  return { middle, halfX: Math.abs(corner.x - middle.x), halfY: Math.abs(corner.y - middle.y) }
}

const addressBox: CardBox = { x0: 0.15, y0: 0.15, x1: 0.6, y1: 0.33 }
const thumb: CardBox = { x0: 0.3, y0: 0.62, x1: 0.54, y1: 1.75 }
