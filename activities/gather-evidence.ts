import { cellAad } from '../db/aad.ts'
import { getBlob } from '../db/blobs.ts'
import { withTenant, type Trx } from '../db/client.ts'
import type { Box } from '../db/crypto/box.ts'
import { unpackFrame } from '../db/frames.ts'
import { applicantsById } from '../db/reads/applicants.ts'
import {
  attemptsBySession,
  capturesByAttempt,
  checksByAttempt,
  readingsByAttempt,
  type Capture,
} from '../db/reads/attempts.ts'
import { profilesById, versionsById } from '../db/reads/check-profiles.ts'
import { decisionsBySession } from '../db/reads/decisions.ts'
import { auditOfSession, certificatesBySession } from '../db/reads/evidence.ts'
import type { Export } from '../db/reads/exports.ts'
import { sessionsById } from '../db/reads/sessions.ts'
import { membersById, readTenant } from '../db/reads/tenants.ts'
import { DomainError } from '../domain/errors.ts'
import type { DocumentReading } from '../domain/findings.ts'
import { markPicture } from '../evidence/mark-picture.ts'
import type { PackageContent } from '../evidence/build-package.ts'
import { certificateSchema, decisionSchema, format } from '../evidence/content.ts'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import { traceSentences } from '../rules/sentences.ts'
import type { RuleTrace } from '../rules/trace.ts'
import type { evidenceSpecSchema } from '../exports/spec.ts'
import { z } from 'zod'
import type { Dependencies } from './dependencies.ts'

type Shows = z.output<typeof evidenceSpecSchema>

/** Films are shown by their first, middle and last frame. */
const framesShown = (count: number): readonly number[] =>
  count <= 3 ? Array.from({ length: count }, (_, i) => i) : [0, Math.floor(count / 2), count - 1]

