import { parseArgs } from 'node:util'
import { z } from 'zod'
import { seedTenant } from '../../bench/seed-tenant.ts'
import { createDatabase, withTenant } from '../../db/client.ts'
import { createKeyring } from '../../db/keyring.ts'
import { openMasterKey } from '../../db/open-master-key.ts'
import { loadPast } from './load-past.ts'
import { planForTenant } from './plan-for-tenant.ts'

// A company's past, for the eye and for charts:
//   DATABASE_URL=… DATABASE_OWNER_URL=… MASTER_KEY_FILE=… node specimens/past-sessions/fill.ts --sessions 100000
// Without --tenant a new company is made. Several threads need an owner who is a superuser.
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '10000' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1' },
    tenant: { type: 'string' },
    'no-facts': { type: 'boolean', default: false },
    'no-captures': { type: 'boolean', default: false },
    'no-readings': { type: 'boolean', default: false },
  },
})
const number = z.coerce.number().int().min(1)
const asked = z
  .object({ sessions: number.max(5_000_000), days: number, seed: number, threads: number.max(16) })
  .parse(values)
const env = z
  .object({
    DATABASE_URL: z.string().min(1),
    DATABASE_OWNER_URL: z.string().min(1),
    MASTER_KEY_FILE: z.string().min(1),
  })
  .parse(process.env)

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const db = createDatabase(env.DATABASE_URL, { maxConnections: 2 })
const keysDb = createDatabase(env.DATABASE_URL, { maxConnections: 1 })
const keyring = createKeyring({ db: keysDb, provider: await openMasterKey(env) })
const tenantId =
  values.tenant ?? (await seedTenant({ db, keyring }, { keys: 0, scopes: [] })).tenantId
const plan = await withTenant(db, tenantId, (trx) => planForTenant(trx, tenantId, asked))
const beganMs = Date.now()
await loadPast(
  {
    db,
    keyring,
    ownerUrl: env.DATABASE_OWNER_URL,
    threads: {
      count: asked.threads,
      databaseUrl: env.DATABASE_URL,
      masterKeyFile: env.MASTER_KEY_FILE,
    },
  },
  tenantId,
  plan,
  {
    say,
    parts: {
      facts: !values['no-facts'],
      captures: !values['no-captures'],
      readings: !values['no-readings'],
    },
  },
)
say(
  `tenant ${tenantId}: ${asked.sessions} sessions in ${Math.round((Date.now() - beganMs) / 1000)} s`,
)
await db.destroy()
await keysDb.destroy()
