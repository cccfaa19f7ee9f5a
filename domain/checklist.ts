import { z } from 'zod'
import { resolutions, type Resolution } from './case-state.ts'
import { documentTypes, type DocumentType } from './document-catalogue.ts'
import { methods, type Method } from './method.ts'

/** One thing that a reviewer has to have looked at before a case is resolved (確認項目). */
export const checklistItemSchema = z.strictObject({
  /** Stays the same when the words change. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected a-z, 0-9 and hyphens'),
  ja: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200),
  /** Ticking is not enough: the reviewer writes what they saw. */
  noteRequired: z.boolean().default(false),
  /** Only for these; empty: for all. */
  methods: z.array(z.enum(methods)).default([]),
  documents: z.array(z.enum(documentTypes)).default([]),
  resolutions: z.array(z.enum(resolutions)).default(['APPROVE', 'DECLINE']),
})
export type ChecklistItem = z.infer<typeof checklistItemSchema>

export const checklistSchema = z
  .array(checklistItemSchema)
  .max(30)
  .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, {
    message: 'expected each id once',
  })

/** A ticked item, with the reviewer's words where they wrote any. */
export const checklistAnswerSchema = z.strictObject({
  itemId: z.string().max(40),
  note: z.string().trim().max(1000).nullish(),
})
export type ChecklistAnswer = Readonly<z.infer<typeof checklistAnswerSchema>>

/** What was confirmed, in the words that the item had on that day. */
export const checklistRecordSchema = z.array(
  z.object({ itemId: z.string(), ja: z.string(), en: z.string(), note: z.string().nullable() }),
)
export type ChecklistRecord = Readonly<z.infer<typeof checklistRecordSchema>>

interface CaseSeen {
  readonly method: Method
  readonly documentType: DocumentType | null
}

/** The items that a session's method and document call for. */
export const checklistFor = (
  items: readonly ChecklistItem[],
  { method, documentType }: CaseSeen,
): readonly ChecklistItem[] =>
  items.filter(
    (item) =>
      (item.methods.length === 0 || item.methods.includes(method)) &&
      (item.documents.length === 0 ||
        (documentType !== null && item.documents.includes(documentType))),
  )

/** Items that keep a case from being resolved so: not ticked, or without the note that they ask for. */
export const openItems = (
  items: readonly ChecklistItem[],
  resolution: Resolution,
  answers: readonly ChecklistAnswer[],
): readonly ChecklistItem[] =>
  items.filter((item) => {
    if (!item.resolutions.includes(resolution)) return false
    const answer = answers.find(({ itemId }) => itemId === item.id)
    return !answer || (item.noteRequired && !answer.note?.trim())
  })
