import type { FactDescriptor, Unit } from '../facts.ts'
import type { FactValue } from '../operators.ts'

/**
 * Values that a fact could have had instead, as far as the constants tell them apart: of a number each constant and the
 * next value beyond it, seen from where the number stands; of an enumeration and a flag all the others.
 */
export function candidateValues(
  fact: FactDescriptor,
  seen: FactValue,
  constants: readonly number[],
): readonly FactValue[] {
  switch (fact.kind) {
    case 'NUMBER': {
      const step = stepOf[fact.unit]
      const values = [...new Set(constants)].flatMap((constant) =>
        typeof seen === 'number'
          ? beside(constant, seen, step)
          : [constant, constant - step, constant + step],
      )
      const whole = Number.isInteger(step)
      return [...new Set(values.map(tidy))].filter(
        (value) =>
          value !== seen &&
          value >= fact.min &&
          value <= fact.max &&
          (!whole || Number.isInteger(value)),
      )
    }
    case 'ENUM':
      return fact.values.filter((value) => value !== seen)
    case 'FLAG':
      return [true, false].filter((value) => value !== seen)
    case 'REASONS':
      return []
  }
}

/** How far a fact is moved, so that moves of different facts can be compared: 1 is a different person or document. */
export function distanceOf(fact: FactDescriptor, from: FactValue, to: FactValue): number {
  if (fact.kind === 'NUMBER' && typeof from === 'number' && typeof to === 'number') {
    return Math.min(1, Math.abs(to - from) / farOf[fact.unit])
  }
  if (fact.kind === 'ENUM' && typeof from === 'string' && typeof to === 'string') {
    const steps = Math.abs(fact.values.indexOf(to) - fact.values.indexOf(from))
    return steps / Math.max(1, fact.values.length - 1)
  }
  return 1
}

function beside(constant: number, seen: number, step: number): readonly number[] {
  if (seen < constant) return [constant, constant + step]
  return seen > constant ? [constant, constant - step] : [constant - step, constant + step]
}

// floating sums of three decimals
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6

/** The smallest difference that is told of a number. */
const stepOf: Record<Unit, number> = {
  share: 0.001,
  cosine: 0.001,
  days: 1,
  years: 1,
  count: 1,
  mm: 0.001,
  degrees: 0.001,
  px: 1,
}
const farOf: Record<Unit, number> = {
  share: 1,
  cosine: 1,
  days: 365,
  years: 10,
  count: 10,
  mm: 1,
  degrees: 90,
  px: 100,
}
