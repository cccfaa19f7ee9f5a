import { blobAad } from './aad.ts'
import type { BlobStore } from './blob-store.ts'
import type { Box } from './crypto/box.ts'

export interface UploadPlace {
  readonly tenantId: string
  readonly sessionId: string
  readonly slot: string
  readonly ticketId: string
}

/** Name of the sealed bytes of an upload; the ticket's id makes it once only. */
export const uploadKey = ({ tenantId, sessionId, ticketId }: Omit<UploadPlace, 'slot'>): string =>
  `uploads/${tenantId}/${sessionId}/${ticketId}`

const aadOf = ({ tenantId, sessionId, slot, ticketId }: UploadPlace) =>
  blobAad(tenantId, sessionId, `UPLOAD/${slot}`, ticketId)

/** Seals what an applicant sent. @throws DomainError `TICKET_USED` when the ticket was used before */
export async function storeUpload(
  { store, box, ...place }: UploadPlace & { store: BlobStore; box: Box },
  bytes: Uint8Array,
): Promise<void> {
  await store.put(uploadKey(place), box.seal(bytes, aadOf(place)), { exclusive: true })
}

/** @throws DomainError `NOT_FOUND`, `SEAL_BROKEN` (a blob of another session or slot) */
export async function readUpload({
  store,
  box,
  ...place
}: UploadPlace & { store: BlobStore; box: Box }): Promise<Buffer> {
  return box.open(await store.get(uploadKey(place)), aadOf(place))
}