/** All that a package says of one session, as far as who ordered it may see. @throws DomainError `NOT_FOUND`, `KEY_DESTROYED` */
export async function gatherEvidence(
  { db, keyring, store }: Pick<Dependencies, 'db' | 'keyring' | 'store'>,
  order: Export,
  shows: Shows,
  key: { readonly id: string; readonly publicKey: string },
  at: Date,
): Promise<PackageContent> {
  const { tenantId } = order
  const sessionId = order.sessionId ?? ''
  const rows = await withTenant(db, tenantId, (trx) => readRows(trx, sessionId, at))
  const { session, attempts, captures, checks, decisions, versions, members, audit } = rows
  if (!audit.whole) throw new DomainError('UNEXPECTED', 'the audit chain is broken')
  const box = await keyring.sessionBox(tenantId, sessionId, session.wrappedKey)
  const open = (sealed: Buffer | null, table: string, id: string, column: string) =>
    sealed && box.open(sealed, cellAad(tenantId, table, id, column)).toString()

  const version = existing(versions.get(session.checkProfileVersionId))
  const profile = existing(rows.profiles.get(version.profileId))
  const images = new Map<string, Buffer>()
  const whose = `写 ${at.toISOString().slice(0, 10)} ${order.actorKind} ${order.actorId ?? ''}`

  const evidenceAttempts: PackageContent['attempts'][number][] = []
  for (const attempt of attempts) {
    const own = captures.get(attempt.id) ?? []
    const shown = []
    for (const capture of own) {
      const place = { tenantId, sessionId, kind: 'MASKED' as const, store, box }
      const paths = shows.pictures ? await addImages(capture, place, images, whose) : []
      shown.push({
        id: `cap_${capture.id}`,
        slot: capture.slot,
        accepted: capture.accepted,
        superseded: capture.supersededAt !== null,
        receivedAt: capture.receivedAt.toISOString(),
        frames: capture.frameCount,
        maskedSha256: rows.blobs.get(capture.maskedKey ?? '') ?? null,
        images: [...paths],
      })
    }
    evidenceAttempts.push({
      id: attempt.id,
      number: attempt.number,
      startedAt: attempt.startedAt.toISOString(),
      submittedAt: attempt.submittedAt?.toISOString() ?? null,
      captures: shown,
      checks: [...(checks.get(attempt.id) ?? [])],
    })
  }

  const latest = (slots: readonly string[]) =>
    [...captures.values()]
      .flat()
      .filter(
        ({ slot, accepted, supersededAt }) => accepted && !supersededAt && slots.includes(slot),
      )
      .map(({ receivedAt }) => receivedAt.toISOString())
      .toSorted()
      .at(-1) ?? null

  const text = (instant: Date | null) => instant?.toISOString() ?? null
  return {
    manifest: {
      format,
      packageId: `exp_${order.id}`,
      tenant: rows.tenant,
      sessionId,
      createdAt: at.toISOString(),
      orderedBy: { kind: order.actorKind, id: order.actorId },
      shows,
      key: { id: key.id, algorithm: 'Ed25519', publicKey: key.publicKey },
    },
    session: {
      id: sessionId,
      status: session.status,
      method: session.method,
      regime: session.regime,
      regulationLabel: session.regulationLabel,
      documentType: session.documentType,
      sandbox: session.sandbox,
      reasonCodes: session.reasonCodes,
      createdAt: session.createdAt.toISOString(),
      consentedAt: text(session.consentedAt),
      consentVersion: session.consentVersion,
      submittedAt: text(session.submittedAt),
      decidedAt: text(session.decidedAt),
      documentReceivedAt: latest(['FRONT', 'BACK', 'THICKNESS']),
      faceReceivedAt: latest(['FACE', 'LIVENESS']),
      profile: { name: profile.name, number: version.number, sha256: version.sha256 },
    },
    person: shows.personal ? await person(rows, box) : null,
    attempts: evidenceAttempts,
    decisions: decisions.map((decision) => {
      const made = existing(versions.get(decision.checkProfileVersionId))
      const rules = Array.isArray(decision.trace) ? decision.trace : []
      const parsed = parseCheckProfile(JSON.parse(made.definition))
      const member = decision.memberId === null ? null : members.get(decision.memberId)
      return decisionSchema.parse({
        id: `dec_${decision.id}`,
        attemptId: decision.attemptId,
        at: decision.createdAt.toISOString(),
        outcome: decision.outcome,
        decidedBy: decision.decidedBy,
        member: member ? { id: `mem_${member.id}`, name: member.displayName } : null,
        reasonCodes: decision.reasonCodes,
        slots: decision.slots,
        ruleId: decision.ruleId,
        profileSha256: decision.profileSha256,
        trace: Array.isArray(decision.trace) ? decision.trace : null,
        sentences: {
          // the trace is what rules/evaluate.ts made
          ja: traceSentences(rules satisfies readonly RuleTrace[], parsed, 'ja'),
          en: traceSentences(rules satisfies readonly RuleTrace[], parsed, 'en'),
        },
        note: shows.notes
          ? open(decision.internalNoteSealed, 'decisions', decision.id, 'internal_note')
          : null,
      })
    }),
    audit: {
      events: audit.events.map(({ previousHash, hash, ...event }) => ({
        ...event,
        previousHash: previousHash.toString('hex'),
        hash: hash.toString('hex'),
      })),
      head: { seq: audit.head.seq, hash: audit.head.hash.toString('hex') },
      wholeFrom: audit.events[0]?.seq ?? audit.head.seq,
    },
    profiles: new Map([...versions.values()].map(({ sha256, definition }) => [sha256, definition])),
    certificate: rows.certificate ? certificateSchema.parse(JSON.parse(rows.certificate)) : null,
    images,
  }

  async function person({ applicant, readings }: Rows, sessionKey: Box) {
    const tenantBox = await keyring.tenantBox(tenantId)
    const aad = cellAad(tenantId, 'applicants', applicant.id, 'external_id')
    const declared = open(session.declaredSealed, 'sessions', sessionId, 'declared')
    const last = attempts.at(-1)?.id ?? ''
    const sealed = readings.get(last)
    const reading: DocumentReading | null = sealed
      ? JSON.parse(
          sessionKey.open(sealed, cellAad(tenantId, 'extractions', last, 'reading')).toString(),
        )
      : null
    return {
      externalId: tenantBox.open(applicant.externalIdSealed, aad).toString(),
      declared: declared ? textsSchema.parse(JSON.parse(declared)) : null,
      read: (reading?.fields ?? []).map((field) => ({
        key: field.key,
        text: field.key === 'number' && !shows.numbers ? lastFour(field.text) : field.text,
      })),
    }
  }
}

