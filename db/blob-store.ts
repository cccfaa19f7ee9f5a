import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { DomainError } from '../domain/errors.ts'
import { parseBlobKey } from './blob-key.ts'

/** Keeps sealed bytes by name; knows nothing of what they are. */
export interface BlobStore {
  /** @throws DomainError `TICKET_USED` with `exclusive` when the name is taken */
  put(key: string, bytes: Uint8Array, options?: { exclusive?: boolean }): Promise<void>
  /** @throws DomainError `NOT_FOUND` */
  get(key: string): Promise<Buffer>
  has(key: string): Promise<boolean>
  /** Deleting what is not there is not an error. */
  delete(key: string): Promise<void>
}

/** One file a blob below `folder`, written whole or not at all. */
export function fileBlobStore(folder: string): BlobStore {
  const root = resolve(folder)
  const pathOf = (key: string): string => join(root, ...parseBlobKey(key))
  return {
    async put(key, bytes, { exclusive = false } = {}) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const part = `${path}.${randomUUID()}.part`
      try {
        await writeFile(part, bytes, { mode: 0o600, flush: true })
        if (!exclusive) await rename(part, path)
        else await link(part, path)
      } catch (error) {
        if (isErrno(error, 'EEXIST'))
          throw new DomainError('TICKET_USED', 'these bytes were sent before')
        throw error
      } finally {
        await rm(part, { force: true })
      }
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if (isMissing(error)) throw new DomainError('NOT_FOUND', 'no such blob')
        throw error
      }
    },
    async has(key) {
      try {
        return (await stat(pathOf(key))).isFile()
      } catch (error) {
        if (isMissing(error)) return false
        throw error
      }
    },
    async delete(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

/** Nothing there, or a folder of blobs, which is no blob. */
const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'EISDIR'].some((code) => isErrno(error, code))

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
