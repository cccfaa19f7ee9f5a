import type { BlobStore } from '../db/blob-store.ts'
import type { Database } from '../db/client.ts'
import type { Keyring } from '../db/keyring.ts'
import type { Replayer } from './replayer.ts'
import type { VisionPool } from './vision-pool.ts'

/** What the activities touch; comes in as one object, so that tests bring their own database, clock and pictures. */
export interface Dependencies {
  readonly db: Database
  readonly keyring: Keyring
  readonly store: BlobStore
  readonly clock: () => Date
}

export interface VisionDependencies extends Dependencies {
  readonly vision: VisionPool
}

export interface WebhookDependencies extends Dependencies {
  /** Development and tests may call loopback addresses; production never. */
  readonly allowPrivateTargets: boolean
  readonly webhookTimeoutMs: number
}

export interface IoDependencies extends WebhookDependencies {
  readonly replayer: Replayer
}
