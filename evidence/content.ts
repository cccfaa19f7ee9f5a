import { z } from 'zod'
import { checkResultSchema } from '../domain/check.ts'

/** What lies in a package, file by file; whoever checks one parses it by these. */

export const format = 'kakunin-evidence/1'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.iso.datetime()
const filePath = z.string().regex(/^(?:[a-z0-9-]+\/)?[A-Za-z0-9_-]+\.[a-z]{2,4}$/)

export const manifestSchema = z.strictObject({
  format: z.literal(format),
  packageId: z.string(),
  tenant: z.strictObject({ id: z.string(), name: z.string() }),
  sessionId: z.string(),
  createdAt: instant,
  /** Who asked for it, and how much they might see. */
  orderedBy: z.strictObject({ kind: z.string(), id: z.string().nullable() }),
  shows: z.strictObject({
    personal: z.boolean(),
    numbers: z.boolean(),
    notes: z.boolean(),
    pictures: z.boolean(),
  }),
  key: z.strictObject({ id: z.string(), algorithm: z.literal('Ed25519'), publicKey: z.string() }),
  files: z.array(z.strictObject({ path: filePath, size: z.number().int().min(0), sha256: hash })),
})
export type Manifest = z.output<typeof manifestSchema>

/** 確認記録 (犯収法施行規則20条): who, how, by what, when the pictures of document and face came in, by which law. */
export const sessionSchema = z.strictObject({
  id: z.string(),
  status: z.string(),
  method: z.string(),
  regime: z.string(),
  regulationLabel: z.string().nullable(),
  documentType: z.string().nullable(),
  sandbox: z.boolean(),
  reasonCodes: z.array(z.string()),
  createdAt: instant,
  consentedAt: instant.nullable(),
  consentVersion: z.string().nullable(),
  submittedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  documentReceivedAt: instant.nullable(),
  faceReceivedAt: instant.nullable(),
  profile: z.strictObject({ name: z.string(), number: z.number().int(), sha256: hash }),
})
export type SessionFacts = z.output<typeof sessionSchema>

const fieldSchema = z.strictObject({ key: z.string(), text: z.string().nullable() })
export const personSchema = z.strictObject({
  externalId: z.string(),
  declared: z.record(z.string(), z.string()).nullable(),
  /** As read from the document in the last attempt. */
  read: z.array(fieldSchema),
})
export type Person = z.output<typeof personSchema>

export const attemptSchema = z.strictObject({
  id: z.string(),
  number: z.number().int(),
  startedAt: instant,
  submittedAt: instant.nullable(),
  captures: z.array(
    z.strictObject({
      id: z.string(),
      slot: z.string(),
      accepted: z.boolean(),
      superseded: z.boolean(),
      receivedAt: instant,
      frames: z.number().int(),
      /** Of the masked picture as it is stored, before the copy was marked. */
      maskedSha256: z.string().nullable(),
      images: z.array(z.string()),
    }),
  ),
  checks: z.array(checkResultSchema),
})
export const attemptsSchema = z.array(attemptSchema)
export type EvidenceAttempt = z.output<typeof attemptSchema>

const traceSchema = z.array(
  z.looseObject({ rule: z.string(), outcome: z.string(), decided: z.boolean() }),
)
export const decisionSchema = z.strictObject({
  id: z.string(),
  attemptId: z.string(),
  at: instant,
  outcome: z.string(),
  decidedBy: z.enum(['SYSTEM', 'REVIEWER']),
  member: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  reasonCodes: z.array(z.string()),
  slots: z.array(z.string()),
  ruleId: z.string().nullable(),
  profileSha256: hash,
  trace: traceSchema.nullable(),
  sentences: z.strictObject({ ja: z.array(z.string()), en: z.array(z.string()) }),
  note: z.string().nullable(),
})
export const decisionsSchema = z.array(decisionSchema)
export type EvidenceDecision = z.output<typeof decisionSchema>

export const auditSchema = z.strictObject({
  /** The session's events; each carries the hash before it, so that it can be computed again. */
  events: z.array(
    z.strictObject({
      seq: z.number().int().min(1),
      canonical: z.string(),
      previousHash: hash,
      hash,
    }),
  ),
  /** The chain's end when the package was made, and that it was whole from the first event to there. */
  head: z.strictObject({ seq: z.number().int(), hash }),
  wholeFrom: z.number().int(),
})
export type AuditExcerpt = z.output<typeof auditSchema>

const againSchema = z.strictObject({ outcome: z.string(), ruleId: z.string().nullable() })
export const certificateSchema = z.strictObject({
  format: z.literal('kakunin-replay/1'),
  sessionId: z.string(),
  at: instant,
  build: z.strictObject({ version: z.string(), workflowsSha256: hash }),
  workflows: z.array(
    z.strictObject({
      type: z.string(),
      id: z.string(),
      events: z.number().int(),
      historySha256: hash.nullable(),
      /** GONE: the server keeps it no longer, so nothing can be said. */
      replay: z.enum(['SAME', 'DIVERGED', 'GONE']),
    }),
  ),
  decisions: z.array(
    z.strictObject({
      decisionId: z.string(),
      recorded: againSchema,
      again: againSchema,
      same: z.boolean(),
    }),
  ),
  facts: z.array(z.strictObject({ attemptId: z.string(), sha256: hash })),
  profiles: z.array(hash),
  models: z.array(
    z.strictObject({ name: z.string(), version: z.string(), sha256: hash.nullable() }),
  ),
  /** Null where a history is gone. */
  deterministic: z.boolean().nullable(),
  sameDecision: z.boolean(),
})
export type ReplayCertificate = z.output<typeof certificateSchema>
