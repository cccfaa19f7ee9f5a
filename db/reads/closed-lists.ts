import { DomainError } from '../../domain/errors.ts'

/** The entry of a closed list that a column holds. @throws DomainError `UNEXPECTED` when the row knows more than the code */
export function member<const T extends string>(list: readonly T[], value: string): T {
  const found = list.find((entry) => entry === value)
  if (found === undefined)
    throw new DomainError('UNEXPECTED', 'a row holds a word of a later version')
  return found
}

export const members = <const T extends string>(
  list: readonly T[],
  values: readonly string[],
): readonly T[] => values.map((value) => member(list, value))
