import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import {
  Client,
  Connection,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowOptions,
} from '@temporalio/client'
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common'
import type { Keyring } from '../db/keyring.ts'
import { createTenantCodec } from '../db/temporal-codec.ts'
import { DomainError, errorCodes } from '../domain/errors.ts'
import * as messages from '../workflows/messages.ts'

/** An update takes one object, or nothing. */
type Message = [] | [object]
type Queues = messages.VerifyApplicantInput['queues']

/** Speaks to the workflows. What they refuse comes back as DomainError with their code. */
export interface Stories {
  /** Starts the story of an application, or finds it started; returns when its row can be read. */
  open(input: Omit<messages.VerifyApplicantInput, 'queues'>): Promise<void>
  /** @param updateId the caller's idempotency key: a message takes effect once for each */
  tellSession<Answer, Args extends Message>(
    place: { readonly tenantId: string; readonly sessionId: string },
    update: UpdateDefinition<Answer, Args>,
    updateId: string,
    args: Args,
  ): Promise<Answer>
  tellCase<Answer, Args extends Message>(
    place: { readonly tenantId: string; readonly caseId: string },
    update: UpdateDefinition<Answer, Args>,
    updateId: string,
    args: Args,
  ): Promise<Answer>
  /** Lays a known case before somebody. @returns whether that may be */
  layKnownCase(input: messages.ReviewKnownCaseInput): Promise<boolean>
  tellMasking<Answer, Args extends Message>(
    place: { readonly tenantId: string; readonly taskId: string },
    update: UpdateDefinition<Answer, Args>,
    updateId: string,
    args: Args,
  ): Promise<Answer>
  /** Starts the making of a file, whose order lies in the database. */
  produceExport(input: Omit<messages.ProduceExportInput, 'queues'>): Promise<void>
  /** Stops the making, or erases the file; one that is over stays as it is. */
  discardExport(place: { readonly tenantId: string; readonly exportId: string }): Promise<void>
  /** Starts a delivery again; one that is still being tried goes on as it is. */
  resend(input: Omit<messages.DeliverWebhookInput, 'queues'>): Promise<void>
  /** Starts a back-test, or finds it started. */
  startBackTest(test: BackTestPlace): Promise<void>
  /** Starts one again that is over; what is left of its last run ends. */
  resumeBackTest(test: BackTestPlace): Promise<void>
  /** @returns false where no workflow is there to be cancelled */
  cancelBackTest(test: BackTestPlace): Promise<boolean>
  /**
   * Sends a made applicant through a session of the sandbox.
   * @throws DomainError `SANDBOX_OFF` where no worker plays applicants, `SESSION_STATE` where one is under way
   */
  simulateApplicant(input: Omit<messages.SimulateApplicantInput, 'queues'>): Promise<void>
  /** Starts the nights in which data is erased, or finds them started. @param now whether to begin without waiting for one */
  keepRetention(tenantId: string, now: boolean): Promise<void>
}

interface BackTestPlace {
  readonly tenantId: string
  readonly backTestId: string
}

/** @param prefix of the task queues, as the workers have it */
export const queuesWithPrefix = (prefix: string): Queues => ({
  cases: `${prefix}${messages.taskQueues.cases}`,
  io: `${prefix}${messages.taskQueues.io}`,
  vision: `${prefix}${messages.taskQueues.vision}`,
  batch: `${prefix}${messages.taskQueues.batch}`,
  sandbox: `${prefix}${messages.taskQueues.sandbox}`,
})

