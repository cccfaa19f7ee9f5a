import type { Logger } from 'pino'
import type { BlobStore } from '../db/blob-store.ts'
import type { Database } from '../db/client.ts'
import type { Keyring } from '../db/keyring.ts'
import type { Resolve } from '../db/settings/webhook-target.ts'
import type { Oidc } from './auth/oidc.ts'
import type { StaffLogins } from './auth/staff-logins.ts'
import type { LiveChanges } from './live-changes.ts'
import type { RateLimits } from './rate-limits.ts'
import type { SealedTokens } from './sealed-tokens.ts'
import type { Stories } from './stories.ts'

/** What the API works with; one object for all doors. */
export interface Dependencies {
  readonly db: Database
  readonly keyring: Keyring
  readonly store: BlobStore
  readonly stories: Stories
  readonly logins: StaffLogins
  readonly oidc: Oidc
  readonly live: LiveChanges
  readonly tokens: SealedTokens
  readonly limits: RateLimits
  readonly log: Logger
  readonly clock: () => Date
  /** Fresh random bytes. */
  readonly random: (length: number) => Buffer
  /** Origin under which browsers reach us, without a slash at its end. */
  readonly publicUrl: string
  readonly trustedProxies: number
  /** Development and tests: webhooks may go to private addresses and by plain http. */
  readonly allowPrivateTargets: boolean
  readonly resolveHost: Resolve
  readonly streams: StreamLimits
  /** True when a fresh request to each neighbour succeeds. */
  readonly isReady: () => Promise<boolean>
}

/** A subscription ends by itself; the browser comes back and is asked anew who it is. */
export interface StreamLimits {
  readonly lifeMs: number
  /** How often it is looked up whether login, key or device still exist; and before each change that is told. */
  readonly recheckMs: number
  /** Open at one time; each costs a listener here and a question to the database every `recheckMs`. */
  readonly mostOfCaller: number
}
export const streamLimits: StreamLimits = {
  lifeMs: 15 * 60_000,
  recheckMs: 30_000,
  mostOfCaller: 100,
}
