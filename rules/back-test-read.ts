import { z } from 'zod'
import { checkResultSchema } from '../domain/check.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import type { PastAttempt } from './back-test.ts'
import type { PastProfile } from './back-test-facts.ts'
import type { EffectKind } from './profile-schema.ts'

/** An attempt as its rows have it. */
interface StoredAttempt {
  readonly attemptId: string
  readonly number: number
  readonly outcome: EffectKind
  readonly ruleId: string | null
  readonly human: EffectKind | null
  /** The check records as a JSON array. */
  readonly records: string
}

/** @throws ZodError where a record is none of ours */
export function readPastAttempt(
  { attemptId, number, outcome, ruleId, human, records }: StoredAttempt,
  documentType: string | null,
  then: PastProfile,
): PastAttempt {
  return {
    id: attemptId,
    number,
    outcome,
    ruleId,
    human,
    results: recordsSchema.parse(JSON.parse(records)),
    documentType: documentTypes.find((known) => known === documentType) ?? null,
    then,
  }
}

const recordsSchema = z.array(checkResultSchema)
