import { z } from 'zod'
import type { SessionFilter } from '../db/reads/sessions.ts'
import { columnKeys } from './columns.ts'

export const encodings = ['UTF8_BOM', 'UTF8', 'CP932'] as const
export type CsvEncoding = (typeof encodings)[number]

/** How a CSV is to look; what a preset keeps. */
export const csvLayoutSchema = z.strictObject({
  columns: z
    .array(z.string().refine((key) => columnKeys.includes(key), 'expected a column of the table'))
    .min(1)
    .max(200)
    .refine((keys) => new Set(keys).size === keys.length, 'expected each column once'),
  encoding: z.enum(encodings),
  locale: z.enum(['ja', 'en']),
  /** Digits as `="0123"`, so that Excel keeps their zeros. */
  digitsAsText: z.boolean(),
})
export type CsvLayout = z.output<typeof csvLayoutSchema>

/** A layout and the sessions that are wanted, as the row of the export holds them. */
export const csvSpecSchema = z.strictObject({
  layout: csvLayoutSchema,
  filter: z.record(z.string(), z.unknown()).transform(unpackFilter),
})

/** What the package of a session's evidence may hold, by the permissions of who asked for it. */
export const evidenceSpecSchema = z.strictObject({
  personal: z.boolean(),
  numbers: z.boolean(),
  notes: z.boolean(),
  pictures: z.boolean(),
})

/** A filter as JSON, whatever fields it has: none may be lost, since then more would be exported than was asked for. */
export const packFilter = (filter: SessionFilter): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, packed(value)]))

function packed(value: unknown): unknown {
  if (value instanceof Date) return { date: value.toISOString() }
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  return Array.isArray(value) ? value.map(packed) : value
}

function unpackFilter(filter: Record<string, unknown>): SessionFilter {
  const entries = Object.entries(filter).map(([name, value]) => [name, unpacked(value)])
  // the same names and kinds of values that packFilter was given
  return Object.fromEntries(entries)
}

const taggedSchema = z.union([
  z.strictObject({ date: z.coerce.date() }).transform(({ date }) => date),
  z.strictObject({ bytes: z.base64() }).transform(({ bytes }) => Buffer.from(bytes, 'base64')),
])

function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked)
  return typeof value === 'object' && value !== null ? taggedSchema.parse(value) : value
}
