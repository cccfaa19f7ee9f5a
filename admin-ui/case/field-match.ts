import { compareWithReading, type Support } from '../../domain/compare-with-reading.ts'
import { readingsOf } from '../../rules/checks/readings.ts'
import type { LoadedField } from './case-types.ts'
import { diffMarks, type Diff } from './diff-marks.ts'

export type FieldValue = LoadedField['values'][number]

/** How far a source agrees with what the field is compared with. */
export interface Match {
  /** Tier of a name, answer of an address, SAME or DIFFERENT of anything else; what `rules/` has words for. */
  readonly answer: string
  readonly support: Support | null
  readonly standing: 'AGREES' | 'NEARLY' | 'DIFFERS' | 'UNSUPPORTED'
  readonly diff: Diff
}

/** A source beside the first one, which says what the others are held against. Null: one of them says nothing. */
export function matchOf(key: string, said: FieldValue, other: FieldValue): Match | null {
  if (said.text === null || other.text === null) return null
  // dates and the like are compared by what they mean: 昭和61年5月1日生 is 1986-05-01
  const meant = meaningOf(other)
  const diff = diffMarks(meaningOf(said), meant)
  const kind = comparedAs[key]
  if (!kind) {
    const same = diff.differing === 0
    return {
      answer: same ? 'SAME' : 'DIFFERENT',
      support: null,
      standing: same ? 'AGREES' : 'DIFFERS',
      diff,
    }
  }
  const readings = readingsOf(other)
  const compared =
    kind === 'name'
      ? compareWithReading(said.text, readings, kind)
      : compareWithReading(said.text, readings, kind)
  if (!compared) return null
  return {
    ...compared,
    standing: compared.support === 'NONE' ? 'UNSUPPORTED' : standingOf(compared.answer),
    diff,
  }
}

/** The fields that have a way of comparing of their own; all others are the same or not. */
const comparedAs: Readonly<Record<string, 'name' | 'address'>> = {
  name: 'name',
  nameKana: 'name',
  address: 'address',
}

const agreeing: readonly string[] = ['EXACT', 'FOLDED', 'GLYPH', 'SAME', 'PREFECTURE_OMITTED']

const standingOf = (answer: string): Match['standing'] =>
  answer === 'DIFFERENT' ? 'DIFFERS' : agreeing.includes(answer) ? 'AGREES' : 'NEARLY'

const meaningOf = ({ text, normalised }: FieldValue): string => normalised ?? text ?? ''
