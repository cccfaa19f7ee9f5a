import { sessionStatuses } from '../../domain/session-state.ts'
import type {
  AuditFilter,
  CaseFilter,
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
  const externalId = textOf(form['externalId'])
  const from = dayOf(form['createdFrom'])
  const to = dayOf(form['createdTo'])
  return {
    ...(status.length > 0 ? { status } : {}),
    ...(externalId === null ? {} : { externalId }),
    ...(from === null ? {} : { createdFrom: startOfDayInJapan(from) }),
    ...(to === null ? {} : { createdTo: startOfDayInJapan(nextDay(to)) }),
    ...flag('sandbox', form['sandbox']),
  }
}

export function caseFilter(form: FormFilter): CaseFilter {
  const queue = textOf(form['queue'])
  return {
    // a queue is what still waits; the finished ones are asked for
    status: form['finished'] === true ? ['RESOLVED', 'WITHDRAWN'] : ['OPEN', 'ASSIGNED'],
    ...(queue === null ? {} : { queue }),
    ...(form['mine'] === true ? { mine: true } : {}),
    ...(form['overdue'] === true ? { overdue: true } : {}),
  }
}

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

const startOfDayInJapan = (day: string): string => new Date(`${day}T00:00:00+09:00`).toISOString()

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)

const dayMs = 86_400_000