export function createStories(client: Client, queues: Queues): Stories {
  const runBackTest = (
    test: BackTestPlace,
    policies: Pick<WorkflowOptions, 'workflowIdReusePolicy' | 'workflowIdConflictPolicy'>,
  ) =>
    client.workflow.start('backTest', {
      workflowId: messages.backTestId(test.tenantId, test.backTestId),
      taskQueue: queues.cases,
      args: [{ ...test, pace: messages.backTestPace, queues }],
      typedSearchAttributes: [{ key: messages.tenantIdKey, value: test.tenantId }],
      ...policies,
    })
  return {
    async open(input) {
      const start = new WithStartWorkflowOperation('verifyApplicant', {
        workflowId: messages.verifyApplicantId(input.tenantId, input.sessionId),
        taskQueue: queues.cases,
        args: [{ ...input, queues }],
        typedSearchAttributes: [
          { key: messages.tenantIdKey, value: input.tenantId },
          { key: messages.methodKey, value: input.method },
        ],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      })
      await refusalsAsErrors('SESSION_STATE', () =>
        client.workflow.executeUpdateWithStart(messages.sessionOpened, {
          startWorkflowOperation: start,
          updateId: input.sessionId,
        }),
      )
    },
    tellSession: ({ tenantId, sessionId }, update, updateId, args) =>
      refusalsAsErrors('SESSION_STATE', () =>
        tell(client, messages.verifyApplicantId(tenantId, sessionId), update, updateId, args),
      ),
    tellCase: ({ tenantId, caseId }, update, updateId, args) =>
      refusalsAsErrors('CASE_STATE', () =>
        tell(client, messages.reviewCaseId(tenantId, caseId), update, updateId, args),
      ),
    async layKnownCase(input) {
      const start = new WithStartWorkflowOperation('reviewKnownCase', {
        workflowId: messages.reviewCaseId(input.tenantId, input.caseId),
        taskQueue: queues.cases,
        args: [input],
        typedSearchAttributes: [{ key: messages.tenantIdKey, value: input.tenantId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      })
      const { laid } = await refusalsAsErrors('CASE_STATE', () =>
        client.workflow.executeUpdateWithStart(messages.knownCaseLaid, {
          startWorkflowOperation: start,
          updateId: input.caseId,
        }),
      )
      return laid
    },
    tellMasking: ({ tenantId, taskId }, update, updateId, args) =>
      refusalsAsErrors('CASE_STATE', () =>
        onceThere(() =>
          tell(client, messages.maskPicturesId(tenantId, taskId), update, updateId, args),
        ),
      ),
    async produceExport(input) {
      await client.workflow.start('produceExport', {
        workflowId: messages.produceExportId(input.tenantId, input.exportId),
        taskQueue: queues.cases,
        args: [{ ...input, queues }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      })
    },
    async discardExport({ tenantId, exportId }) {
      const id = messages.produceExportId(tenantId, exportId)
      try {
        await tell(client, id, messages.exportDiscarded, exportId, [])
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error
      }
    },
    resend: (input) =>
      startOnce(() =>
        client.workflow.start('deliverWebhook', {
          workflowId: messages.deliverWebhookId(input.tenantId, input.deliveryId),
          taskQueue: queues.cases,
          args: [{ ...input, queues }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      ),
    async simulateApplicant(input) {
      const { pollers } = await client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: queues.sandbox },
        // an activity's
        taskQueueType: 2,
      })
      if (!pollers?.length) {
        throw new DomainError('SANDBOX_OFF', 'no worker of this installation plays applicants')
      }
      try {
        await client.workflow.start('simulateApplicant', {
          workflowId: messages.simulateApplicantId(input.tenantId, input.sessionId),
          taskQueue: queues.cases,
          args: [{ ...input, queues }],
          typedSearchAttributes: [{ key: messages.tenantIdKey, value: input.tenantId }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        })
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
        throw new DomainError('SESSION_STATE', 'an applicant is under way in this session', {
          cause: error,
        })
      }
    },
    startBackTest: (test) =>
      startOnce(() =>
        runBackTest(test, {
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      ),
    resumeBackTest: async (test) => {
      await runBackTest(test, {
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        // its row is over already, so all that a last run could do is end it again
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      })
    },
    async keepRetention(tenantId, now) {
      const workflowId = messages.keepRetentionId(tenantId)
      await startOnce(() =>
        client.workflow.start('keepRetention', {
          workflowId,
          taskQueue: queues.cases,
          args: [{ tenantId, ...messages.retentionPace, queues }],
          typedSearchAttributes: [{ key: messages.tenantIdKey, value: tenantId }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      )
      if (now) await tell(client, workflowId, messages.retentionAsked, randomUUID(), [])
    },
    async cancelBackTest({ tenantId, backTestId }) {
      try {
        await client.workflow.getHandle(messages.backTestId(tenantId, backTestId)).cancel()
        return true
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false
        throw error
      }
    },
  }
}

async function startOnce(start: () => Promise<unknown>): Promise<void> {
  try {
    await start()
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** A task is in the list a moment before the workflow that works on it. */
async function onceThere<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (tries >= mostLooks || !(error instanceof WorkflowNotFoundError)) throw error
      await sleep(100)
    }
  }
}
const mostLooks = 10

/** How often a message is handed over before its caller hears that it was not taken. */
const mostTries = 5

async function tell<Answer, Args extends Message>(
  client: Client,
  workflowId: string,
  update: UpdateDefinition<Answer, Args>,
  updateId: string,
  [message]: Args,
): Promise<Answer> {
  const handle = client.workflow.getHandle(workflowId)
  for (let tries = 1; ; tries += 1) {
    try {
      return await (message === undefined
        ? handle.executeUpdate<Answer, []>(update.name, { updateId })
        : handle.executeUpdate<Answer, [object]>(update.name, { updateId, args: [message] }))
    } catch (error) {
      if (tries >= mostTries || !wasDropped(error)) throw error
    }
  }
}

/**
 * Temporal drops a message with FAILED_PRECONDITION when the workflow answers it with its end just as something else comes in,
 * such as a webhook's delivery. The same `updateId` makes it safe to say it again.
 */
const wasDropped = (error: unknown): boolean =>
  error instanceof ServiceError &&
  error.cause instanceof Error &&
  Reflect.get(error.cause, 'code') === grpcFailedPrecondition

/** gRPC's status code FAILED_PRECONDITION. */
const grpcFailedPrecondition = 9

/** A client whose payloads are sealed for their tenant. */
export async function connectTemporal(
  address: string,
  namespace: string,
  keyring: Keyring,
): Promise<Client> {
  const connection = await Connection.connect({ address })
  return new Client({
    connection,
    namespace,
    dataConverter: {
      // somebody waits for the answer
      payloadCodecs: [createTenantCodec(keyring, { patienceMs: 3000 })],
      failureConverterPath: fileURLToPath(
        import.meta.resolve('../workflows/failure-converter.cjs'),
      ),
    },
  })
}

/** @param whenOver what to say when the workflow has ended or never was */
async function refusalsAsErrors<T>(
  whenOver: 'SESSION_STATE' | 'CASE_STATE',
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      throw new DomainError(whenOver, 'it is over; nothing can be changed any more', {
        cause: error,
      })
    }
    if (error instanceof WorkflowUpdateFailedError) {
      const code = codeOf(error.cause)
      if (code) throw new DomainError(code, messageOf(error.cause), { cause: error })
    }
    throw error
  }
}

/** The code of a refusal, also where an activity of the workflow refused. */
function codeOf(error: Error | undefined): (typeof errorCodes)[number] | null {
  if (error instanceof ApplicationFailure) {
    const code = errorCodes.find((known) => known === error.type)
    if (code) return code
  }
  return error?.cause instanceof Error ? codeOf(error.cause) : null
}

const messageOf = (error: Error | undefined): string =>
  error?.cause instanceof Error ? messageOf(error.cause) : (error?.message ?? '')
