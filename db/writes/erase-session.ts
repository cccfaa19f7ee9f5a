import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { ErasedKind } from '../../domain/retention.ts'
import { cellAad } from '../aad.ts'
import { appendAudit } from '../audit.ts'
import type { BlobStore } from '../blob-store.ts'
import type { Trx } from '../client.ts'
import type { Keyring } from '../keyring.ts'
import type { Actor } from '../inbox-schemas.ts'
import { isDue, type Due } from '../reads/due-erasures.ts'
import { announce } from './announce.ts'
import { applyEvent } from './apply-event.ts'
import { endEvidence } from './exports.ts'

export interface Erasing {
  readonly store: Pick<BlobStore, 'delete'>
  readonly keyring: Pick<Keyring, 'tenantBox'>
  readonly tenantId: string
  readonly sessionId: string
}

const system: Actor = { kind: 'SYSTEM', id: null }

/**
 * Erases of a session what its term has ended for: bytes first, then what names them, with the audit event. Facts, decisions
 * and the chain stay. A process that dies between leaves what the next one finishes.
 * @returns false when it is not its turn any more: held meanwhile, or done
 */
export async function eraseSession(trx: Trx, erasing: Erasing, due: Due): Promise<boolean> {
  const { sessionId } = erasing
  // whoever places a hold at this moment waits for us, or we for them
  const row = await trx
    .selectFrom('sessions')
    .select(['eventSeq', 'applicantId'])
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !(await isDue(trx, sessionId, due))) return false
  if (due.kind === 'PERSON') await erasePerson(trx, erasing, due.at, row)
  else await erasePart(trx, erasing, due.kind, due.at)
  await announce(trx, erasing.tenantId, sessionId)
  return true
}

async function erasePart(
  trx: Trx,
  erasing: Erasing,
  kind: 'PICTURES' | 'FILMS',
  at: Date,
): Promise<void> {
  const { tenantId, sessionId } = erasing
  const blobs = await eraseBlobs(trx, erasing, kind, at)
  await endEvidence(trx, sessionId, 'PICTURES', { at, status: 'EXPIRED' })
  await trx
    .updateTable('sessions')
    .set(kind === 'FILMS' ? { filmsErasedAt: at } : { picturesErasedAt: at })
    .where('id', '=', sessionId)
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor: system,
    action: `verification_session.${kind.toLowerCase()}_erased`,
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { blobs },
  })
}

/** All that is left of the person: what was sealed for the session can't be opened any more by anybody. */
async function erasePerson(
  trx: Trx,
  erasing: Erasing,
  at: Date,
  { eventSeq, applicantId }: { readonly eventSeq: number; readonly applicantId: string },
): Promise<void> {
  const { tenantId, sessionId } = erasing
  await eraseBlobs(trx, erasing, 'ALL', at)
  await endEvidence(trx, sessionId, 'ALL', { at, status: 'EXPIRED' })
  await trx
    .updateTable('sessions')
    .set({
      wrappedKey: null,
      declaredSealed: null,
      personIndex: null,
      redirectUrl: null,
      redactedAt: at,
      picturesErasedAt: sql`coalesce(pictures_erased_at, ${at})`,
      filmsErasedAt: sql`coalesce(films_erased_at, ${at})`,
    })
    .where('id', '=', sessionId)
    .execute()
  await trx
    .deleteFrom('extractions')
    .where('attemptId', 'in', (attempts) =>
      attempts.selectFrom('attempts').select('id').where('sessionId', '=', sessionId),
    )
    .execute()
  await trx
    .updateTable('decisions')
    .set({ internalNoteSealed: null, applicantMessageSealed: null, checklistSealed: null })
    .where('sessionId', '=', sessionId)
    .execute()
  await trx
    .updateTable('caseOpinions')
    .set({ internalNoteSealed: null, applicantMessageSealed: null, checklistSealed: null })
    .where('caseId', 'in', (cases) =>
      cases.selectFrom('cases').select('id').where('sessionId', '=', sessionId),
    )
    .execute()
  await trx.deleteFrom('inbox').where('sessionId', '=', sessionId).execute()
  await trx.deleteFrom('captureLinks').where('sessionId', '=', sessionId).execute()
  await trx.deleteFrom('captureDevices').where('sessionId', '=', sessionId).execute()
  await forgetApplicant(trx, erasing, applicantId)
  const place = { tenantId, sessionId, seq: eventSeq + 1, actor: system, at }
  await applyEvent(trx, place, { type: 'REDACTED' })
}

/** The company's own id of the person goes with the last session that is about them. */
async function forgetApplicant(
  trx: Trx,
  { tenantId, keyring }: Erasing,
  applicantId: string,
): Promise<void> {
  const other = await trx
    .selectFrom('sessions')
    .select('id')
    .where('applicantId', '=', applicantId)
    .where('redactedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (other) return
  const box = await keyring.tenantBox(tenantId)
  await trx
    .updateTable('applicants')
    .set({
      externalIdSealed: box.seal(
        'erased',
        cellAad(tenantId, 'applicants', applicantId, 'external_id'),
      ),
      externalIdIndex: randomBytes(32),
    })
    .where('id', '=', applicantId)
    .execute()
}

/** @returns how many there were */
async function eraseBlobs(
  trx: Trx,
  { store, sessionId }: Erasing,
  which: Exclude<ErasedKind, 'PERSON'> | 'ALL',
  at: Date,
): Promise<number> {
  const captures = await trx
    .selectFrom('captures')
    .select(['id', 'slot', 'originalKey', 'maskedKey', 'rectifiedKey'])
    .where('sessionId', '=', sessionId)
    .execute()
  const isFilm = ({ slot }: { readonly slot: string }) => slot === 'LIVENESS'
  const films = new Set(
    captures
      .filter(isFilm)
      .flatMap(({ originalKey, maskedKey, rectifiedKey }) => [
        originalKey,
        maskedKey,
        rectifiedKey,
      ]),
  )
  const known = await trx
    .selectFrom('blobs')
    .select('key')
    .where('sessionId', '=', sessionId)
    .where('erasedAt', 'is', null)
    .execute()
  // what belongs to no capture, such as the portrait, goes with the pictures
  const keys = known
    .map(({ key }) => key)
    .filter((key) => which === 'ALL' || films.has(key) === (which === 'FILMS'))
  for (const key of keys) await store.delete(key)
  if (keys.length > 0)
    await trx.updateTable('blobs').set({ erasedAt: at }).where('key', 'in', keys).execute()
  const gone = captures.filter(
    (capture) => which === 'ALL' || isFilm(capture) === (which === 'FILMS'),
  )
  if (gone.length > 0)
    await trx
      .updateTable('captures')
      .set({ maskedKey: null, rectifiedKey: null })
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute()
  return keys.length
}
