import { z } from 'zod'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { endOfDayInJapan, startOfDayInJapan } from '../../domain/japan-days.ts'
import { locales } from '../../domain/method.ts'
import { caseSorts } from '../../domain/saved-view.ts'
import { sessionStatuses } from '../../domain/session-state.ts'
import type {
  AuditFilter,
  CaseFilter,
  CaseSort,
  PersonSearch,
  VerificationSessionFilter,
  WebhookDeliveryFilter,
} from '../../graphql/operations/generated/admin/graphql.ts'

/** What a list's filter form holds: whatever stood in the address, so nothing of it is trusted. */
export type FormFilter = Readonly<Record<string, unknown>>

/** Days are days in Japan, both inclusive. */
export function sessionFilter(form: FormFilter): VerificationSessionFilter {
  const status = listOf(form['status']).flatMap((value) => {
    const known = sessionStatuses.find((each) => each === value)
    return known ? [known] : []
  })
  const documentType = oneOf(documentTypes, form['documentType'])
  const locale = oneOf(locales, form['locale'])
  const from = dayOf(form['createdFrom'])
  const to = dayOf(form['createdTo'])
  return {
    ...(status.length > 0 ? { status } : {}),
    ...searchIn(form),
    ...(documentType ? { documentType: [documentType] } : {}),
    ...(locale ? { locale: [locale] } : {}),
    ...(from === null ? {} : { createdFrom: startOfDayInJapan(from) }),
    ...(to === null ? {} : { createdTo: endOfDayInJapan(to) }),
    ...flag('sandbox', form['sandbox']),
  }
}

export function caseFilter(form: FormFilter): CaseFilter {
  const queue = textOf(form['queue'])
  const documentType = oneOf(documentTypes, form['documentType'])
  const locale = oneOf(locales, form['locale'])
  return {
    ...searchIn(form),
    ...(documentType ? { documentType: [documentType] } : {}),
    ...(locale ? { locale: [locale] } : {}),
    ...(form['escalated'] === true ? { escalated: true } : {}),
    // a queue is what still waits; the finished ones are asked for
    status: form['finished'] === true ? ['RESOLVED', 'WITHDRAWN'] : ['OPEN', 'ASSIGNED'],
    ...(queue === null ? {} : { queue }),
    ...(form['mine'] === true ? { mine: true } : {}),
    ...(form['overdue'] === true ? { overdue: true } : {}),
  }
}

/** In which order cases are asked for; null: as the server has it. */
export const caseOrder = (form: FormFilter): CaseSort | null =>
  oneOf(caseSorts, form['order']) ?? null

/** Put there by the list itself: what was searched for stands in no address. */
function searchIn(form: FormFilter): { search?: PersonSearch } {
  const parsed = searchSchema.safeParse(form['search'])
  return parsed.success ? { search: parsed.data } : {}
}
const searchSchema = z.object({ text: z.string().trim().min(1), exact: z.boolean() })

const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((each) => each === value)

export function deliveryFilter(form: FormFilter): WebhookDeliveryFilter {
  const endpointId = textOf(form['endpointId'])
  const sessionId = textOf(form['sessionId'])
  const status = textOf(form['status'])
  return {
    ...(endpointId === null ? {} : { endpointId }),
    ...(sessionId === null ? {} : { sessionId }),
    ...(status === null ? {} : { status }),
  }
}

export function auditFilter(form: FormFilter): AuditFilter {
  const subjectId = textOf(form['subjectId'])
  const action = textOf(form['action'])
  return {
    ...(subjectId === null ? {} : { subjectId }),
    ...(action === null ? {} : { action }),
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

const flag = <Key extends string>(key: Key, value: unknown): Partial<Record<Key, boolean>> => {
  const known: Partial<Record<Key, boolean>> = {}
  if (value === true || value === 'true') known[key] = true
  if (value === false || value === 'false') known[key] = false
  return known
}

function dayOf(value: unknown): string | null {
  const text = textOf(value)
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : null
}
