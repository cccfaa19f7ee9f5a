import { addressAnswers, compareAddresses, type AddressAnswer } from './addresses.ts'
import { foldWidth } from './fold.ts'
import { settleLookAlikes } from './look-alikes.ts'
import { compareNames, nameTiers, type NameTier } from './names.ts'

/**
 * READ: what every engine read gives the answer. LOOK_ALIKE: it does once glyphs of one shape (一 and ー, 力 and カ) are settled.
 * NONE: the engines contradict each other, so the pixels support no answer and a person has to look.
 */
export const supports = ['READ', 'LOOK_ALIKE', 'NONE'] as const
export type Support = (typeof supports)[number]

export interface SupportedAnswer<Answer> {
  readonly answer: Answer
  readonly support: Support
}

/**
 * Compares a declared value with what each engine read of one field; where they agree in different degrees, the lower one counts.
 * The declaration settles only what no eye can tell apart: a value that is one character off stays different.
 * @param candidates each engine's own reading; an empty list gives null
 */
export function compareWithReading(
  declared: string,
  candidates: readonly string[],
  field: 'name',
): SupportedAnswer<NameTier> | null
export function compareWithReading(
  declared: string,
  candidates: readonly string[],
  field: 'address',
): SupportedAnswer<AddressAnswer> | null
export function compareWithReading(
  declared: string,
  candidates: readonly string[],
  field: 'name' | 'address',
): SupportedAnswer<NameTier | AddressAnswer> | null {
  return field === 'name'
    ? support(declared, candidates.map(withoutSpecks), { compare: compareNames, order: nameTiers })
    : support(declared, candidates, { compare: compareAddresses, order: addressAnswers })
}

interface Comparison<Answer> {
  readonly compare: (declared: string, read: string) => Answer
  /** From the same to different. */
  readonly order: readonly Answer[]
}

function support<Answer extends NameTier | AddressAnswer>(
  declared: string,
  candidates: readonly string[],
  { compare, order }: Comparison<Answer>,
): SupportedAnswer<Answer> | null {
  const answers = candidates.map((read) => compare(declared, read))
  const lowest = order.findLast((answer) => answers.includes(answer))
  if (lowest === undefined) return null
  if (lowest !== 'DIFFERENT') return { answer: lowest, support: 'READ' }
  const said = foldWidth(declared)
  const settled = candidates.map((read) => compare(said, settleLookAlikes(said, foldWidth(read))))
  const lowestSettled = order.findLast((answer) => settled.includes(answer))
  if (lowestSettled !== undefined && lowestSettled !== 'DIFFERENT') {
    return { answer: lowestSettled, support: 'LOOK_ALIKE' }
  }
  return { answer: lowest, support: haveOneReading(candidates) ? 'READ' : 'NONE' }
}

const haveOneReading = (candidates: readonly string[]): boolean =>
  new Set(candidates.map((read) => foldWidth(read).replaceAll(/\s/gu, ''))).size === 1

/** Names hold letters, marks and a few signs; a reader takes dust and guilloche for the rest. */
const withoutSpecks = (read: string): string =>
  read.replaceAll(/[^\p{L}\p{M}\s々〆〇ー・'’-]/gu, '')
