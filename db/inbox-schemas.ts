import { z } from 'zod'
import { checklistRecordSchema } from '../domain/checklist.ts'
import { declaredDataSchema } from '../domain/declared-data.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import { drawnMasksSchema } from '../domain/masking.ts'
import { locales } from '../domain/method.ts'
import { regimes } from '../domain/regulation.ts'

export const actorSchema = z.object({
  kind: z.enum(['SYSTEM', 'MEMBER', 'API_KEY', 'APPLICANT']),
  id: z.uuid().nullable(),
})
export type Actor = z.infer<typeof actorSchema>

/** Content of an `OPEN_SESSION` entry. */
export const openSessionSchema = z.object({
  externalId: z.string().min(1).max(200),
  declared: declaredDataSchema.nullable(),
  acceptedDocuments: z.array(z.enum(documentTypes)).min(1),
  locale: z.enum(locales),
  checkProfileVersionId: z.uuid(),
  sandbox: z.boolean(),
  redirectUrl: z.url().nullable(),
  /** Less time than the tenant gives, where that was asked for. */
  lifeMs: z.number().int().positive().optional(),
  regime: z.enum(regimes),
  regulationLabel: z.string().nullable(),
  actor: actorSchema,
})
export type OpenSession = z.infer<typeof openSessionSchema>

/** Content of a `RESOLUTION` entry. */
export const resolutionSchema = z.object({
  internalNote: z.string().max(4000).nullable(),
  applicantMessage: z.string().max(1000).nullable(),
  checklist: checklistRecordSchema.default([]),
  actor: actorSchema,
})

/** Content of a `MASKS` entry: what an operator drew. */
export const masksSchema = z.object({ pictures: drawnMasksSchema, actor: actorSchema })

/** Content of a `MASKING_NOTE` entry: what a reviewer saw in a picture. */
export const maskingNoteSchema = z.object({ note: z.string().max(1000), actor: actorSchema })
