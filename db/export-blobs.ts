import type { BlobStore } from './blob-store.ts'
import type { Box } from './crypto/box.ts'

export interface PartPlace {
  readonly tenantId: string
  readonly exportId: string
  /** From 0. */
  readonly number: number
}

/** The same part has the same name, so that a try that is repeated leaves nothing behind. */
export const partKey = ({ tenantId, exportId, number }: PartPlace): string =>
  `exports/${tenantId}/${exportId}/${number}`

const partAad = ({ tenantId, exportId, number }: PartPlace): string =>
  `${tenantId}|exports|${exportId}|${number}`

/** Seals a part of an exported file for its place. @param box the file's own */
export const putPart = (
  store: BlobStore,
  box: Box,
  place: PartPlace,
  bytes: Uint8Array,
): Promise<void> => store.put(partKey(place), box.seal(bytes, partAad(place)))

/** @throws DomainError `NOT_FOUND`, `SEAL_BROKEN` */
export const getPart = async (store: BlobStore, box: Box, place: PartPlace): Promise<Buffer> =>
  box.open(await store.get(partKey(place)), partAad(place))
