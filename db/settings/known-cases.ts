import type { Resolution } from '../../domain/case-state.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'

export interface KnownCaseEdit {
  readonly tenantId: string
  readonly caseId: string
  readonly memberId: string
  readonly personId: string
  readonly at: Date
}

/**
 * From now on the case may be laid before reviewers again; marked once more, with another outcome expected.
 * @param expected null: its final decision
 * @throws DomainError `NOT_FOUND`, `CASE_STATE` while it is not resolved, `SESSION_STATE` where its pictures or its person are erased, or it is a sandbox's
 */
export async function markKnownCase(
  trx: Trx,
  edit: KnownCaseEdit,
  expected: Resolution | null,
): Promise<void> {
  const row = await trx
    .selectFrom('cases')
    .innerJoin('sessions', 'sessions.id', 'cases.sessionId')
    .select(['cases.status', 'cases.resolution', 'redactedAt', 'picturesErasedAt', 'sandbox'])
    .where('cases.id', '=', edit.caseId)
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such case')
  if (row.status !== 'RESOLVED' || row.resolution === null)
    throw new DomainError('CASE_STATE', 'caseId: expected a resolved case')
  if (row.redactedAt ?? row.picturesErasedAt)
    throw new DomainError('SESSION_STATE', 'caseId: its pictures are erased')
  if (row.sandbox) throw new DomainError('SESSION_STATE', 'caseId: expected a case of no sandbox')
  await endForce(trx, edit)
  const wanted = expected ?? row.resolution
  await trx
    .insertInto('knownCases')
    .values({
      tenantId: edit.tenantId,
      id: newId(edit.at.getTime()),
      caseId: edit.caseId,
      // the column of cases holds no other
      expected: wanted === 'APPROVE' || wanted === 'DECLINE' ? wanted : 'ASK_AGAIN',
      markedBy: edit.personId,
      createdAt: edit.at,
      retiredBy: null,
      retiredAt: null,
    })
    .execute()
  await audit(trx, edit, 'known_case.marked', { expected: wanted })
}

/** It is laid before nobody any more; what was said of it stays. @throws DomainError `NOT_FOUND`, `CASE_STATE` where it is not known */
export async function retireKnownCase(trx: Trx, edit: KnownCaseEdit): Promise<void> {
  if (!(await endForce(trx, edit))) {
    const found = await trx
      .selectFrom('cases')
      .select('id')
      .where('id', '=', edit.caseId)
      .executeTakeFirst()
    if (!found) throw new DomainError('NOT_FOUND', 'no such case')
    throw new DomainError('CASE_STATE', 'caseId: expected a known case')
  }
  await audit(trx, edit, 'known_case.retired', {})
}

async function endForce(
  trx: Trx,
  { caseId, memberId, at }: KnownCaseEdit,
): Promise<{ readonly id: string } | undefined> {
  return trx
    .updateTable('knownCases')
    .set({ retiredBy: memberId, retiredAt: at })
    .where('caseId', '=', caseId)
    .where('retiredAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
}

const audit = (
  trx: Trx,
  { tenantId, caseId, memberId, at }: KnownCaseEdit,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: memberId },
    action,
    subjectKind: 'case',
    subjectId: caseId,
    detail,
  })
