import type { CheckProfile } from './profile-schema.ts'

/** Lower-case hex SHA-256 of `canonicalProfile`; pins a profile's version. */
export async function profileHash(profile: CheckProfile): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalProfile(profile))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The profile as the bytes that are hashed and stored: JSON without blanks, keys sorted (as RFC 8785 sorts them). */
export const canonicalProfile = (profile: CheckProfile): string =>
  JSON.stringify(profile, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
