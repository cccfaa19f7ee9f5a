import { lintProfile } from '../../rules/lint.ts'
import { checkProfileShape, type CheckProfile } from '../../rules/profile-schema.ts'

export type JsonReading =
  | { readonly kind: 'PROFILE'; readonly profile: CheckProfile; readonly clean: boolean }
  | { readonly kind: 'NOT_JSON' }
  /** Places in the text, and what was expected there. */
  | { readonly kind: 'NOT_A_PROFILE'; readonly places: readonly string[] }

/** What a typed or pasted text is. */
export function readJson(text: string): JsonReading {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'NOT_JSON' }
  }
  const parsed = checkProfileShape.safeParse(value)
  if (!parsed.success) {
    const places = parsed.error.issues.map(
      ({ path, message }) => `${path.length > 0 ? path.join('.') : '/'}: ${message}`,
    )
    return { kind: 'NOT_A_PROFILE', places }
  }
  const clean = lintProfile(parsed.data).every(({ severity }) => severity !== 'ERROR')
  return { kind: 'PROFILE', profile: parsed.data, clean }
}

export const profileJson = (profile: CheckProfile): string => JSON.stringify(profile, null, 2)
