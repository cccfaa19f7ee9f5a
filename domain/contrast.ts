/** A colour as `#rrggbb`. */
export type Hex = string

interface Shades {
  /** Of buttons, links and signs. */
  readonly base: Hex
  readonly press: Hex
  /** Of words on the base. */
  readonly on: Hex
}
export interface BrandShades {
  readonly light: Shades
  readonly dark: Shades
}

/** WCAG 2.2, 1.4.3 (AA): text of usual size. */
export const contrastAA = 4.5

/** Grounds that the brand's colour stands on in the capture screens (capture-ui/styles/base.css). */
export const grounds = {
  light: ['#ffffff', '#f6f4ef', '#e9eef7'],
  dark: ['#11161d', '#1a212b', '#1f2b3f'],
} as const

/**
 * A company's colour as it can be read: on light ground darkened, on dark ground lightened, as far as AA asks and no further.
 * @param colour `#rrggbb`
 */
export function brandShades(colour: Hex): BrandShades {
  const light = readable(colour, black, grounds.light)
  const dark = readable(colour, white, grounds.dark)
  return {
    light: { base: light, press: mix(light, black, 0.2), on: white },
    dark: { base: dark, press: mix(dark, white, 0.3), on: black },
  }
}

/** 1…21, as WCAG reckons it. */
export function contrastRatio(a: Hex, b: Hex): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const [black, white] = ['#000000', '#ffffff']

function readable(colour: Hex, towards: Hex, on: readonly Hex[]): Hex {
  const steps = 100
  for (let step = 0; step < steps; step += 1) {
    const shade = mix(colour, towards, step / steps)
    if (on.every((ground) => contrastRatio(shade, ground) >= contrastAA)) return shade
  }
  return towards
}

const mix = (a: Hex, b: Hex, share: number): Hex => {
  const of = channels(b)
  return `#${channels(a)
    .map((value, i) => Math.round(value + ((of[i] ?? 0) - value) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

const channels = (colour: Hex): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

function luminance(colour: Hex): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
