import { z } from 'zod'
import { brandingSchema, captureTextsSchema } from './branding.ts'
import { businessHoursSchema } from './business-hours.ts'
import { checklistSchema } from './checklist.ts'
import { documentTypes } from './document-catalogue.ts'
import { methods } from './method.ts'
import { regimes } from './regulation.ts'
import { retentionSchema } from './retention.ts'

const ms = z.number().int().nonnegative()

/** When a second person looks (domain/second-review.ts). */
export const secondReviewSchema = z.object({
  always: z.boolean().default(false),
  onDecline: z.boolean().default(false),
  fromOpenChecks: z.number().int().min(1).max(20).nullable().default(null),
  samplePercent: z.number().min(0).max(100).default(0),
  knownPercent: z.number().min(0).max(10).default(0),
})

/** Every duration and switch of a tenant. Durations are settings so that tests can run weeks in milliseconds. */
export const tenantSettingsSchema = z.object({
  regime: z.enum(regimes).default('NONE'),
  /** Of what the law allows and this version runs, the methods that a session may have. */
  offeredMethods: z.array(z.enum(methods)).default([...methods]),
  acceptedDocuments: z.array(z.enum(documentTypes)).default(['DRIVERS_LICENCE']),
  sessionLifeMs: ms.default(7 * 86_400_000),
  /** A reminder event this long before the link ends; 0: none. */
  reminderBeforeMs: ms.default(86_400_000),
  maxResubmissions: z.number().int().min(0).max(20).default(3),
  challengeLifeMs: ms.default(120_000),
  ticketLifeMs: ms.default(300_000),
  livenessTurns: z.number().int().min(1).max(4).default(2),
  caseLeaseMs: ms.default(600_000),
  /** Counted in `businessHours`. */
  caseDueMs: ms.default(1_800_000),
  /** null: around the clock, all year. */
  businessHours: businessHoursSchema.nullable().default(null),
  webhookMaxAgeMs: ms.default(86_400_000),
  webhookFirstRetryMs: ms.default(30_000),
  /** How long an exported file can be fetched; then it is erased. */
  exportLifeMs: ms.default(24 * 3_600_000),
  maskConditions: z.boolean().default(true),
  maskOrganDonation: z.boolean().default(true),
  /** Four eyes (domain/second-review.ts). */
  secondReview: secondReviewSchema.prefault({}),
  redirectUrlHosts: z.array(z.string()).default([]),
  /** What a reviewer confirms before a case is resolved. */
  checklist: checklistSchema.default([]),
  branding: brandingSchema.prefault({}),
  texts: captureTextsSchema.prefault({}),
  retention: retentionSchema.prefault({}),
})
export type TenantSettings = z.infer<typeof tenantSettingsSchema>

/** Parts of the settings that are edited each for itself. */
export const settingsSections = [
  'methods',
  'businessHours',
  'checklist',
  'secondReview',
  'branding',
  'texts',
  'retention',
] as const
export type SettingsSection = (typeof settingsSections)[number]

/** Masks of the document catalogue, by name, that a tenant does without. */
export const masksSwitchedOff = ({
  maskConditions,
  maskOrganDonation,
}: TenantSettings): readonly string[] => [
  ...(maskConditions ? [] : ['conditions']),
  ...(maskOrganDonation ? [] : ['organDonation']),
]
