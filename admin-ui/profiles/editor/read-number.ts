export interface NumberLimits {
  readonly min: number
  readonly max: number
  readonly whole: boolean
  readonly nullable: boolean
}

/** A typed number, also in full width; null: left empty where that may be. */
export function readNumber(text: string, limits: NumberLimits): number | null | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return limits.nullable ? null : undefined
  if (!/^[-−]?\d+(\.\d+)?$/.test(plain)) return undefined
  const value = Number(plain.replace('−', '-'))
  if (value < limits.min || value > limits.max) return undefined
  return limits.whole && !Number.isInteger(value) ? undefined : value
}

/** Units that are counted, not measured. */
export const isWhole = (unit: string): boolean =>
  unit === 'days' || unit === 'years' || unit === 'count' || unit === 'px'
