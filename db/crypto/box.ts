import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { DomainError } from '../../domain/errors.ts'

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** Seals and opens small secrets under one key. The associated data binds a box to its place, so that it can't be moved. */
export interface Box {
  seal(plain: string | Uint8Array, aad: string): Buffer
  /** @throws DomainError `SEAL_BROKEN` when the bytes, the key or the place is another */
  open(sealed: Uint8Array, aad: string): Buffer
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce.
 * Layout: version (1 byte) · nonce (12) · tag (16) · ciphertext.
 * @param rawKey 32 bytes
 */
export function createBox(rawKey: Uint8Array): Box {
  if (rawKey.length !== 32) throw new DomainError('SEAL_BROKEN', 'expected a key of 32 bytes')
  // a key object once: from raw bytes each cipher would make one, which takes five times as long as the cipher itself
  const key = createSecretKey(rawKey)
  return {
    seal(plain, aad) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(aad))
      const body = [
        typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain),
        cipher.final(),
      ]
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), ...body])
    },
    open(sealed, aad) {
      if (sealed[0] !== version || sealed.length < 1 + nonceBytes + tagBytes) {
        throw new DomainError('SEAL_BROKEN', 'expected a sealed box of version 1')
      }
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes))
      decipher.setAAD(Buffer.from(aad))
      decipher.setAuthTag(sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes))
      const body = decipher.update(sealed.subarray(1 + nonceBytes + tagBytes))
      try {
        // GCM is a stream: what ends it is the check of the tag, no more bytes
        decipher.final()
        return body
      } catch (error) {
        throw new DomainError('SEAL_BROKEN', 'the box does not open at this place with this key', {
          cause: error,
        })
      }
    },
  }
}