const textsSchema = z.record(z.string(), z.string())

const lastFour = (text: string | null): string | null =>
  text && `${'●'.repeat(Math.max(0, text.length - 4))}${text.slice(-4)}`

type Rows = Awaited<ReturnType<typeof readRows>>

async function readRows(trx: Trx, sessionId: string, at: Date) {
  const session = (await sessionsById(trx, [sessionId], null)).get(sessionId)
  if (!session) throw new DomainError('NOT_FOUND', 'no such session')
  const attempts = (await attemptsBySession(trx, [sessionId])).get(sessionId) ?? []
  const ids = attempts.map(({ id }) => id)
  const decisions = (await decisionsBySession(trx, [sessionId])).get(sessionId) ?? []
  const versions = await versionsById(
    trx,
    [
      session.checkProfileVersionId,
      ...decisions.map(({ checkProfileVersionId }) => checkProfileVersionId),
    ],
    at,
  )
  const blobs = await trx
    .selectFrom('blobs')
    .select(['key', 'sha256'])
    .where('sessionId', '=', sessionId)
    .execute()
  const memberIds = decisions.flatMap(({ memberId }) => memberId ?? [])
  return {
    tenant: existingTenant(await readTenant(trx)),
    session,
    attempts,
    decisions,
    versions,
    profiles: await profilesById(
      trx,
      [...versions.values()].map(({ profileId }) => profileId),
    ),
    members: memberIds.length > 0 ? await membersById(trx, memberIds) : new Map(),
    applicant: existing(
      (await applicantsById(trx, [session.applicantId], null)).get(session.applicantId),
    ),
    captures: await capturesByAttempt(trx, ids),
    checks: await checksByAttempt(trx, ids),
    readings: await readingsByAttempt(trx, ids),
    blobs: new Map(blobs.map(({ key, sha256 }) => [key, sha256])),
    audit: await auditOfSession(trx, sessionId),
    certificate:
      (await certificatesBySession(trx, [sessionId])).get(sessionId)?.certificate ?? null,
  }
}

function existingTenant(tenant: Awaited<ReturnType<typeof readTenant>>) {
  const { id, name } = existing(tenant ?? undefined)
  return { id, name }
}

/** A foreign key holds it, so it is there. */
function existing<T>(row: T | undefined): T {
  if (row === undefined) throw new DomainError('UNEXPECTED', 'a row that must exist does not')
  return row
}

function unreadable(cause: unknown): never {
  throw new DomainError('IMAGE_UNREADABLE', 'a masked picture can not be opened', { cause })
}

/** Marked copies of the masked pictures; what is not masked yet is not shown. @returns their paths in the package */
async function addImages(
  { id, slot, maskedKey }: Capture,
  place: Parameters<typeof getBlob>[0],
  images: Map<string, Buffer>,
  whose: string,
): Promise<readonly string[]> {
  if (maskedKey === null) return []
  const packed = await getBlob(place, maskedKey)
  const paths: string[] = []
  for (const frame of framesShown(packed.readUInt32BE(0))) {
    const path = `images/${slot.toLowerCase()}-${id.slice(-12)}-${frame}.jpg`
    images.set(path, await markPicture(unpackFrame(packed, frame), whose).catch(unreadable))
    paths.push(path)
  }
  return paths
}
