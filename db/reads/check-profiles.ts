import { sql, type Selectable } from 'kysely'
import type { Trx } from '../client.ts'
import type { CheckProfileEvents, CheckProfiles, CheckProfileVersions } from '../schema.ts'
import { groupBy } from './group-by.ts'
import type { Page } from './page.ts'

export type CheckProfile = Selectable<CheckProfiles>
export type CheckProfileEvent = Selectable<CheckProfileEvents>

/** `PUBLISHED`: in force. `SCHEDULED`: approved for a day to come. `SUPERSEDED`: another one's day came after its own. */
export const versionStandings = [
  'DRAFT',
  'SUBMITTED',
  'SCHEDULED',
  'PUBLISHED',
  'SUPERSEDED',
  'ARCHIVED',
] as const
export type VersionStanding = (typeof versionStandings)[number]

/** A version with its standing at a moment. */
export type CheckProfileVersion = Omit<Selectable<CheckProfileVersions>, 'status'> & {
  readonly status: VersionStanding
}

/** Oldest first: those at work, or those that were archived. */
export async function listProfiles(
  trx: Trx,
  { limit, after, before, inverted }: Page,
  archived = false,
): Promise<readonly CheckProfile[]> {
  return trx
    .selectFrom('checkProfiles')
    .selectAll()
    .where('archivedAt', archived ? 'is not' : 'is', null)
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
  at: Date,
): Promise<ReadonlyMap<string, CheckProfileVersion>> {
  const rows = await versionsAt(trx, at).where('version.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, withStanding(row)]))
}

/** Versions of profiles, newest first. */
export async function versionsByProfile(
  trx: Trx,
  profileIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, readonly CheckProfileVersion[]>> {
  const rows = await versionsAt(trx, at)
    .where('version.profileId', 'in', profileIds)
    .orderBy('version.number', 'desc')
    .execute()
  return groupBy(rows.map(withStanding), (row) => row.profileId)
}

/** The lives of profiles, newest step first. */
export async function eventsByProfile(
  trx: Trx,
  profileIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CheckProfileEvent[]>> {
  const rows = await trx
    .selectFrom('checkProfileEvents')
    .selectAll()
    .where('profileId', 'in', profileIds)
    .orderBy('id', 'desc')
    .execute()
  return groupBy(rows, (row) => row.profileId)
}

/**
 * The version that a new session is pinned to: the one in force of the profile named, or of the tenant's oldest profile
 * that has one. Of the approved ones whose day has come, it is the one whose day came last. Null where there is none.
 */
export async function publishedVersion(
  trx: Trx,
  profileId: string | null,
  at: Date,
): Promise<Selectable<CheckProfileVersions> | null> {
  const row = await trx
    .selectFrom('checkProfileVersions')
    .innerJoin('checkProfiles', 'checkProfiles.id', 'checkProfileVersions.profileId')
    .selectAll('checkProfileVersions')
    .where('checkProfileVersions.status', '=', 'PUBLISHED')
    .where('checkProfileVersions.effectiveFrom', '<=', at)
    .where('checkProfiles.archivedAt', 'is', null)
    .$if(profileId !== null, (query) => query.where('checkProfiles.id', '=', profileId ?? ''))
    .orderBy('checkProfiles.id')
    .orderBy('checkProfileVersions.effectiveFrom', 'desc')
    .orderBy('checkProfileVersions.publishedAt', 'desc')
    .orderBy('checkProfileVersions.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

const versionsAt = (trx: Trx, at: Date) =>
  trx
    .selectFrom('checkProfileVersions as version')
    .innerJoin('checkProfiles as profile', 'profile.id', 'version.profileId')
    .selectAll('version')
    .select(
      sql<VersionStanding>`case
        when version.status <> 'PUBLISHED' then version.status
        when profile.archived_at is not null then 'ARCHIVED'
        when version.effective_from > ${at} then 'SCHEDULED'
        when version.id = (
          select latest.id from check_profile_versions latest
          where latest.tenant_id = version.tenant_id and latest.profile_id = version.profile_id
            and latest.status = 'PUBLISHED' and latest.effective_from <= ${at}
          order by latest.effective_from desc, latest.published_at desc, latest.number desc
          limit 1) then 'PUBLISHED'
        else 'SUPERSEDED' end`.as('standing'),
    )

const withStanding = ({
  standing,
  ...row
}: Selectable<CheckProfileVersions> & { standing: VersionStanding }): CheckProfileVersion => ({
  ...row,
  status: standing,
})
