import type { CaptureTexts } from '../../domain/branding.ts'
import type { BusinessHours } from '../../domain/business-hours.ts'
import type { DocumentType } from '../../domain/document-catalogue.ts'
import type { Method } from '../../domain/method.ts'
import type { Regime } from '../../domain/regulation.ts'
import { erasedKinds, outcomesKept, type Retention } from '../../domain/retention.ts'
import type { Trx } from '../client.ts'
import { saveSection, type SectionEdit } from './tenant-section.ts'

interface Offer {
  readonly regime: Regime
  readonly offeredMethods: readonly Method[]
  readonly acceptedDocuments: readonly DocumentType[]
}

/** By which methods and documents sessions can be opened from now on, and under which law. @throws DomainError `SETTINGS_STALE` */
export async function saveOffer(trx: Trx, tenantId: string, edit: SectionEdit & Offer) {
  const { regime, offeredMethods, acceptedDocuments, ...rest } = edit
  const values = { regime, offeredMethods, acceptedDocuments }
  await saveSection(trx, tenantId, {
    ...rest,
    section: 'methods',
    values,
    action: 'tenant.methods_saved',
    detail: values,
  })
}

/** For cases that come from now on. @param hours null: around the clock @throws DomainError `SETTINGS_STALE` */
export async function saveBusinessHours(
  trx: Trx,
  tenantId: string,
  { hours, ...edit }: SectionEdit & { readonly hours: BusinessHours | null },
) {
  await saveSection(trx, tenantId, {
    ...edit,
    section: 'businessHours',
    values: { businessHours: hours },
    action: 'tenant.business_hours_saved',
    detail: hours === null ? { hours: null } : { ...hours, closedDays: hours.closedDays.length },
  })
}

/** The words that applicants read; each version is kept, since consents name theirs. @throws DomainError `SETTINGS_STALE` */
export async function saveTexts(
  trx: Trx,
  tenantId: string,
  { texts, ...edit }: SectionEdit & { readonly texts: CaptureTexts },
) {
  const version = await saveSection(trx, tenantId, {
    ...edit,
    section: 'texts',
    values: { texts },
    action: 'tenant.texts_saved',
    detail: {
      texts: Object.entries(texts).flatMap(([locale, of]) =>
        Object.entries(of).flatMap(([key, text]) => (text === null ? [] : [`${locale}.${key}`])),
      ),
    },
  })
  await trx
    .insertInto('captureTexts')
    .values({ tenantId, version, texts: JSON.stringify(texts), createdAt: edit.at })
    .execute()
}

/** Of what is there already too: the next night goes by it. @throws DomainError `SETTINGS_STALE` */
export async function saveRetention(
  trx: Trx,
  tenantId: string,
  { retention, ...edit }: SectionEdit & { readonly retention: Retention },
) {
  await saveSection(trx, tenantId, {
    ...edit,
    section: 'retention',
    values: { retention },
    action: 'tenant.retention_saved',
    detail: Object.fromEntries(
      outcomesKept.flatMap((outcome) =>
        erasedKinds.map((kind) => [`${outcome}.${kind}`, retention[outcome][kind]]),
      ),
    ),
  })
}
