import { z } from 'zod'

/** 申請情報: what the tenant or the applicant says of the person. Every part is optional; a check without it is SKIPPED. */
export const declaredDataSchema = z
  .object({
    name: z.string().trim().min(1).max(120).optional(),
    nameKana: z.string().trim().min(1).max(120).optional(),
    /** Gregorian, YYYY-MM-DD. */
    birthDate: z.iso.date().optional(),
    address: z.string().trim().min(1).max(300).optional(),
  })
  .strict()
export type DeclaredData = z.infer<typeof declaredDataSchema>
