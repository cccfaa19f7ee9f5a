import type { FieldReading } from '../../domain/findings.ts'

/**
 * What to compare a declared value with: the trusted text, else each engine's own reading. A single doubtful reading counts
 * together with an empty one, so that it can't confirm anything.
 */
export function readingsOf(
  field: Pick<FieldReading, 'text' | 'trusted' | 'candidates'> | undefined,
): readonly string[] {
  if (!field) return []
  if (field.trusted && field.text !== null) return [field.text]
  if (field.candidates.length > 1) return field.candidates
  const [only = field.text] = field.candidates
  return only === null ? [] : [only, '']
}
