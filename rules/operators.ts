/** Every operator that a condition of a check profile can have. Closed: an unknown one is refused when a profile is saved. */
export const operators = [
  'EQUAL',
  'NOT_EQUAL',
  'LESS',
  'AT_LEAST',
  'MORE',
  'AT_MOST',
  'ONE_OF',
  'NONE_OF',
  'INCLUDES',
  'EXCLUDES',
] as const
export type Operator = (typeof operators)[number]

/** The operator that holds exactly where this one fails, on the same fact. A missing fact satisfies neither. */
export const oppositeOf: Record<Operator, Operator> = {
  EQUAL: 'NOT_EQUAL',
  NOT_EQUAL: 'EQUAL',
  LESS: 'AT_LEAST',
  AT_LEAST: 'LESS',
  MORE: 'AT_MOST',
  AT_MOST: 'MORE',
  ONE_OF: 'NONE_OF',
  NONE_OF: 'ONE_OF',
  INCLUDES: 'EXCLUDES',
  EXCLUDES: 'INCLUDES',
}

/** What a condition compares: never anybody's data. */
export type FactValue = number | string | boolean | readonly string[] | null

/** Does the fact satisfy the operator? A missing fact (null), and one of another type, satisfies nothing. */
export const satisfies = (fact: FactValue, operator: Operator, value: FactValue): boolean =>
  fact !== null && value !== null && !Number.isNaN(fact) && tests[operator](fact, value)

type Test = (fact: FactValue, value: FactValue) => boolean

const numbers =
  (test: (fact: number, value: number) => boolean): Test =>
  (fact, value) =>
    isNumber(fact) && isNumber(value) && test(fact, value)

const tests: Record<Operator, Test> = {
  EQUAL: (fact, value) => typeof fact === typeof value && fact === value,
  NOT_EQUAL: (fact, value) => typeof fact === typeof value && fact !== value,
  LESS: numbers((fact, value) => fact < value),
  AT_LEAST: numbers((fact, value) => fact >= value),
  MORE: numbers((fact, value) => fact > value),
  AT_MOST: numbers((fact, value) => fact <= value),
  ONE_OF: (fact, value) => typeof fact === 'string' && isList(value) && value.includes(fact),
  NONE_OF: (fact, value) => typeof fact === 'string' && isList(value) && !value.includes(fact),
  INCLUDES: (fact, value) => isList(fact) && typeof value === 'string' && fact.includes(value),
  EXCLUDES: (fact, value) => isList(fact) && typeof value === 'string' && !fact.includes(value),
}

function isNumber(value: FactValue): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isList(value: FactValue): value is readonly string[] {
  return Array.isArray(value)
}
