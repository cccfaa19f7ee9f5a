import { cellAad } from '../db/aad.ts'
import { withTenant, type Trx } from '../db/client.ts'
import { readInbox } from '../db/inbox.ts'
import { maskingNoteSchema, masksSchema, type Actor } from '../db/inbox-schemas.ts'
import { endEvidence } from '../db/writes/exports.ts'
import { eraseReplaced } from '../db/writes/save-results.ts'
import {
  changeMaskingTask,
  eraseEarlier,
  eraseOriginals,
  openMaskingTask,
  renewMaskingLease,
} from '../db/writes/masking.ts'
import { checkResultSchema, type CheckResult } from '../domain/check.ts'
import { documentSlots, maskRegionsSchema } from '../domain/masking.ts'
import type { CaseActivities } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'

type Masking = Pick<
  CaseActivities,
  'openMasking' | 'changeMasking' | 'renewMaskingLease' | 'finishMasking'
>

const system: Actor = { kind: 'SYSTEM', id: null }

/** The queue of the mask operators, as the stories write it. */
export function createMaskingActivities({ db, keyring, store, clock }: Dependencies): Masking {
  return {
    openMasking: ({ dueMs, inboxId, ...task }) =>
      withTenant(db, task.tenantId, async (trx) => {
        const { tenantId, sessionId, taskId } = task
        const at = clock()
        const sent = inboxId
          ? await readInbox(trx, keyring, tenantId, inboxId, 'MASKING_NOTE', maskingNoteSchema)
          : null
        const { wrappedKey } = await trx
          .selectFrom('sessions')
          .select('wrappedKey')
          .where('id', '=', sessionId)
          .executeTakeFirstOrThrow()
        const box = await keyring.sessionBox(tenantId, sessionId, wrappedKey)
        // the pictures lie in what was packed before
        if (task.origin === 'REVIEWER')
          await endEvidence(trx, sessionId, 'PICTURES', { at, status: 'CANCELLED' })
        await openMaskingTask(trx, {
          ...task,
          noteSealed:
            sent && box.seal(sent.note, cellAad(tenantId, 'masking_tasks', taskId, 'note')),
          dueAt: new Date(at.getTime() + dueMs),
          actor: sent?.actor ?? system,
          at,
        })
      }),
    changeMasking: ({ type, memberId, leaseExpiresAtMs, ...change }) =>
      withTenant(db, change.tenantId, async (trx) => {
        const isOperator = memberId !== null && (type === 'CLAIMED' || type === 'RELEASED')
        await changeMaskingTask(trx, {
          ...change,
          type,
          assigneeId: type === 'CLAIMED' ? memberId : null,
          leaseExpiresAt: leaseExpiresAtMs === null ? null : new Date(leaseExpiresAtMs),
          actor: isOperator ? { kind: 'MEMBER', id: memberId } : system,
          at: clock(),
        })
      }),
    renewMaskingLease: ({ tenantId, taskId, leaseExpiresAtMs }) =>
      withTenant(db, tenantId, (trx) => renewMaskingLease(trx, taskId, new Date(leaseExpiresAtMs))),
    async finishMasking({ inboxId, attemptId, ...done }) {
      await withTenant(db, done.tenantId, async (trx) => {
        const drawn = await readInbox(trx, keyring, done.tenantId, inboxId, 'MASKS', masksSchema)
        const regions = drawn.pictures.reduce((sum, { frames }) => sum + frames.flat().length, 0)
        const at = clock()
        const applied = await changeMaskingTask(trx, {
          ...done,
          type: 'DONE',
          assigneeId: drawn.actor.id,
          leaseExpiresAt: null,
          regions,
          actor: drawn.actor,
          at,
        })
        if (!applied) return
        await eraseOriginals(trx, done.taskId, at)
        await eraseEarlier(trx, done.taskId, at)
        await trx
          .updateTable('captures')
          .set({ withheldAt: null })
          .where(
            'id',
            'in',
            drawn.pictures.map(({ captureId }) => captureId),
          )
          .execute()
        await renewRecord(trx, done.sessionId, attemptId)
      })
      // after the rows say so: a photograph is gone only when its bytes are
      await withTenant(db, done.tenantId, (trx) => eraseReplaced(trx, store, done))
    },
  }
}

/** A person has looked: what the check says of masks is now theirs. */
async function renewRecord(trx: Trx, sessionId: string, attemptId: string): Promise<void> {
  const row = await trx
    .selectFrom('checkResults')
    .select('record')
    .where('attemptId', '=', attemptId)
    .where('key', '=', 'MASKING')
    .executeTakeFirst()
  if (!row) return
  const before = checkResultSchema.parse(row.record)
  if (before.outcome === 'SKIPPED') return
  const captures = await trx
    .selectFrom('captures')
    .select(['maskedKey', 'maskRegions'])
    .where('sessionId', '=', sessionId)
    .where('slot', 'in', documentSlots)
    .where('accepted', '=', true)
    .where('supersededAt', 'is', null)
    .execute()
  const isSure = captures.every(({ maskedKey }) => maskedKey !== null)
  const record: CheckResult = {
    ...before,
    outcome: isSure ? 'PASS' : 'UNCERTAIN',
    reasonCodes: isSure ? [] : before.reasonCodes,
    evidence: isSure ? [] : before.evidence,
    facts: {
      maskedRegions: captures.reduce((sum, { maskRegions }) => sum + mostOfFrame(maskRegions), 0),
      confident: isSure,
    },
    by: { engine: 'mask-operator', model: null, version: '1' },
  }
  await trx
    .updateTable('checkResults')
    .set({ record: JSON.stringify(record) })
    .where('attemptId', '=', attemptId)
    .where('key', '=', 'MASKING')
    .execute()
}

const mostOfFrame = (regions: unknown): number =>
  Math.max(0, ...maskRegionsSchema.parse(regions ?? []).map(({ length }) => length))
