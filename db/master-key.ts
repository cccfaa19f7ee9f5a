import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
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
  const known = await readFile(path).catch(unless('ENOENT'))
  if (known) return known
  // Written whole under another name, then linked: of two processes that start at once, the first link stands, and both
  // read the same 32 bytes, never half of them.
  const part = `${path}.${randomUUID()}.part`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(part, randomBytes(32), { mode: 0o600, flush: true })
  await link(part, path)
    .catch(unless('EEXIST'))
    .finally(() => rm(part, { force: true }))
  return readFile(path)
}

const unless =
  (code: string) =>
  (error: unknown): undefined => {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error
    return undefined
  }
