import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  RequestResubmissionDocument,
  ResolveCaseDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import type { CaseChange, LoadedCase } from './case-types.ts'
import type { DecisionDraft } from './decision-draft.ts'

/**
 * Sends a decision; with the same key again it takes effect once.
 * @throws ApiError `CASE_STALE`, `CASE_LEASE_LOST`, `CASE_TAKEN`, `CASE_STATE`, `DECISION_INCOMPLETE`
 */
export async function decide(
  { id: caseId }: Pick<LoadedCase, 'id'>,
  /** Of the case as the reviewer has seen it. */
  expectedVersion: number,
  draft: DecisionDraft,
  idempotencyKey: string,
): Promise<CaseChange> {
  const { resolution, reasonCodes, slots } = draft
  const common = {
    caseId,
    expectedVersion,
    reasonCodes: [...reasonCodes],
    internalNote: textOrNull(draft.internalNote),
    applicantMessage: textOrNull(draft.applicantMessage),
    checklist: draft.items
      .filter(({ ticked }) => ticked)
      .map(({ itemId, note }) => ({ itemId, note: textOrNull(note) })),
    idempotencyKey,
  }
  if (resolution === null) throw new TypeError('expected a resolution')
  if (resolution === 'ASK_AGAIN') {
    const input = { ...common, slots: [...slots] }
    return expectSuccess((await run(RequestResubmissionDocument, { input })).requestResubmission)
  }
  return expectSuccess(
    (await run(ResolveCaseDocument, { input: { ...common, resolution } })).resolveCase,
  )
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
