import type { Random } from '../random.ts'

/**
 * UUIDv7s of one session: the moment, chance, then the session's number and a count, so that no two of a plan are alike.
 * @returns a function from the moment in ms since 1970 to an id; each call gives another
 */
export function createPastIds(random: Random, index: number): (atMs: number) => string {
  const chance = random.int(0, 0xff_ffff)
  let count = 0
  return (atMs) => {
    count += 1
    const time = hex(Math.floor(atMs), 12)
    // version 7, then 12 bits; variant 10, then 62 bits
    const middle = hex((chance * 31 + count * 2654435) & 0xfff, 3)
    const variant = hex(0x8000 | (chance & 0x3fff), 4)
    const tail = hex(index, 8) + hex(count, 4)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${middle}-${variant}-${tail}`
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
