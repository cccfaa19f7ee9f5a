import { id1Mm } from '../domain/geometry.ts'
import { createRandom } from './random.ts'

/** Guilloche: bundles of sine waves in pale inks over a tinted ground, as SVG of the card in millimetres. */
export function guilloche(seed: number, inks: readonly string[], ground: string): string {
  const random = createRandom(seed + 31)
  const { width, height } = id1Mm
  const bundles = inks.map((ink) => {
    const period = 9 + random.next() * 14
    const swing = 2.2 + random.next() * 3
    const phase = random.next() * 6.28
    const lines = Array.from({ length: 22 }, (_, line) => {
      const y = (line / 21) * (height + 8) - 4
      const points = Array.from({ length: 118 }, (__, step) => {
        const x = step * 0.745 - 0.5
        const wave =
          Math.sin((x / period) * 6.28 + phase + line * 0.22) * swing +
          Math.sin((x / (period * 0.55)) * 6.28 - line * 0.35) * swing * 0.22
        return `${x.toFixed(1)} ${(y + wave).toFixed(2)}`
      })
      return `M${points.join('L')}`
    })
    return `<path d="${lines.join('')}" fill="none" stroke="${ink}" stroke-width=".11" opacity=".42"/>`
  })
  return `<rect width="${width}" height="${height}" fill="${ground}"/>${bundles.join('')}`
}

/** Vermilion. */
export const sealInk = '#cf3a32'
