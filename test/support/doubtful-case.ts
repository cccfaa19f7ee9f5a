import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client'
import { withTenant } from '../../db/client.ts'
import { putInbox } from '../../db/inbox.ts'
import type { Actor } from '../../db/inbox-schemas.ts'
import type { Resolution } from '../../domain/case-state.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import {
  caseClaimed,
  caseResolved,
  reviewCaseId,
  submitted,
  type CaseClaim,
  type CaseSpeaker,
} from '../../workflows/messages.ts'
import type { TestDatabase } from './database.ts'
import type { TestTemporal } from './temporal.ts'
import { captureAll, openTestSession, reach, type PreparedTenant } from './tenant.ts'

/** Speaks to the workflow of one case as the API does. */
export interface DoubtfulCase {
  readonly caseId: string
  readonly session: Awaited<ReturnType<typeof openTestSession>>
  readonly handle: ReturnType<TestTemporal['client']['workflow']['getHandle']>
  row(): Promise<{
    status: string
    stage: string
    version: number
    resolution: string | null
    partnerId: string | null
    assigneeId: string | null
    priority: number
  }>
  claim(who: CaseSpeaker, more?: Partial<CaseClaim>): Promise<{ version: number }>
  resolve(
    who: CaseSpeaker,
    resolution: Resolution,
    more?: { version?: number; reasonCodes?: readonly ReasonCode[] },
  ): Promise<unknown>
}

/** An application in which something is in doubt, up to its case. The vision says what. */
export async function doubtfulCase(
  database: TestDatabase,
  temporal: TestTemporal,
  tenant: PreparedTenant,
  actor: Actor = { kind: 'SYSTEM', id: null },
): Promise<DoubtfulCase> {
  const { tenantId } = tenant
  const externalId = `customer ${Math.random()}`
  const session = await openTestSession(database, temporal, tenant, { externalId, actor })
  await captureAll(database, tenant, session)
  await session.handle.executeUpdate(submitted)
  await reach(database, tenantId, session.sessionId, 'IN_REVIEW')
  const { id: caseId } = await untilThere(() =>
    withTenant(database.db, tenantId, (trx) =>
      trx
        .selectFrom('cases')
        .select('id')
        .where('sessionId', '=', session.sessionId)
        .executeTakeFirst(),
    ),
  )
  const handle = temporal.client.workflow.getHandle(reviewCaseId(tenantId, caseId))
  const row = () =>
    withTenant(database.db, tenantId, (trx) =>
      trx
        .selectFrom('cases')
        .select(['status', 'stage', 'version', 'resolution', 'partnerId', 'assigneeId', 'priority'])
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow(),
    )
  return {
    caseId,
    session,
    handle,
    row,
    claim: (who, more = {}) =>
      handle.executeUpdate(caseClaimed, { args: [{ takeOver: false, ...who, ...more }] }),
    async resolve(who, resolution, { version, reasonCodes } = {}) {
      const inboxId = await withTenant(database.db, tenantId, (trx) =>
        putInbox(trx, database.keyring, tenantId, 'RESOLUTION', {
          internalNote: `${resolution} in my eyes`,
          applicantMessage: null,
          checklist: [],
          actor: { kind: 'MEMBER', id: who.memberId },
        }),
      )
      return handle.executeUpdate(caseResolved, {
        args: [
          {
            ...who,
            expectedVersion: version ?? (await row()).version,
            resolution,
            reasonCodes: reasonCodes ?? (resolution === 'APPROVE' ? [] : ['FACE_MISMATCH']),
            slots: resolution === 'ASK_AGAIN' ? ['FACE'] : [],
            inboxId,
          },
        ],
      })
    },
  }
}

async function untilThere<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The code with which an update is refused; `NONE` where it is not. */
export async function updateCode(message: Promise<unknown>): Promise<string> {
  try {
    await message
    return 'NONE'
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error
    let cause: unknown = error.cause
    while (cause instanceof Error) {
      if (cause instanceof ApplicationFailure && cause.type) return cause.type
      cause = cause.cause
    }
    return 'UNTYPED'
  }
}
