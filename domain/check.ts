import { z } from 'zod'
import { slots } from './method.ts'
import { reasonCodes, type ReasonCode } from './reason-codes.ts'

/** 審査項目: eleven core checks, then the extras that run today. */
export const checkKeys = [
  'DOC_TYPE',
  'IMAGE_QUALITY',
  'DOC_AUTHENTICITY',
  'THICKNESS',
  'EXPIRY',
  'DOC_NUMBER',
  'NAME',
  'ADDRESS',
  'DOB_AGE',
  'FACE_MATCH',
  'LIVENESS',
  'BACK_SIDE',
  'DUPLICATE',
  'MASKING',
] as const
export type CheckKey = (typeof checkKeys)[number]

export const outcomes = ['PASS', 'FAIL', 'UNCERTAIN', 'SKIPPED'] as const
export type Outcome = (typeof outcomes)[number]

const box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() })

/** Where a check saw what it says: a capture and, where it has one, a region in fractions of the shown image. */
export const evidenceSchema = z.object({
  slot: z.enum(slots),
  box: box.nullable(),
  label: z.string().nullable(),
  /** In a film: when, in milliseconds by the clock of its frames; null: it was looked for and not seen. */
  atMs: z.number().nullable().optional(),
  /** What was measured there, in the unit of the check: degrees of a turn. */
  measured: z.number().nullable().optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const checkResultSchema = z.object({
  key: z.enum(checkKeys),
  outcome: z.enum(outcomes),
  score: z.number().nullable(),
  reasonCodes: z.array(z.enum(reasonCodes as [ReasonCode, ...ReasonCode[]])),
  evidence: z.array(evidenceSchema),
  /** Numbers, enums and flags only, never anybody's data: these become the facts of the rules (`CHECK.fact`). */
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  by: z.object({ engine: z.string(), model: z.string().nullable(), version: z.string() }),
})
/** One check's record; never a bare boolean. */
export type CheckResult = z.infer<typeof checkResultSchema>
