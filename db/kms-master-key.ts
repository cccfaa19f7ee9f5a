import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms'
import { DomainError } from '../domain/errors.ts'
import type { MasterKeyProvider } from './master-key.ts'

/**
 * A master key that never leaves AWS KMS (or a service of the same protocol). The associated data travels as
 * encryption context, which KMS authenticates and writes into its own log.
 */
export function kmsMasterKey(client: Pick<KMSClient, 'send'>, keyId: string): MasterKeyProvider {
  return {
    name: 'kms',
    async wrap(plain, aad) {
      const answer = await client.send(
        new EncryptCommand({ KeyId: keyId, Plaintext: plain, EncryptionContext: { place: aad } }),
      )
      if (!answer.CiphertextBlob) throw new DomainError('SEAL_BROKEN', 'KMS returned no ciphertext')
      return Buffer.from(answer.CiphertextBlob)
    },
    async unwrap(wrapped, aad) {
      try {
        const answer = await client.send(
          new DecryptCommand({
            KeyId: keyId,
            CiphertextBlob: wrapped,
            EncryptionContext: { place: aad },
          }),
        )
        if (answer.Plaintext) return Buffer.from(answer.Plaintext)
      } catch (error) {
        if (error instanceof Error && notOurs.has(error.name)) {
          throw new DomainError('SEAL_BROKEN', 'KMS does not unwrap this key at this place', {
            cause: error,
          })
        }
        throw error
      }
      throw new DomainError('SEAL_BROKEN', 'KMS returned no plaintext')
    },
  }
}

/** Another place or damaged bytes; a key that was wrapped by another master key. */
const notOurs: ReadonlySet<string> = new Set([
  'InvalidCiphertextException',
  'IncorrectKeyException',
])
