import type {
  AnalyticsDimension,
  AnalyticsScope,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { deviceKinds } from '../../domain/capture-screens.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { locales, methods } from '../../domain/method.ts'

export const spans = [7, 30, 90, 365] as const
export const dimensions = [
  'DEVICE',
  'LOCALE',
  'DOCUMENT',
  'METHOD',
] as const satisfies readonly AnalyticsDimension[]
export const tabs = ['capture', 'decisions', 'review'] as const

/** What the address of the page asks for; what it has that nobody knows is left out. */
export interface Asked {
  readonly days: (typeof spans)[number]
  readonly tab: (typeof tabs)[number]
  readonly dimension: AnalyticsDimension
  readonly scope: AnalyticsScope
}

/**
 * @param nowMs rounded to the hour, so that a page that is drawn again asks the same
 */
export function askedOf(search: URLSearchParams, nowMs: number): Asked {
  const days = spans.find((each) => String(each) === search.get('days')) ?? 30
  const to = Math.ceil(nowMs / 3_600_000) * 3_600_000
  const method = among(methods, search.get('method'))
  const documentType = among(documentTypes, search.get('document'))
  const locale = among(locales, search.get('language'))
  const deviceKind = among(deviceKinds, search.get('device'))
  return {
    days,
    tab: among(tabs, search.get('tab')) ?? 'capture',
    dimension: among(dimensions, search.get('by')) ?? 'DEVICE',
    scope: {
      from: new Date(to - days * 86_400_000).toISOString(),
      to: new Date(to).toISOString(),
      sandbox: search.get('side') === 'sandbox',
      ...(method && { method: [method] }),
      ...(documentType && { documentType: [documentType] }),
      ...(locale && { locale: [locale] }),
      ...(deviceKind && { deviceKind: [deviceKind] }),
    },
  }
}

const among = <const T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((each) => each === value)
