import { sql } from 'kysely'
import { DomainError } from '../../domain/errors.ts'
import type { SettingsSection } from '../../domain/tenant-settings.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'

export interface SectionChange {
  readonly section: SettingsSection
  /** Keys of the settings (domain/tenant-settings.ts) with their new values. */
  readonly values: Readonly<Record<string, unknown>>
  /** The section's version that was looked at; null: whatever it is. */
  readonly expectedVersion: number | null
  readonly action: string
  /** Codes and numbers, for the audit. */
  readonly detail: Readonly<Record<string, unknown>>
  readonly actor: Actor
  readonly at: Date
}

/** Who changes a section, of which version, and when. */
export type SectionEdit = Pick<SectionChange, 'expectedVersion' | 'actor' | 'at'>

/**
 * Puts other values in the place of a section's, with its audit event.
 * @returns the section's new version
 * @throws DomainError `SETTINGS_STALE` when somebody else was faster, `NOT_FOUND`
 */
export async function saveSection(
  trx: Trx,
  tenantId: string,
  { section, values, expectedVersion, action, detail, actor, at }: SectionChange,
): Promise<number> {
  const row = await trx
    .selectFrom('tenants')
    .select('sectionVersions')
    .where('id', '=', tenantId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such tenant')
  const before = sectionVersion(row.sectionVersions, section)
  if (expectedVersion !== null && expectedVersion !== before) {
    throw new DomainError('SETTINGS_STALE', 'expectedVersion: changed since it was looked at')
  }
  const version = before + 1
  await trx
    .updateTable('tenants')
    .set({
      settings: sql`settings || ${JSON.stringify(values)}::jsonb`,
      sectionVersions: sql`section_versions || ${JSON.stringify({ [section]: version })}::jsonb`,
    })
    .where('id', '=', tenantId)
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action,
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: { ...detail, version },
  })
  return version
}

/** How often a section was saved. */
export function sectionVersion(versions: unknown, section: SettingsSection): number {
  const found: unknown =
    typeof versions === 'object' && versions !== null ? Reflect.get(versions, section) : 0
  return typeof found === 'number' ? found : 0
}
