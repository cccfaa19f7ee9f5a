import { z } from 'zod'
import type { CheckKey } from './check.ts'
import { fieldKeys, type FieldKey } from './document-catalogue.ts'

const yen = z.number().int().min(0).max(1_000_000)
const minutes = z
  .number()
  .int()
  .min(1)
  .max(14 * 24 * 60)

/** What a contract with a partner organisation (審査委託先) lays down. */
export const partnerContractSchema = z.object({
  name: z.string().trim().min(1).max(80),
  /** Cases of these queues go there by themselves. */
  queues: z.array(z.string().trim().min(1).max(60)).max(20),
  /** Fields of the document that they see beside those that are in question. */
  fields: z.array(z.enum(fieldKeys)).max(fieldKeys.length),
  leaseMinutes: minutes,
  dueMinutes: minutes,
  yenPerAccepted: yen,
  yenPerResolved: yen,
  yenPerMinute: yen,
})
export type PartnerContract = z.infer<typeof partnerContractSchema>

/** What one has to see to judge a check. */
const fieldsByCheck: Partial<Record<CheckKey, readonly FieldKey[]>> = {
  NAME: ['name'],
  ADDRESS: ['address'],
  DOB_AGE: ['birthDate'],
  EXPIRY: ['expiryDate'],
  DOC_NUMBER: ['number'],
  BACK_SIDE: ['addressChange'],
}

/** The fields that a partner sees of a case: those of its open checks and those of the contract, no others. */
export const fieldsForPartner = (
  openChecks: readonly CheckKey[],
  contracted: readonly string[],
): ReadonlySet<FieldKey> =>
  new Set([
    ...openChecks.flatMap((key) => fieldsByCheck[key] ?? []),
    ...fieldKeys.filter((key) => contracted.includes(key)),
  ])

export interface HandoverCost {
  readonly acceptedAt: Date | null
  readonly ending: string | null
  readonly workedMs: number
  readonly yenPerAccepted: number
  readonly yenPerResolved: number
  readonly yenPerMinute: number
}

/** Begun minutes count as whole ones, over all that a case was worked on. */
export const billedMinutes = (workedMs: number): number => Math.ceil(workedMs / 60_000)

/** What one case costs by the contract of the day it was handed over, in yen without tax. */
export function yenOf(line: HandoverCost): number {
  const accepted = line.acceptedAt === null ? 0 : line.yenPerAccepted
  const resolved = line.ending === 'RESOLVED' ? line.yenPerResolved : 0
  return accepted + resolved + billedMinutes(line.workedMs) * line.yenPerMinute
}
