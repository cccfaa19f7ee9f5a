import type { Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { CheckProfiles, CheckProfileVersions } from '../schema.ts'
import { groupBy } from './group-by.ts'
import type { Page } from './page.ts'

export type CheckProfile = Selectable<CheckProfiles>
export type CheckProfileVersion = Selectable<CheckProfileVersions>

/** Oldest first, archived ones last left out. */
export async function listProfiles(
  trx: Trx,
  { limit, after, before, inverted }: Page,
): Promise<readonly CheckProfile[]> {
  return trx
    .selectFrom('checkProfiles')
    .selectAll()
    .where('archivedAt', 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', inverted ? 'desc' : 'asc')
    .limit(limit)
    .execute()
}

export async function profilesById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CheckProfile>> {
  const rows = await trx.selectFrom('checkProfiles').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function versionsById(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CheckProfileVersion>> {
  const rows = await trx
    .selectFrom('checkProfileVersions')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Versions of profiles, newest first. */
export async function versionsByProfile(
  trx: Trx,
  profileIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CheckProfileVersion[]>> {
  const rows = await trx
    .selectFrom('checkProfileVersions')
    .selectAll()
    .where('profileId', 'in', profileIds)
    .orderBy('number', 'desc')
    .execute()
  return groupBy(rows, (row) => row.profileId)
}

/**
 * The version that a new session is pinned to: the published one of the profile named, or of the tenant's oldest profile
 * that has one. Null where nothing is published.
 */
export async function publishedVersion(
  trx: Trx,
  profileId: string | null,
): Promise<CheckProfileVersion | null> {
  const row = await trx
    .selectFrom('checkProfileVersions')
    .innerJoin('checkProfiles', 'checkProfiles.id', 'checkProfileVersions.profileId')
    .selectAll('checkProfileVersions')
    .where('checkProfileVersions.status', '=', 'PUBLISHED')
    .where('checkProfiles.archivedAt', 'is', null)
    .$if(profileId !== null, (query) => query.where('checkProfiles.id', '=', profileId ?? ''))
    .orderBy('checkProfiles.id')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
