import { cast } from './cast.ts'
import { personTraits } from './traits.ts'

/**
 * A face of the cast for an invented identity: of the same sex, among the three nearest in age. Which of them, the
 * seed says; there are fewer faces than identities, so far-off seeds share some.
 */
export const castFaceFor = (
  seed: number,
  { sex, birthDate }: { readonly sex: 'F' | 'M'; readonly birthDate: string },
): number => {
  // Traits count age from 0 (a young adult) to 1 (old); identities are born from 1952 to 2006.
  const age = (2006 - Number(birthDate.slice(0, 4))) / (2006 - 1952)
  const nearest = cast
    .map((face) => ({ face, traits: personTraits(face) }))
    .filter(({ traits }) => traits.male === (sex === 'M'))
    .map(({ face, traits }) => ({ face, distance: Math.abs(traits.age - age) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
  return nearest[Math.abs(seed) % nearest.length]?.face ?? cast[0]
}
