/** Characters of a password of the staff (NIST SP 800-63B: long, and no rules about which characters). */
export const passwordLength = { min: 12, max: 128 } as const

export type PasswordProblem = 'SHORT' | 'LONG' | 'GUESSABLE'

/** What is wrong with a password that somebody wants to have; null: nothing. @param known what a guesser knows: address, name */
export function passwordProblem(
  password: string,
  known: readonly string[],
): PasswordProblem | null {
  if (password.length < passwordLength.min) return 'SHORT'
  if (password.length > passwordLength.max) return 'LONG'
  const plain = password.toLowerCase()
  if (new Set(plain).size < fewestDifferent) return 'GUESSABLE'
  const words = known.flatMap((each) => [each, each.split('@', 1)[0] ?? '', ...each.split(/\s+/)])
  const telling = words.map((word) => word.toLowerCase()).filter((word) => word.length >= 4)
  const rest = telling.reduce((left, word) => left.replaceAll(word, ''), plain)
  return rest.length < fewestOwn ? 'GUESSABLE' : null
}

const fewestDifferent = 5
/** Characters that are left when what a guesser knows is taken out. */
const fewestOwn = 8
