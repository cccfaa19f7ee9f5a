import type { CheckProfile } from './profile-schema.ts'

/** Lower-case hex SHA-256 of `canonicalProfile`; pins a profile's version. */
export async function profileHash(profile: CheckProfile): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalProfile(profile))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The profile as the bytes that are hashed and stored: JSON without blanks, keys sorted (as RFC 8785 sorts them). */
export const canonicalProfile = (profile: CheckProfile): string => canonicalJson(profile)

/** Two values are the same where these are. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
