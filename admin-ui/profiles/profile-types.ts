import type { CheckProfileQuery } from '../../graphql/operations/generated/admin/graphql.ts'
import { checkProfileShape, type CheckProfile } from '../../rules/profile-schema.ts'

export type LoadedProfile = NonNullable<CheckProfileQuery['checkProfile']>
export type LoadedVersion = LoadedProfile['versions'][number]

/** What a version decides by; null: it was written by a release that this one doesn't understand. */
export function definitionOf(version: { readonly definition: unknown }): CheckProfile | null {
  const parsed = checkProfileShape.safeParse(version.definition)
  return parsed.success ? parsed.data : null
}

export const newestFirst = <Version extends { readonly number: number }>(
  versions: readonly Version[],
): readonly Version[] => versions.toSorted((a, b) => b.number - a.number)

export const versionAddress = (profileId: string, versionId: string): string =>
  `/profiles/${profileId}/versions/${versionId}`
