import { DomainError } from '../../domain/errors.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'

export interface NewGoldenCase {
  readonly tenantId: string
  readonly id: string
  readonly profileId: string
  /** Under which the checks ran. */
  readonly profileVersionId: string
  readonly name: string
  readonly documentType: string | null
  /** Check records without regions; nothing that leads back to a person. */
  readonly records: readonly unknown[]
  readonly expected: 'APPROVE' | 'DECLINE' | 'ASK_AGAIN' | 'REVIEW' | 'HOLD_FOR_MASKING'
  readonly memberId: string
  readonly at: Date
}

/** As many as one still looks through; each is decided anew whenever a version is looked at. */
const mostGoldenCases = 500

/** @throws DomainError `INPUT_INVALID` when the profile has as many as it may */
export async function freezeCase(trx: Trx, frozen: NewGoldenCase): Promise<void> {
  const { tenantId, id, memberId, at, records, ...rest } = frozen
  const { count } = await trx
    .selectFrom('goldenCases')
    .select((pick) => pick.fn.countAll<string>().as('count'))
    .where('profileId', '=', frozen.profileId)
    .where('retiredAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostGoldenCases) {
    throw new DomainError('INPUT_INVALID', `profileId: has ${mostGoldenCases} of them; retire some`)
  }
  await trx
    .insertInto('goldenCases')
    .values({
      ...rest,
      tenantId,
      id,
      records: JSON.stringify(records),
      authorId: memberId,
      createdAt: at,
      retiredBy: null,
      retiredAt: null,
    })
    .execute()
  await audit(trx, frozen, 'golden_case.frozen', {
    profileId: frozen.profileId,
    expected: frozen.expected,
  })
}

/** Ends what a case demands of later versions. @throws DomainError `NOT_FOUND` */
export async function retireGoldenCase(
  trx: Trx,
  edit: Pick<NewGoldenCase, 'tenantId' | 'id' | 'memberId' | 'at'>,
): Promise<void> {
  const row = await trx
    .updateTable('goldenCases')
    .set({ retiredBy: edit.memberId, retiredAt: edit.at })
    .where('id', '=', edit.id)
    .where('retiredAt', 'is', null)
    .returning('profileId')
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such regression case in force')
  await audit(trx, edit, 'golden_case.retired', { profileId: row.profileId })
}

const audit = (
  trx: Trx,
  { tenantId, id, memberId, at }: Pick<NewGoldenCase, 'tenantId' | 'id' | 'memberId' | 'at'>,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: memberId },
    action,
    subjectKind: 'golden_case',
    subjectId: id,
    detail,
  })
