import { Client } from 'pg'
import type { Keyring } from '../../db/keyring.ts'
import { createPast } from './past-session.ts'
import { createPastTables, type PastParts } from './past-tables.ts'
import type { PastPlan } from './plan.ts'

/** Which sessions of the plan one writer writes: every `of`-th batch, from `part` on. */
export interface PastSlice {
  readonly ownerUrl: string
  readonly tenantId: string
  readonly plan: PastPlan
  readonly parts: PastParts
  readonly part: number
  readonly of: number
}

const batch = 2000

export async function writePast(
  { ownerUrl, tenantId, plan, parts, part, of }: PastSlice,
  keyring: Keyring,
  tick: (sessions: number) => void,
): Promise<void> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // the owner is bound by row-level security too, unless it is the superuser
    await client.query(`select set_config('app.tenant_id', $1, false)`, [tenantId])
    await client.query('set synchronous_commit = off')
    // batches of several writers don't come in the order of their parents
    if (of > 1) await client.query('set session_replication_role = replica')
    const past = createPast(plan)
    const tables = createPastTables(keyring, tenantId, plan, parts)
    let writing = Promise.resolve()
    for (let from = part * batch; from < plan.sessions; from += of * batch) {
      const to = Math.min(plan.sessions, from + batch)
      for (let index = from; index < to; index += 1) await tables.add(await past(index))
      await writing
      writing = tables
        .take()(client)
        .then(() => tick(to - from))
      // looked at when it is awaited; until then its failure is no surprise to Node
      writing.catch(() => undefined)
    }
    await writing
  } finally {
    await client.end()
  }
}
