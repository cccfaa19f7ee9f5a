import type { Branding } from '../../domain/branding.ts'
import type { Trx } from '../client.ts'
import { saveSection, type SectionEdit } from './tenant-section.ts'

export interface Logo {
  readonly sha256: string
  readonly png: Buffer
  readonly width: number
  readonly height: number
}

/** How the capture screens look from now on. @param logo one that is new; else what `branding` names stays @throws DomainError `SETTINGS_STALE` */
export async function saveBranding(
  trx: Trx,
  tenantId: string,
  { branding, logo, ...edit }: SectionEdit & { branding: Branding; logo: Logo | null },
): Promise<void> {
  if (logo !== null) {
    await trx
      .insertInto('brandLogos')
      .values({ tenantId, ...logo, createdAt: edit.at })
      .onConflict((conflict) => conflict.columns(['tenantId', 'sha256']).doNothing())
      .execute()
  }
  await saveSection(trx, tenantId, {
    ...edit,
    section: 'branding',
    values: { branding },
    action: 'tenant.branding_saved',
    detail: {
      primaryColour: branding.primaryColour,
      logo: branding.logo?.sha256 ?? null,
      own: Object.entries(branding).flatMap(([key, value]) => (value === null ? [] : [key])),
    },
  })
  // pages that are open may ask for the former a little longer; what nobody shows any more goes with the next change
  await trx
    .deleteFrom('brandLogos')
    .where('sha256', '!=', branding.logo?.sha256 ?? '')
    .where('createdAt', '<', new Date(edit.at.getTime() - 86_400_000))
    .execute()
}

/** The bytes of a logo; null: there is no such one. */
export async function readLogo(trx: Trx, sha256: string): Promise<Buffer | null> {
  const row = await trx
    .selectFrom('brandLogos')
    .select('png')
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row?.png ?? null
}
