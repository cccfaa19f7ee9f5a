import type { Raster } from '../raster.ts'
import type { Person } from './build-person.ts'
import { smoothNoise } from './noise.ts'
import { develop, shoulder } from './render/develop.ts'
import { pointLighter } from './render/light-point.ts'
import { cameraOf, projectMesh } from './render/project-mesh.ts'
import type { Placement } from './render/project-mesh.ts'
import { rasterize } from './render/rasterize.ts'
import type { Visible } from './render/rasterize.ts'
import { surfaceColors } from './render/surface-color.ts'
import { blankPoint, interpolatePoint } from './render/surface-point.ts'
import type { View } from './render/view.ts'
import { at, clamp, mix } from './scalars.ts'
import type { Rgb } from './scalars.ts'
import { skinColor } from './skin-color.ts'

/** A person in a scene: pose, and place in centimetres. */
export type Figure = Placement & { readonly person: Person }

/** Samples a pixel along one side: what is seen is decided four times a pixel, so that edges are smooth. */
const scale = 2

/** Renders one or more persons before a background: pose and project, find what is seen, shade, develop. */
export const renderPersons = (figures: readonly Figure[], view: View): Raster => {
  const camera = cameraOf(view, scale)
  const surfaces = figures.flatMap((figure) => {
    const colors = surfaceColors(figure.person)
    return figure.person.meshes.map((mesh) => ({
      ...projectMesh(mesh, figure, camera),
      colorAt: colors[mesh.material],
    }))
  })
  const visible = rasterize(surfaces, camera.width, camera.height)
  const light = pointLighter(view.lighting, camera.eye)
  const exposure = exposureFor(figures, view)
  const background = backgroundOf(view, figures[0]?.person.traits.salt ?? 0)

  const point = blankPoint()
  const color = { r: 0, g: 0, b: 0, gloss: 0, flesh: 0 }
  const sample = { r: 0, g: 0, b: 0 }
  const out = new Float32Array(view.width * view.height * 3)
  const everySample = view.samples === 'every'

  const shade = (k: number): void => {
    const surface = surfaces[at(visible.surface, k)]
    if (!surface) return
    const wb = at(visible.weightB, k)
    const wc = at(visible.weightC, k)
    interpolatePoint(point, surface, at(visible.triangle, k), wb, wc)
    // Thin sheets are seen from both sides.
    const [eyeX, eyeY, eyeZ] = camera.eye
    const facing =
      point.nx * (eyeX - point.x) + point.ny * (eyeY - point.y) + point.nz * (eyeZ - point.z)
    const { material } = surface.mesh
    if (facing < 0 && material !== 'face' && material !== 'skin') {
      point.nx = -point.nx
      point.ny = -point.ny
      point.nz = -point.nz
    }
    surface.colorAt(point, color)
    light(point, color, sample)
    sample.r = shoulder(sample.r * exposure)
    sample.g = shoulder(sample.g * exposure)
    sample.b = shoulder(sample.b * exposure)
  }

  for (let y = 0; y < view.height; y++) {
    for (let x = 0; x < view.width; x++) {
      const first = y * scale * camera.width + x * scale
      const o = 3 * (y * view.width + x)
      if (!everySample && isFilled(visible, first)) {
        shade(first)
        out[o] = sample.r
        out[o + 1] = sample.g
        out[o + 2] = sample.b
        continue
      }
      if (isEmpty(visible, first)) {
        background(x, y, sample)
        out[o] = sample.r
        out[o + 1] = sample.g
        out[o + 2] = sample.b
        continue
      }
      for (let corner = 0; corner < 4; corner++) {
        const k = first + (corner & 1) + (corner >> 1) * camera.width
        if (at(visible.triangle, k) < 0) background(x, y, sample)
        else shade(k)
        out[o] = at(out, o) + sample.r / 4
        out[o + 1] = at(out, o + 1) + sample.g / 4
        out[o + 2] = at(out, o + 2) + sample.b / 4
      }
    }
  }
  return develop(out, view.width, view.height)
}

/** One person alone. */
export const renderPerson = (person: Person, placement: Placement, view: View): Raster =>
  renderPersons([{ ...placement, person }], view)

/** Whether one surface fills all four samples of a pixel. */
const isFilled = ({ width, surface, triangle }: Visible, k: number): boolean =>
  at(surface, k) === at(surface, k + 1) &&
  at(surface, k) === at(surface, k + width) &&
  at(surface, k) === at(surface, k + width + 1) &&
  at(triangle, k) >= 0 &&
  at(triangle, k + 1) >= 0 &&
  at(triangle, k + width) >= 0 &&
  at(triangle, k + width + 1) >= 0

const isEmpty = ({ width, triangle }: Visible, k: number): boolean =>
  at(triangle, k) < 0 &&
  at(triangle, k + 1) < 0 &&
  at(triangle, k + width) < 0 &&
  at(triangle, k + width + 1) < 0

const exposureFor = (figures: readonly Figure[], view: View): number => {
  const own = 1.25 * (view.exposure ?? 1)
  const first = figures[0]
  if (view.autoExposure === false || !first) return own
  const [r, g, b] = skinColor(first.person.traits)
  return own * clamp((0.3 / (0.3 * r + 0.6 * g + 0.1 * b)) ** 0.4, 0.85, 1.9)
}

const backgroundOf = (view: View, salt: number) => {
  const [top, bottom]: readonly [Rgb, Rgb] = view.background ?? [
    [0.55, 0.58, 0.6],
    [0.4, 0.43, 0.46],
  ]
  const [lightR, lightG, lightB] = view.lighting.onBackground ?? [1, 1, 1]
  const clouds = view.clouds ?? 1
  return (x: number, y: number, sample: { r: number; g: number; b: number }): void => {
    const down = y / view.height
    const noise = smoothNoise((x / view.width) * 5, down * 5, salt + 400)
    const light = 1.25 * (view.exposure ?? 1) * (1 + clouds * (0.16 * noise - 0.08))
    sample.r = shoulder(mix(top[0], bottom[0], down) * lightR * light)
    sample.g = shoulder(mix(top[1], bottom[1], down) * lightG * light)
    sample.b = shoulder(mix(top[2], bottom[2], down) * lightB * light)
  }
}
