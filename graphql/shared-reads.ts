import { withTenant, type Database, type Trx } from '../db/client.ts'

export type Read = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>

interface Waiting {
  run(trx: Trx): Promise<void>
  alone(): Promise<void>
}

/**
 * Reads that are asked for at one moment share one transaction of the tenant: a level of an answer costs one beginning and
 * one end, however many tables it looks into. For reads only: where one fails, all are done again, each by itself.
 */
export function createSharedReads(db: Database, tenantId: string): Read {
  let waiting: Waiting[] = []

  async function runAll(): Promise<void> {
    const all = waiting
    waiting = []
    const [first] = all
    if (first && all.length === 1) return first.alone()
    try {
      await withTenant(db, tenantId, async (trx) => {
        for (const each of all) await each.run(trx)
      })
    } catch {
      for (const each of all) await each.alone()
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void runAll())
      waiting.push({
        run: async (trx) => resolve(await work(trx)),
        alone: () => withTenant(db, tenantId, work).then(resolve, reject),
      })
    })
}
