import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { withTenant } from '../../db/client.ts'
import { putInbox } from '../../db/inbox.ts'
import { newId } from '../../domain/ids.ts'
import {
  caseClaimed,
  caseResolved,
  reviewCaseId,
  submitted,
  verifyApplicantId,
} from '../../workflows/messages.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { goodFace } from '../support/findings.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startTestWorkers, type TestTemporal } from '../support/temporal.ts'
import {
  captureAll,
  openTestSession,
  prepareTenant,
  reach,
  sendCapture,
  type PreparedTenant,
} from '../support/tenant.ts'

let database: TestDatabase
let temporal: TestTemporal
let tenant: PreparedTenant
beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await prepareTenant(database)
  temporal = await startTestWorkers(
    database,
    scriptedVision({ compareFaces: () => ({ ...goodFace, score: 0.4, farLevel: 'LOW' }) }),
  )
})
afterAll(async () => {
  await temporal[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** All that the server stores of a workflow, payloads unpacked from base64, so that plain words would be seen. */
async function stored(workflowId: string): Promise<string> {
  const history = historyToJSON(await temporal.client.workflow.getHandle(workflowId).fetchHistory())
  return history.replace(
    /"([A-Za-z0-9+/]{8,}={0,2})"/g,
    (text, base64: string) => `${text} ${Buffer.from(base64, 'base64').toString('utf8')}`,
  )
}

/**
 * Where payloads lie unsealed, but for search attributes, which must and hold opaque values only, and for what the SDK
 * notes of a local activity (its number, name and times) and of `patched()` (the name of a branch of the code).
 */
async function plainPayloads(workflowId: string): Promise<readonly string[]> {
  const history = historyToJSON(await temporal.client.workflow.getHandle(workflowId).fetchHistory())
  const found: string[] = []
  const plain = Buffer.from('json/plain').toString('base64')
  const walk = (value: unknown, path: string): void => {
    if (value === plain) found.push(path)
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const isTheSdks =
        key === 'indexedFields' ||
        ((key === 'data' || key === 'patch-data') && path.endsWith('.details'))
      if (!isTheSdks) walk(inner, `${path}.${key}`)
    }
  }
  walk(JSON.parse(history), '')
  return found
}

describe('what Temporal stores', () => {
  test('holds neither arguments nor results nor failures in plain words', async () => {
    const session = await openTestSession(database, temporal, tenant)
    const { tenantId } = tenant
    await captureAll(database, tenant, session)
    await session.handle.executeUpdate(submitted)
    await reach(database, tenantId, session.sessionId, 'IN_REVIEW')
    const { id } = await vi.waitFor(() =>
      withTenant(database.db, tenantId, (trx) =>
        trx.selectFrom('cases').select('id').executeTakeFirstOrThrow(),
      ),
    )
    const inboxId = await withTenant(database.db, tenantId, (trx) =>
      putInbox(trx, database.keyring, tenantId, 'RESOLUTION', {
        internalNote: '写真と別人に見える',
        applicantMessage: 'お手数ですが',
        actor: { kind: 'MEMBER', id: tenant.reviewer },
      }),
    )
    const review = temporal.client.workflow.getHandle(reviewCaseId(tenantId, id))
    const { version } = await review.executeUpdate(caseClaimed, {
      args: [{ memberId: tenant.reviewer, takeOver: false }],
    })
    await review.executeUpdate(caseResolved, {
      args: [
        {
          memberId: tenant.reviewer,
          expectedVersion: version,
          resolution: 'DECLINE',
          reasonCodes: ['FACE_MISMATCH'],
          slots: [],
          inboxId,
        },
      ],
    })
    expect(await session.handle.result()).toBe('DECLINED')

    const text = [
      await stored(verifyApplicantId(tenantId, session.sessionId)),
      await stored(reviewCaseId(tenantId, id)),
    ].join('\n')
    expect(text).toContain('binary/encrypted')
    for (const workflowId of [
      verifyApplicantId(tenantId, session.sessionId),
      reviewCaseId(tenantId, id),
    ])
      expect(await plainPayloads(workflowId)).toEqual([])
    for (const word of [
      '山田', // declared
      '霞が関',
      '1993-03-15',
      '309012345620', // read from the document
      '写真', // the reviewer's words
      'お手数',
      'DRIVERS_LICENCE', // codes and numbers lie sealed as well
      'FACE_MISMATCH',
      'farLevel',
      'expectedVersion',
      tenant.reviewer,
      inboxId,
    ])
      expect(text.includes(word), word).toBe(false)
  })

  test('holds no words of failures, which callers still hear', async () => {
    const session = await openTestSession(database, temporal, tenant)
    await session.handle.executeUpdate('consentGiven', { args: [{ consentVersion: '1' }] })
    await session.handle.executeUpdate('documentChosen', {
      args: [{ documentType: 'DRIVERS_LICENCE' }],
    })
    // no JPEG: the activity refuses it for good, and the update fails with its code
    const refused = await sendCapture(database, tenant, session, 'FRONT', [
      Buffer.from('<svg/>'),
    ]).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(WorkflowUpdateFailedError)
    const words = 'expected whole JPEG pictures'
    expect(innermost(refused)).toMatchObject({ type: 'IMAGE_UNREADABLE' })
    expect(innermost(refused)?.message).toContain(words)

    const text = await stored(verifyApplicantId(tenant.tenantId, session.sessionId))
    expect(text).toContain('activityTaskFailedEventAttributes')
    expect(text).toContain('Encoded failure')
    expect(text.includes(words)).toBe(false)
    expect(text).not.toMatch(/splitFrames|vision-activities\.ts/)
  })

  test('is as unreadable as the rows once the key is destroyed', async () => {
    const other = await prepareTenant(database)
    const session = await openTestSession(database, temporal, other)
    await withTenant(database.db, other.tenantId, (trx) =>
      database.keyring.destroyTenantKey(trx, other.tenantId, new Date()),
    )
    await session.handle.terminate()
    const update = session.handle.executeUpdate('consentGiven', {
      updateId: newId(),
      args: [{ consentVersion: '1' }],
    })
    await expect(update).rejects.toMatchObject({ code: 'KEY_DESTROYED' })
  })
})

/** The failure at the bottom of the causes. */
function innermost(error: unknown): ApplicationFailure | null {
  let found: ApplicationFailure | null = null
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof ApplicationFailure) found = at
  return found
}
