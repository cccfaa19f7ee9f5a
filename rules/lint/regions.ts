import type { FactDescriptor, Unit } from '../facts.ts'

type NumberFact = Extract<FactDescriptor, { kind: 'NUMBER' }>

/**
 * One number for each range of values that the constants of a profile can tell apart, ascending: each constant, one between
 * two neighbours, one beyond each end. No comparison with the constants can tell two numbers of one range from each other.
 */
export function testPoints(fact: NumberFact, constants: readonly number[]): readonly number[] {
  const whole = wholeUnits.includes(fact.unit)
  const cuts = [...new Set(constants)].toSorted((a, b) => a - b)
  const points = cuts.flatMap((cut, index) => {
    const next = cuts[index + 1]
    const here = whole && !Number.isInteger(cut) ? [] : [cut]
    return next === undefined ? here : [...here, ...between(cut, next, whole)]
  })
  const [lowest = fact.max] = cuts
  const highest = cuts.at(-1) ?? fact.min
  return [
    ...(lowest > fact.min ? beyond(fact.min, lowest, whole, 'BELOW') : []),
    ...points,
    ...(highest < fact.max ? beyond(highest, fact.max, whole, 'ABOVE') : []),
  ]
}

/** Their facts are counted, so that nothing lies between 19 and 20. */
const wholeUnits: readonly Unit[] = ['count', 'days', 'years']

function between(low: number, high: number, whole: boolean): readonly number[] {
  if (whole) {
    const first = Math.floor(low) + 1
    const last = Math.ceil(high) - 1
    return first > last ? [] : [Math.floor((first + last) / 2)]
  }
  const middle = (low + high) / 2
  for (const digits of [1, 2, 3, 4]) {
    const plain = Number(middle.toFixed(digits))
    if (plain > low && plain < high) return [plain]
  }
  return middle > low && middle < high ? [middle] : []
}

/** A number outside the constants: near them, where a person would look first. */
function beyond(low: number, high: number, whole: boolean, side: 'BELOW' | 'ABOVE') {
  if (!whole) {
    const inside = between(low, high, false)
    return inside.length > 0 ? inside : [side === 'BELOW' ? low : high]
  }
  return [side === 'BELOW' ? Math.ceil(high) - 1 : Math.floor(low) + 1]
}
