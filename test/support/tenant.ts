import { createHash, randomBytes } from 'node:crypto'
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client'
import { withTenant } from '../../db/client.ts'
import { putInbox } from '../../db/inbox.ts'
import type { Actor } from '../../db/inbox-schemas.ts'
import { addMember } from '../../db/settings/members.ts'
import { createProfile, publishVersion, submitDraft } from '../../db/settings/check-profiles.ts'
import { storeUpload } from '../../db/uploads.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import { newId, type SessionId } from '../../domain/ids.ts'
import type { Slot } from '../../domain/method.ts'
import type { Role } from '../../domain/roles.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { canonicalProfile, profileHash } from '../../rules/profile-hash.ts'
import { presetOf, type Preset } from '../../rules/presets.ts'
import {
  captureReceived,
  challengeAsked,
  consentGiven,
  documentChosen,
  sessionOpened,
  verifyApplicantId,
} from '../../workflows/messages.ts'
import { verifyApplicant } from '../../workflows/verify-applicant.ts'
import type { TestDatabase } from './database.ts'
import type { TestTemporal } from './temporal.ts'

export interface PreparedTenant {
  readonly tenantId: string
  readonly versionId: string
  readonly author: string
  readonly publisher: string
  readonly reviewer: string
  readonly otherReviewer: string
}

const system = { kind: 'SYSTEM', id: null } as const

/** A tenant with staff and a published copy of a preset. */
export async function prepareTenant(
  test: TestDatabase,
  {
    settings = {},
    scene = 'FULL',
    rules = [],
  }: {
    settings?: object
    scene?: Preset['scene']
    /** Asked before those of the scene. */
    rules?: CheckProfile['rules']
  } = {},
): Promise<PreparedTenant> {
  const tenantId = await test.createTenant(settings)
  return withTenant(test.db, tenantId, async (trx) => {
    const at = new Date()
    const member = (displayName: string, roles: readonly Role[]) =>
      addMember(trx, tenantId, {
        userId: randomBytes(8).toString('hex'),
        displayName,
        roles,
        actor: system,
        at,
      })
    const author = await member('Author', ['PROFILE_AUTHOR'])
    const publisher = await member('Publisher', ['PROFILE_PUBLISHER'])
    const reviewer = await member('Reviewer', ['REVIEWER'])
    const otherReviewer = await member('Other reviewer', ['REVIEWER'])
    const preset = presetOf(scene).profile
    const profile = { ...preset, rules: [...rules, ...preset.rules] }
    const text = { definition: canonicalProfile(profile), sha256: await profileHash(profile) }
    const versionId = await createProfile(
      trx,
      { tenantId, memberId: author, at },
      { name: scene, text },
    )
    await submitDraft(trx, { tenantId, memberId: author, at }, versionId)
    await publishVersion(trx, { tenantId, memberId: publisher, at }, versionId)
    return { tenantId, versionId, author, publisher, reviewer, otherReviewer }
  })
}

export interface OpenedSession {
  readonly sessionId: string
  readonly handle: WorkflowHandle<typeof verifyApplicant>
}

export const declaredTaro: DeclaredData = {
  name: '山田 太郎',
  birthDate: '1993-03-15',
  address: '東京都千代田区霞が関一丁目1番1号',
}

