import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DomainError } from '../domain/errors.ts'
import { createBox } from './crypto/box.ts'

/** Wraps tenants' keys. `aad` names tenant and key, so that a wrapped key can't be handed to another tenant. */
export interface MasterKeyProvider {
  readonly name: string
  wrap(plain: Uint8Array, aad: string): Promise<Buffer>
  /** @throws DomainError `SEAL_BROKEN` */
  unwrap(wrapped: Uint8Array, aad: string): Promise<Buffer>
}

/**
 * A master key in a local file (32 random bytes, mode 0600), made at first use. For one machine; production uses a KMS.
 * @throws DomainError `FORBIDDEN` when others may read the file, `SEAL_BROKEN` when it does not hold 32 bytes
 */
export async function fileMasterKey(path: string): Promise<MasterKeyProvider> {
  const box = createBox(await readOrCreate(path))
  return {
    name: 'file',
    wrap: async (plain, aad) => box.seal(plain, aad),
    unwrap: async (wrapped, aad) => box.open(wrapped, aad),
  }
}

async function readOrCreate(path: string): Promise<Buffer> {
  if (await stat(path).catch(unless('ENOENT'))) return readOwn(path)
  // Written whole under another name, then linked: of two processes that start at once, the first link stands, and both
  // read the same 32 bytes, never half of them.
  const part = `${path}.${randomUUID()}.part`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(part, randomBytes(32), { mode: 0o600, flush: true })
  await link(part, path)
    .catch(unless('EEXIST'))
    .finally(() => rm(part, { force: true }))
  return readOwn(path)
}

async function readOwn(path: string): Promise<Buffer> {
  const { mode } = await stat(path)
  // Windows has no such bits and answers 0o666
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new DomainError('FORBIDDEN', 'master key file: expected mode 0600')
  return readFile(path)
}

const unless =
  (code: string) =>
  (error: unknown): undefined => {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error
    return undefined
  }
