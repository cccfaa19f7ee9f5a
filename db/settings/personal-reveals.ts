import type { PersonalKind, RevealPurpose } from '../../domain/personal-data.ts'
import { revealLifeMs } from '../../domain/personal-data.ts'
import { newId } from '../../domain/ids.ts'
import { cellAad } from '../aad.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Box } from '../crypto/box.ts'

interface Place {
  readonly tenantId: string
  readonly sessionId: string
  readonly memberId: string
  readonly at: Date
}

/**
 * From now on, and for `revealLifeMs`, the member may see these kinds of one session. Kinds and purpose go into the audit
 * chain; the reason is a person's text and stays sealed with the session.
 */
export async function revealPerson(
  trx: Trx,
  box: Box,
  { tenantId, sessionId, memberId, at }: Place,
  {
    kinds,
    purpose,
    reason,
  }: {
    readonly kinds: readonly PersonalKind[]
    readonly purpose: RevealPurpose
    readonly reason: string
  },
): Promise<void> {
  const id = newId(at.getTime())
  const expiresAt = new Date(at.getTime() + revealLifeMs)
  await trx
    .insertInto('personalReveals')
    .values({
      tenantId,
      id,
      sessionId,
      memberId,
      kinds: [...kinds],
      purpose,
      reasonSealed: box.seal(
        Buffer.from(reason),
        cellAad(tenantId, 'personal_reveals', id, 'reason'),
      ),
      grantedAt: at,
      expiresAt,
    })
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: memberId },
    action: 'person.revealed',
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { revealId: id, kinds, purpose, until: expiresAt.toISOString() },
  })
}

/** Ends before its time what the member has had shown of a session; without any, nothing happens. */
export async function hidePerson(
  trx: Trx,
  { tenantId, sessionId, memberId, at }: Place,
): Promise<void> {
  const ended = await trx
    .updateTable('personalReveals')
    .set({ expiresAt: at })
    .where('sessionId', '=', sessionId)
    .where('memberId', '=', memberId)
    .where('expiresAt', '>', at)
    .returning('id')
    .execute()
  if (ended.length === 0) return
  await appendAudit(trx, tenantId, {
    at,
    actor: { kind: 'MEMBER', id: memberId },
    action: 'person.hidden',
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { revealIds: ended.map(({ id }) => id) },
  })
}
