import { createTraitRandom } from './noise.ts'
import { hairColors } from './palettes.ts'
import { clamp, mix, mixRgb } from './scalars.ts'
import type { Rgb } from './scalars.ts'

export type HairStyle =
  | 'short'
  | 'buzz'
  | 'bald'
  | 'side'
  | 'fringe'
  | 'curly'
  | 'long'
  | 'bun'
  | 'bob'
  | 'longfringe'

export type Beard = 'none' | 'stubble' | 'full' | 'moustache' | 'goatee'

type Bump = {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly both: number
  readonly oneSide: number
}
type Blotch = {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly light: number
  readonly red: number
}
type Mole = { readonly x: number; readonly y: number; readonly size: number }

export type Traits = ReturnType<typeof personTraits>

/**
 * How far traits lie from the mean, in units of what looks ordinary. Below 1.6 recognition nets, which were trained
 * on real persons, take too many made persons for one another.
 */
const spread = 1.6

/**
 * A person's traits, computed from the seed alone: no photograph, scan or statistic of a real face is in them.
 * Lengths are centimetres, angles radians, shares 0 to 1. The order of the draws is the person: keep it.
 */
export const personTraits = (seed: number) => {
  const random = createTraitRandom(seed)
  const pick = <T>(first: T, ...rest: readonly T[]): T =>
    [first, ...rest][Math.floor(random() * (rest.length + 1))] ?? first
  const around = (mean: number, deviation: number, low = -2.2, high = 2.2): number => {
    let t = 0
    do t = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(6.2831853 * random())
    while (t < low || t > high)
    return mean + deviation * spread * t
  }

  const male = random() < 0.5
  const melanin = random()
  const age = random() ** 1.2
  const dark = melanin > 0.55
  const hairColor = ((): number => {
    if (age > 0.75 && random() < 0.7) return random() < 0.5 ? 7 : 8
    return dark ? pick(0, 0, 1) : pick(0, 1, 2, 3, 4, 5, 6)
  })()

  const traits = {
    seed,
    male,
    melanin,
    age,
    undertone: around(0, 1),
    redness: around(0.3, 0.25, -1.2),
    // Head and jaw
    headWidth: around(1, 0.055),
    faceLength: around(1, 0.055),
    cheekWidth: around(0, 0.4),
    jawWidth: around(male ? 0.25 : -0.2, 0.36),
    jawSquare: around(male ? 0.3 : -0.1, 0.4),
    chinWidth: around(male ? 0.2 : 0, 0.4),
    chinLength: around(0, 0.45),
    chinForward: around(0, 0.35),
    foreheadHeight: around(0, 0.5),
    foreheadSlope: around(male ? 0.2 : 0, 0.3),
    // Eyes
    eyeDistance: around(3.1, 0.24),
    eyeY: around(0, 0.12),
    eyeWidth: around(1.45, 0.16),
    eyeHeight: Math.max(0.34, around(0.56, 0.11)),
    eyeTilt: around(0.05, 0.1),
    eyeSkew: around(0, 0.25),
    eyeDepth: around(0.8, 0.28),
    eyeBulge: around(0.5, 0.14),
    lidCrease: around(0.34, 0.16),
    lidCreaseDark: around(0.5, 0.3, -1.6),
    lidHood: around(0.3, 0.35, -0.9),
    lashes: around(male ? 0.5 : 0.9, 0.25),
    eyeBags: clamp(around(0.25 + 0.4 * age, 0.25)),
    irisSize: around(0.56, 0.035),
    iris: dark ? pick(0, 0, 1) : pick(0, 1, 2, 3, 4, 5, 6),
    // Brows
    browY: around(male ? 1.75 : 2.0, 0.28),
    browThickness: around(male ? 0.7 : 0.5, 0.2, -1.7),
    browArch: around(male ? 0.18 : 0.35, 0.22),
    browTilt: around(0.02, 0.12),
    browLength: around(2.15, 0.22),
    browInner: around(1.25, 0.25),
    browDensity: clamp(around(1, 0.3), 0.2, 1.3),
    browRidge: around(male ? 0.35 : 0.1, 0.22),
    browTone: clamp(around(1, 0.25), 0.35, 1.3),
    // Nose
    noseLength: around(4.1, 0.38),
    noseWidth: around(dark ? 1.75 : 1.5, 0.24),
    bridgeWidth: around(0.72, 0.14),
    bridgeHeight: around(dark ? 0.75 : 1, 0.22),
    tipForward: around(2.5, 0.35),
    tipWidth: around(0.98, 0.22),
    tipUp: around(0, 0.22),
    noseHump: around(0.08, 0.22),
    noseWings: around(0.95, 0.2),
    nostril: around(0.24, 0.05),
    noseBend: around(0, 0.1),
    // Mouth
    mouthY: around(6.85, 0.28),
    mouthWidth: around(2.45, 0.26),
    upperLip: around(dark ? 0.62 : 0.46, 0.17, -1.9),
    lowerLip: around(dark ? 0.85 : 0.68, 0.19, -1.9),
    cupidBow: around(0.14, 0.08),
    lipRed: around(male ? 0.35 : 0.65, 0.28, -1.4),
    lipBow: around(0, 0.12),
    mouthCorner: around(0, 0.13),
    lipForward: around(dark ? 0.42 : 0.26, 0.13),
    lipstick: !male && random() < 0.35 ? around(0.7, 0.2) : 0,
    lipHue: random(),
    // Cheeks and skin
    cheekFull: around(0, 0.33),
    cheekbone: around(0.42, 0.24),
    cheekY: around(-2.6, 0.4),
    noseFold: clamp(around(0.2 + 0.55 * age, 0.2)),
    wrinkles: clamp(age * 1.15 - 0.25),
    freckles: random() < 0.2 && !dark ? random() : 0,
    blush: clamp(around(0.3, 0.25)),
    // Hair
    hair: hairTint(hairColor, random()),
    hairline: Math.max(4.2, around(6.5, 0.7)),
    hairRecess: clamp(around(male ? 0.6 + age * 0.8 : 0.1, 0.4), 0, 2),
    hairPeak: around(0, 0.35),
    hairPart: around(0, 3),
    hairVolume: around(male ? 0.6 : 1, 0.3, -1.5),
    hairStyle: male
      ? pick<HairStyle>('short', 'short', 'buzz', 'bald', 'side', 'fringe', 'curly')
      : pick<HairStyle>('long', 'long', 'bun', 'bob', 'fringe', 'longfringe', 'curly', 'side'),
    beard: male
      ? pick<Beard>('none', 'none', 'stubble', 'full', 'moustache', 'goatee', 'full', 'none')
      : 'none',
    beardDensity: around(0.75, 0.2),
    // Ears, asymmetry, clothes, neck
    earSize: around(1, 0.12),
    earOut: around(0.35, 0.15),
    uneven: {
      eyeX: around(0, 0.06),
      eyeY: around(0, 0.06),
      eyeTilt: around(0, 0.08),
      mouth: around(0, 0.06),
    },
    cloth: clothColor(random(), random(), random()),
    neckWidth: around(male ? 5.3 : 4.5, 0.2),
  }

  // Free-form identity: bumps of the flesh, blotches of the skin, moles.
  const bumps = Array.from({ length: 14 }, (): Bump => ({
    x: random() * 6.5,
    y: mix(-11, 6, random()),
    size: mix(0.9, 2.4, random()),
    both: around(0, 0.16),
    oneSide: around(0, 0.035),
  }))
  const blotches = Array.from({ length: 8 }, (): Blotch => ({
    x: mix(-6, 6, random()),
    y: mix(-11, 6, random()),
    size: mix(0.8, 2.6, random()),
    light: around(0, 0.05),
    red: around(0, 0.04),
  }))
  const moles = Array.from({ length: Math.floor(random() * random() * 7) }, (): Mole => ({
    x: mix(-5.5, 5.5, random()),
    y: mix(-10.5, 5, random()),
    size: mix(0.06, 0.17, random()),
  }))
  return { ...traits, bumps, blotches, moles, salt: Math.floor(random() * 1e6) }
}

const hairTint = (index: number, lighter: number): Rgb => {
  const black: Rgb = [0.01, 0.01, 0.01]
  const own = hairColors[index] ?? black
  return mixRgb(own, hairColors[Math.max(0, index - 1)] ?? own, lighter * 0.35)
}

/** Cloth is seldom bright: the drawn colour is mixed half with its own grey. */
const clothColor = (r: number, g: number, b: number): Rgb => {
  const bright = [r, g, b].map((v) => 0.03 + 0.34 * v * v)
  const grey = bright.reduce((sum, v) => sum + v / 3, 0)
  return mixRgb([bright[0] ?? 0, bright[1] ?? 0, bright[2] ?? 0], [grey, grey, grey], 0.5)
}