/** Opens a session as the API does: words into the inbox, then start and first update in one message. */
export async function openTestSession(
  test: TestDatabase,
  temporal: TestTemporal,
  { tenantId, versionId }: PreparedTenant,
  {
    declared = declaredTaro,
    externalId = 'customer-1',
    actor = system,
  }: { declared?: DeclaredData; externalId?: string; actor?: Actor } = {},
): Promise<OpenedSession> {
  const sessionId = newId<SessionId>()
  const inboxId = await withTenant(test.db, tenantId, (trx) =>
    putInbox(trx, test.keyring, tenantId, 'OPEN_SESSION', {
      externalId,
      declared,
      acceptedDocuments: ['DRIVERS_LICENCE'],
      locale: 'ja',
      checkProfileVersionId: versionId,
      sandbox: false,
      redirectUrl: null,
      regime: 'NONE',
      regulationLabel: null,
      actor,
    }),
  )
  const workflowId = verifyApplicantId(tenantId, sessionId)
  await temporal.client.workflow.executeUpdateWithStart(sessionOpened, {
    updateId: sessionId,
    startWorkflowOperation: new WithStartWorkflowOperation(verifyApplicant, {
      workflowId,
      taskQueue: temporal.queues.cases,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ tenantId, sessionId, inboxId, method: 'DOC_SELFIE', queues: temporal.queues }],
    }),
  })
  return {
    sessionId,
    handle: temporal.client.workflow.getHandle<typeof verifyApplicant>(workflowId),
  }
}

/** Sends bytes for a slot as the upload route and `confirmCapture` do. */
export async function sendCapture(
  test: TestDatabase,
  { tenantId }: PreparedTenant,
  { sessionId, handle }: OpenedSession,
  slot: Slot,
  pictures: readonly Uint8Array[] = placeholders(slot),
  challengeId: string | null = null,
) {
  const ticketId = newId()
  const bytes = Buffer.concat(pictures)
  const { wrappedKey } = await withTenant(test.db, tenantId, (trx) =>
    trx
      .selectFrom('sessions')
      .select('wrappedKey')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow(),
  )
  const box = await test.keyring.sessionBox(tenantId, sessionId, wrappedKey)
  await storeUpload({ store: test.store, box, tenantId, sessionId, slot, ticketId }, bytes)
  return handle.executeUpdate(captureReceived, {
    updateId: ticketId,
    args: [
      {
        slot,
        ticketId,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
        frames: pictures.map((picture, i) => ({ bytes: picture.length, atMs: i * 150 })),
        challengeId,
      },
    ],
  })
}

/** Consent, document and every picture of the method, up to the submission. */
export async function captureAll(
  test: TestDatabase,
  tenant: PreparedTenant,
  session: OpenedSession,
): Promise<void> {
  await session.handle.executeUpdate(consentGiven, { args: [{ consentVersion: '1' }] })
  await session.handle.executeUpdate(documentChosen, {
    args: [{ documentType: 'DRIVERS_LICENCE' }],
  })
  for (const slot of ['FRONT', 'BACK', 'THICKNESS', 'FACE'] as const)
    await sendCapture(test, tenant, session, slot)
  await film(test, tenant, session)
}

export async function film(test: TestDatabase, tenant: PreparedTenant, session: OpenedSession) {
  const { challengeId } = await session.handle.executeUpdate(challengeAsked)
  return sendCapture(test, tenant, session, 'LIVENESS', placeholders('LIVENESS'), challengeId)
}

/** Bytes that begin and end as a JPEG does, for tests in which nobody looks at them. */
const placeholders = (slot: Slot): Uint8Array[] =>
  Array.from({ length: { FRONT: 1, BACK: 1, THICKNESS: 3, FACE: 1, LIVENESS: 8 }[slot] }, () =>
    Buffer.concat([Buffer.of(0xff, 0xd8), randomBytes(64), Buffer.of(0xff, 0xd9)]),
  )

export async function statusOf(
  test: TestDatabase,
  tenantId: string,
  sessionId: string,
): Promise<string> {
  const row = await withTenant(test.db, tenantId, (trx) =>
    trx
      .selectFrom('sessions')
      .select('status')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow(),
  )
  return row.status
}

/** Waits until the session's row says so. */
export async function reach(
  test: TestDatabase,
  tenantId: string,
  sessionId: string,
  status: string,
): Promise<void> {
  const endMs = Date.now() + 30_000
  for (;;) {
    const now = await statusOf(test, tenantId, sessionId)
    if (now === status) return
    if (Date.now() > endMs) throw new Error(`expected ${status}, the session stayed ${now}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
