import { DomainError } from '../domain/errors.ts'
import { fileBlobStore, type BlobStore } from './blob-store.ts'
import { createS3Client, s3BlobStore } from './s3-blob-store.ts'

/**
 * The store that `BLOB_STORE` names: `file:/var/lib/kakunin/blobs` or `s3://bucket/prefix`
 * (`?endpoint=https://…&region=…` for an S3-compatible server).
 */
export function openBlobStore(address: string): BlobStore {
  if (address.startsWith('file:')) return fileBlobStore(address.slice('file:'.length))
  if (address.startsWith('s3://')) {
    const url = new URL(address)
    const endpoint = url.searchParams.get('endpoint')
    const region = url.searchParams.get('region')
    const client = createS3Client({
      ...(endpoint ? { endpoint } : {}),
      ...(region ? { region } : {}),
    })
    return s3BlobStore(client, url.hostname, url.pathname.replace(/^\/+|\/+$/g, ''))
  }
  throw new DomainError('INPUT_INVALID', 'BLOB_STORE: expected file:/path or s3://bucket/prefix')
}
