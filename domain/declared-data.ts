import { z } from 'zod'

/** One line of text, without what no keyboard types. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'expected text without control characters')

/** 申請情報: what the tenant or the applicant says of the person. Every part is optional; a check without it is SKIPPED. */
export const declaredDataSchema = z
  .object({
    name: line(120).optional(),
    nameKana: line(120).optional(),
    /** Gregorian, YYYY-MM-DD. */
    birthDate: z.iso.date().optional(),
    address: line(300).optional(),
  })
  .strict()
export type DeclaredData = z.infer<typeof declaredDataSchema>
