import { z } from 'zod'
import { documentTypes } from './document-catalogue.ts'
import { locales } from './method.ts'
import { sessionStatuses } from './session-state.ts'

/** Lists of the manager that keep named filters. */
export const viewedLists = ['CASES', 'SESSIONS'] as const
export type ViewedList = (typeof viewedLists)[number]

export const caseSorts = ['URGENCY', 'DUE', 'NEWEST'] as const

/** Name of a queue (審査キュー), as rules write it. */
export const queueName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/)

const caseView = z.strictObject({
  queue: queueName.optional(),
  mine: z.boolean().optional(),
  overdue: z.boolean().optional(),
  escalated: z.boolean().optional(),
  finished: z.boolean().optional(),
  documentType: z.enum(documentTypes).optional(),
  locale: z.enum(locales).optional(),
  order: z.enum(caseSorts).optional(),
})
const sessionView = z.strictObject({
  status: z.array(z.enum(sessionStatuses)).max(sessionStatuses.length).optional(),
  documentType: z.enum(documentTypes).optional(),
  locale: z.enum(locales).optional(),
  createdFrom: z.iso.date().optional(),
  createdTo: z.iso.date().optional(),
  sandbox: z.enum(['true', 'false']).optional(),
})

/** What a view of each list may hold: codes and days. Whom somebody searched for is nobody's to keep. */
export const viewFilters = { CASES: caseView, SESSIONS: sessionView } as const satisfies Record<
  ViewedList,
  z.ZodType
>
