import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { DomainError } from '../domain/errors.ts'

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
  const pathOf = (key: string): string => {
    const path = resolve(join(root, key))
    if (!/^[A-Za-z0-9/_.-]+$/.test(key) || key.includes('..') || !path.startsWith(root + sep)) {
      throw new DomainError('INPUT_INVALID', 'expected a blob key of letters, digits and slashes')
    }
    return path
  }
  return {
    async put(key, bytes, { exclusive = false } = {}) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const part = `${path}.${randomUUID()}.part`
      await writeFile(part, bytes, { mode: 0o600, flush: true })
      if (!exclusive) return rename(part, path)
      try {
        await link(part, path)
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
        if (isErrno(error, 'ENOENT')) throw new DomainError('NOT_FOUND', 'no such blob')
        throw error
      }
    },
    async has(key) {
      return stat(pathOf(key)).then(
        () => true,
        () => false,
      )
    },
    delete: (key) => rm(pathOf(key), { force: true }),
  }
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
