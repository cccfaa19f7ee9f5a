import { Worker } from 'node:worker_threads'
import { Client } from 'pg'
import { appendAudit } from '../../db/audit.ts'
import { withTenant, type Database } from '../../db/client.ts'
import type { Keyring } from '../../db/keyring.ts'
import type { PastParts } from './past-tables.ts'
import type { PastPlan } from './plan.ts'
import { writePast, type PastSlice } from './write-past.ts'

export interface PastTarget {
  readonly db: Database
  readonly keyring: Keyring
  /** Address for the tables' owner, as whom COPY writes. */
  readonly ownerUrl: string
  /** Where threads make a keyring of their own; without it all is done in this one. */
  readonly threads?: {
    readonly count: number
    readonly databaseUrl: string
    readonly masterKeyFile: string
  }
}

export const wholePast: PastParts = { facts: true, captures: true, readings: true }

/**
 * Fills a tenant with a past: rows as the product writes them, personal fields sealed under the tenant's own keys. The audit
 * log says that they were generated; it does not pretend to have seen what they tell. Open cases have no workflow behind them.
 */
export async function loadPast(
  target: PastTarget,
  tenantId: string,
  plan: PastPlan,
  {
    parts = wholePast,
    say = () => undefined,
  }: { parts?: PastParts; say?: (line: string) => void } = {},
): Promise<void> {
  const { db, keyring, ownerUrl, threads } = target
  let written = 0
  const tick = (sessions: number): void => {
    const before = written
    written += sessions
    if (Math.floor(before / 50_000) !== Math.floor(written / 50_000) || written === plan.sessions)
      say(`${written.toLocaleString('en')} sessions`)
  }
  const slice = { ownerUrl, tenantId, plan, parts }
  if (threads && threads.count > 1) {
    await Promise.all(
      Array.from({ length: threads.count }, (_, part) =>
        inThread({ ...slice, ...threads, part, of: threads.count }, tick),
      ),
    )
  } else await writePast({ ...slice, part: 0, of: 1 }, keyring, tick)

  await withTenant(db, tenantId, (trx) =>
    appendAudit(trx, tenantId, {
      at: new Date(),
      actor: { kind: 'SYSTEM', id: null },
      action: 'past_sessions.generated',
      subjectKind: 'tenant',
      subjectId: tenantId,
      detail: { sessions: plan.sessions, seed: plan.seed, fromMs: plan.fromMs, toMs: plan.toMs },
    }),
  )
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('vacuum (analyze)')
  } finally {
    await owner.end()
  }
}

export interface ThreadSlice extends PastSlice {
  readonly databaseUrl: string
  readonly masterKeyFile: string
}

function inThread(slice: ThreadSlice, tick: (sessions: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('past-thread.ts', import.meta.url), { workerData: slice })
    thread.on('message', tick)
    thread.once('error', reject)
    thread.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread of the past ended with ${code}`)),
    )
  })
}
