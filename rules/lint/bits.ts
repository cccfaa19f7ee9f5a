/** A set of the values of one variable, by their index; 30 of them a word. */
export type Bits = readonly number[]

const width = 30

/** The indices from 0 to below `size` that satisfy the test. */
export function bitsWhere(size: number, test: (index: number) => boolean): Bits {
  const words = Array.from({ length: Math.ceil(size / width) }, () => 0)
  for (let index = 0; index < size; index += 1) {
    if (test(index)) words[word(index)] = (words[word(index)] ?? 0) | bit(index)
  }
  return words
}

export const only = (size: number, index: number): Bits => bitsWhere(size, (each) => each === index)

export const has = (bits: Bits, index: number): boolean =>
  ((bits[word(index)] ?? 0) & bit(index)) !== 0

export const both = (a: Bits, b: Bits): Bits => a.map((each, i) => each & (b[i] ?? 0))

export function isEmpty(bits: Bits): boolean {
  for (const each of bits) if (each !== 0) return false
  return true
}

export function areDisjoint(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i += 1) if (((a[i] ?? 0) & (b[i] ?? 0)) !== 0) return false
  return true
}

export function isWithin(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i += 1) if (((a[i] ?? 0) & ~(b[i] ?? 0)) !== 0) return false
  return true
}

/** The indices that are in it, ascending. */
export function indicesOf(bits: Bits): number[] {
  const indices: number[] = []
  for (let index = 0; index < bits.length * width; index += 1) {
    if (has(bits, index)) indices.push(index)
  }
  return indices
}

const word = (index: number): number => Math.floor(index / width)
const bit = (index: number): number => 1 << (index % width)
