import { parentPort, workerData } from 'node:worker_threads'
import { createDatabase } from '../../db/client.ts'
import { createKeyring } from '../../db/keyring.ts'
import { openMasterKey } from '../../db/open-master-key.ts'
import type { ThreadSlice } from './load-past.ts'
import { writePast } from './write-past.ts'

// what loadPast gave this thread
const slice: ThreadSlice = workerData
const db = createDatabase(slice.databaseUrl, { maxConnections: 1 })
const provider = await openMasterKey({ MASTER_KEY_FILE: slice.masterKeyFile })
await writePast(slice, createKeyring({ db, provider, cacheMs: 3_600_000 }), (sessions) =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(sessions),
)
await db.destroy()
