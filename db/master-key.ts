import { randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
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
  try {
    // `wx`: of two processes that start at once, one writes and both read the same key.
    await writeFile(path, randomBytes(32), { flag: 'wx', mode: 0o600 })
    await chmod(path, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFile(path)
}
