import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { DomainError } from '../domain/errors.ts'
import { parseBlobKey } from './blob-key.ts'
import type { BlobStore } from './blob-store.ts'

/** A client that S3-compatible servers understand too: no streaming checksums unless asked. */
export const createS3Client = (options: {
  endpoint?: string
  region?: string
  forcePathStyle?: boolean
}): S3Client =>
  new S3Client({
    region: options.region ?? 'ap-northeast-1',
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(options.endpoint
      ? { endpoint: options.endpoint, forcePathStyle: options.forcePathStyle ?? true }
      : {}),
  })

/** Blobs as objects `prefix/key` of one bucket. Credentials come from the default chain (roles, environment). */
export function s3BlobStore(client: S3Client, bucket: string, prefix = ''): BlobStore {
  const objectKey = (key: string) => [...(prefix ? [prefix] : []), ...parseBlobKey(key)].join('/')
  const has = async (key: string): Promise<boolean> => {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: objectKey(key) }))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }
  return {
    has,
    async put(key, bytes, { exclusive = false } = {}) {
      // IfNoneMatch settles a race where the server knows it; the look before serves those that don't.
      if (exclusive && (await has(key))) throw used()
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: objectKey(key),
            Body: bytes,
            ...(exclusive ? { IfNoneMatch: '*' } : {}),
          }),
        )
      } catch (error) {
        if (exclusive && statusOf(error) === 412) throw used()
        throw error
      }
    },
    async get(key) {
      try {
        const answer = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: objectKey(key) }),
        )
        if (!answer.Body) throw new DomainError('NOT_FOUND', 'no such blob')
        return Buffer.from(await answer.Body.transformToByteArray())
      } catch (error) {
        if (isMissing(error)) throw new DomainError('NOT_FOUND', 'no such blob')
        throw error
      }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey(key) }))
    },
  }
}

const used = () => new DomainError('TICKET_USED', 'these bytes were sent before')

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined
  const { $metadata } = error
  return typeof $metadata === 'object' && $metadata !== null && 'httpStatusCode' in $metadata
    ? Number($metadata.httpStatusCode)
    : undefined
}

const isMissing = (error: unknown): boolean => statusOf(error) === 404
