import type { Payload, PayloadCodec } from '@temporalio/common'
import proto from '@temporalio/proto'
import { DomainError } from '../domain/errors.ts'
import type { Keyring } from './keyring.ts'
import { patiently } from './patiently.ts'

const encoding = 'binary/encrypted'
const payloadProto = proto.temporal.api.common.v1.Payload

/**
 * Seals every payload that Temporal stores under the tenant's key: once the key is destroyed, the histories are as
 * unreadable as the rows. The tenant is the second part of the workflow id (workflows/messages.ts).
 * @param patienceMs how long a key is asked for again while the database does not answer. A worker whose codec fails ends
 *   as a whole, with everything it has under way, so it waits longer than a restart of Postgres takes.
 */
export function createTenantCodec(
  ring: Pick<Keyring, 'tenantBox'>,
  { patienceMs = 60_000 }: { readonly patienceMs?: number } = {},
): PayloadCodec {
  const keyring = { tenantBox: (id: string) => patiently(patienceMs, () => ring.tenantBox(id)) }
  return {
    async encode(payloads, context) {
      if (payloads.length === 0) return payloads
      const tenantId = tenantOf(context?.workflowId)
      const box = await keyring.tenantBox(tenantId)
      return payloads.map((payload) => ({
        metadata: { encoding: Buffer.from(encoding), tenant: Buffer.from(tenantId) },
        data: box.seal(payloadProto.encode(payload).finish(), aadOf(tenantId)),
      }))
    },
    decode: (payloads, context) =>
      Promise.all(payloads.map((payload) => open(keyring, payload, context?.workflowId))),
  }
}

async function open(
  keyring: Pick<Keyring, 'tenantBox'>,
  payload: Payload,
  workflowId: string | undefined,
): Promise<Payload> {
  const { metadata, data } = payload
  if (text(metadata?.['encoding']) !== encoding || !data) return payload
  const tenantId = text(metadata?.['tenant'])
  // a payload that was carried into another tenant's workflow is nobody's
  if (workflowId !== undefined && tenantOf(workflowId) !== tenantId)
    throw new DomainError('SEAL_BROKEN', "the payload belongs to another tenant's workflow")
  const box = await keyring.tenantBox(tenantId)
  return payloadProto.decode(box.open(data, aadOf(tenantId)))
}

function tenantOf(workflowId: string | undefined): string {
  const tenantId = workflowId?.split('/')[1]
  if (!tenantId)
    throw new DomainError('UNEXPECTED', 'expected a workflow id of the form kind/tenant/id')
  return tenantId
}

const aadOf = (tenantId: string) => `${tenantId}|temporal|payload`
const text = (bytes: Uint8Array | null | undefined): string =>
  bytes ? Buffer.from(bytes).toString('utf8') : ''
