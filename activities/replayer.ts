import { createHash } from 'node:crypto'
import { Client, WorkflowNotFoundError } from '@temporalio/client'
import type { DataConverter } from '@temporalio/common'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { type NativeConnection, ReplayError, Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'

export interface Replayed {
  readonly replay: 'SAME' | 'DIVERGED' | 'GONE'
  readonly events: number
  readonly historySha256: string | null
}

export interface Replayer {
  /** Runs a stored history through the present workflows. GONE: the server does not keep it any more. */
  replay(workflowId: string): Promise<Replayed>
  /** SHA-256 of the workflows' bundled code. */
  buildHash(): Promise<string>
}

interface Bundle {
  readonly code: string
}

/** @param bundle makes the workflows' bundle; called once, when something is first replayed */
export function createReplayer({
  connection,
  namespace,
  dataConverter,
  bundle,
}: {
  readonly connection: NativeConnection
  readonly namespace: string
  /** Opens the payloads, which lie sealed in the history. */
  readonly dataConverter: DataConverter
  readonly bundle: () => Promise<Bundle>
}): Replayer {
  const client = new Client({ connection, namespace, dataConverter })
  let made: Promise<Bundle> | null = null
  const once = () => (made ??= bundle())
  return {
    buildHash: async () =>
      createHash('sha256')
        .update((await once()).code)
        .digest('hex'),
    async replay(workflowId) {
      const history = await client.workflow
        .getHandle(workflowId)
        .fetchHistory()
        .catch((error: unknown) => {
          if (error instanceof WorkflowNotFoundError) return null
          throw error
        })
      const events = history?.events?.length ?? 0
      if (!history || events === 0) return { replay: 'GONE', events: 0, historySha256: null }
      const historySha256 = createHash('sha256').update(historyToJSON(history)).digest('hex')
      const workflowBundle = await once()
      try {
        await Worker.runReplayHistory({ workflowBundle, dataConverter }, history, workflowId)
        return { replay: 'SAME', events, historySha256 }
      } catch (error) {
        if (!(error instanceof DeterminismViolationError || error instanceof ReplayError))
          throw error
        return { replay: 'DIVERGED', events, historySha256 }
      }
    },
  }
}
