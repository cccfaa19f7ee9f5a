import { createPrivateKey } from 'node:crypto'
import { withTenant } from '../db/client.ts'
import { partKey, putPart } from '../db/export-blobs.ts'
import { actorSchema } from '../db/inbox-schemas.ts'
import { readTenant } from '../db/reads/tenants.ts'
import { currentSigningKey } from '../db/settings/signing-keys.ts'
import { beginExport, finishExport, lockOrder, recordPart } from '../db/writes/exports.ts'
import { buildPackage } from '../evidence/build-package.ts'
import { sha256 } from '../evidence/canonical.ts'
import { keyIdOf, newSigningKey } from '../evidence/signing.ts'
import { evidenceSpecSchema } from '../exports/spec.ts'
import type { IoActivities } from '../workflows/activity-types.ts'
import { certifyReplay } from './certify-replay.ts'
import type { IoDependencies } from './dependencies.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { beating } from './beating.ts'

type EvidenceActivities = Pick<IoActivities, 'packEvidence'>

/** Makes the signed package of a session's evidence, with a fresh replay certificate in it. */
export function createEvidenceActivities(
  dependencies: Omit<IoDependencies, 'allowPrivateTargets' | 'webhookTimeoutMs'>,
): EvidenceActivities {
  const { db, keyring, store, clock, replayer } = dependencies
  return {
    packEvidence: ({ tenantId, exportId }) =>
      beating(async () => {
        const order = await withTenant(db, tenantId, async (trx) => {
          const row = await lockOrder(trx, exportId)
          if (row.status === 'QUEUED') await beginExport(trx, exportId, null)
          return row
        })
        const shows = evidenceSpecSchema.parse(order.spec)
        const at = clock()
        const actor = actorSchema.parse({ kind: order.actorKind, id: order.actorId })
        await certifyReplay(dependencies, replayer, { tenantId, sessionId: order.sessionId ?? '' })
        const tenantBox = await keyring.tenantBox(tenantId)
        const { lifeMs, publicKey, privateKey } = await withTenant(db, tenantId, async (trx) => ({
          ...(await currentSigningKey(trx, tenantBox, { tenantId, actor, at }, newSigningKey)),
          lifeMs: (await readTenant(trx))?.settings.exportLifeMs ?? 0,
        }))
        const key = { id: keyIdOf(publicKey), publicKey }
        const content = await gatherEvidence(dependencies, order, shows, key, at)
        const signing = createPrivateKey({
          key: Buffer.from(privateKey),
          format: 'der',
          type: 'pkcs8',
        })
        const bytes = await buildPackage(content, signing)
        const box = await keyring.fileBox(tenantId, exportId, order.wrappedKey)
        const place = { tenantId, exportId, number: 0 }
        await putPart(store, box, place, bytes)
        const size = bytes.length
        const finishedAt = clock()
        await withTenant(db, tenantId, async (trx) => {
          await recordPart(trx, { ...place, key: partKey(place), size, rows: 0, lastId: null }, [])
          await finishExport(trx, exportId, {
            at: finishedAt,
            expiresAt: new Date(finishedAt.getTime() + lifeMs),
            sha256: sha256(bytes),
            detail: { shows, keyId: key.id, images: content.images.size },
          })
        })
        return { lifeMs }
      }),
  }
}
