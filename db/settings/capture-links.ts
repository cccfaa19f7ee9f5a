import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import type { Keyring } from '../keyring.ts'
import { hashSecret } from './api-keys.ts'

export interface LinkPlace {
  readonly tenantId: string
  readonly sessionId: string
  readonly actor: Actor
  readonly at: Date
}

export interface CaptureLink {
  /** 256 bits, base64url; goes into the address and nowhere else. */
  readonly code: string
  readonly expiresAt: Date
}

/**
 * The session's link as it stands, or a first one. Codes are derived from the link's id under the tenant's key, so that the
 * same call can answer the same address again although only a hash is stored.
 */
export async function captureLink(
  trx: Trx,
  keyring: Keyring,
  place: LinkPlace,
): Promise<CaptureLink> {
  const session = await lockSession(trx, place)
  const live = await trx
    .selectFrom('captureLinks')
    .select('id')
    .where('sessionId', '=', place.sessionId)
    .where('singleUse', '=', false)
    .where('expiresAt', '>', place.at)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (live) {
    return { code: await codeOf(keyring, place.tenantId, live.id), expiresAt: session.expiresAt }
  }
  return standingLink(trx, keyring, place, session.expiresAt)
}

/** A new link; the earlier ones and the browsers that used them are shut out. @throws DomainError `NOT_FOUND`, `SESSION_EXPIRED` */
export async function reissueCaptureLink(
  trx: Trx,
  keyring: Keyring,
  place: LinkPlace,
): Promise<CaptureLink> {
  const session = await lockSession(trx, place)
  if (session.expiresAt <= place.at) throw new DomainError('SESSION_EXPIRED', 'its time is over')
  await trx
    .updateTable('captureLinks')
    .set({ expiresAt: place.at })
    .where('sessionId', '=', place.sessionId)
    .where('expiresAt', '>', place.at)
    .execute()
  await revokeDevices(trx, place)
  return standingLink(trx, keyring, place, session.expiresAt)
}

/** Lives as long as the session, whose end moves when pictures are asked for again; its own end only shuts it out. */
async function standingLink(
  trx: Trx,
  keyring: Keyring,
  place: LinkPlace,
  expiresAt: Date,
): Promise<CaptureLink> {
  const end = new Date(place.at.getTime() + standingMs)
  const { code } = await insertLink(trx, keyring, place, { expiresAt: end, singleUse: false })
  return { code, expiresAt }
}

const standingMs = 366 * 86_400_000

/** A link for another device of the applicant: once, and for `lifeMs` only. @throws DomainError `SESSION_EXPIRED` */
export async function handoffLink(
  trx: Trx,
  keyring: Keyring,
  place: LinkPlace,
  lifeMs: number,
): Promise<CaptureLink> {
  const session = await lockSession(trx, place)
  if (session.expiresAt <= place.at) throw new DomainError('SESSION_EXPIRED', 'its time is over')
  const end = Math.min(session.expiresAt.getTime(), place.at.getTime() + lifeMs)
  return insertLink(trx, keyring, place, { expiresAt: new Date(end), singleUse: true })
}

/**
 * Binds a browser to the session that a code belongs to; the browser before it is let go, since one device captures at a time.
 * @throws DomainError `LINK_INVALID`, `LINK_EXPIRED`
 */
export async function exchangeCode(
  trx: Trx,
  place: Omit<LinkPlace, 'actor'> & { readonly linkId: string; readonly deviceLifeMs: number },
  token: string,
): Promise<void> {
  const actor: Actor = { kind: 'APPLICANT', id: null }
  const session = await lockSession(trx, place)
  const link = await trx
    .selectFrom('captureLinks')
    .select(['expiresAt', 'singleUse', 'usedAt'])
    .where('id', '=', place.linkId)
    .forUpdate()
    .executeTakeFirst()
  if (!link) throw new DomainError('LINK_INVALID', 'no such link')
  if (link.expiresAt <= place.at || session.expiresAt <= place.at) {
    throw new DomainError('LINK_EXPIRED', 'the link is over')
  }
  if (link.singleUse && link.usedAt) throw new DomainError('LINK_EXPIRED', 'good for one device')
  await trx
    .updateTable('captureLinks')
    .set({ usedAt: place.at })
    .where('id', '=', place.linkId)
    .execute()
  await revokeDevices(trx, place)
  const id = newId(place.at.getTime())
  await trx
    .insertInto('captureDevices')
    .values({
      tenantId: place.tenantId,
      id,
      sessionId: place.sessionId,
      tokenHash: hashSecret(token),
      createdAt: place.at,
      // the session's own end may move; the device outlives it, to show how it ended
      expiresAt: new Date(place.at.getTime() + place.deviceLifeMs),
      revokedAt: null,
    })
    .execute()
  await appendAudit(trx, place.tenantId, {
    at: place.at,
    actor,
    action: 'capture_link.opened',
    subjectKind: 'verification_session',
    subjectId: place.sessionId,
    detail: { linkId: place.linkId, deviceId: id, handoff: link.singleUse },
  })
}

/** Serialises all that concerns the links of one session. @throws DomainError `NOT_FOUND` */
async function lockSession(
  trx: Trx,
  { sessionId }: { readonly sessionId: string },
): Promise<{ expiresAt: Date }> {
  const row = await trx
    .selectFrom('sessions')
    .select('expiresAt')
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', 'no such session')
  return row
}

async function insertLink(
  trx: Trx,
  keyring: Keyring,
  { tenantId, sessionId, actor, at }: LinkPlace,
  { expiresAt, singleUse }: { expiresAt: Date; singleUse: boolean },
): Promise<CaptureLink> {
  const id = newId(at.getTime())
  const code = await codeOf(keyring, tenantId, id)
  await trx
    .insertInto('captureLinks')
    .values({
      tenantId,
      id,
      sessionId,
      codeHash: hashSecret(code),
      singleUse,
      createdAt: at,
      expiresAt,
      usedAt: null,
    })
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'capture_link.issued',
    subjectKind: 'verification_session',
    subjectId: sessionId,
    detail: { linkId: id, handoff: singleUse },
  })
  return { code, expiresAt }
}

async function revokeDevices(
  trx: Trx,
  { sessionId, at }: { readonly sessionId: string; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('captureDevices')
    .set({ revokedAt: at })
    .where('sessionId', '=', sessionId)
    .where('revokedAt', 'is', null)
    .execute()
}

const codeOf = async (keyring: Keyring, tenantId: string, linkId: string): Promise<string> =>
  (await keyring.blindIndex(tenantId, 'capture-link', linkId)).toString('base64url')
