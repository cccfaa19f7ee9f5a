import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { startHttpServer, type HttpServer } from './http-server.ts'

export interface KmsSimulator extends HttpServer {
  createKey(): string
  disableKey(keyId: string): void
  /** Answers the next requests with this HTTP status, as an overloaded service does. */
  failNext(times: number, status: number): void
}

const context = z.record(z.string(), z.string()).default({})
const encrypt = z.object({
  KeyId: z.string(),
  Plaintext: z.base64(),
  EncryptionContext: context,
})
const decrypt = z.object({
  KeyId: z.string().optional(),
  CiphertextBlob: z.base64(),
  EncryptionContext: context,
})

class KmsError extends Error {}

/**
 * `Encrypt` and `Decrypt` of AWS KMS over its JSON 1.1 protocol, with the failures that the API reference names: the
 * encryption context is authenticated, a key decrypts only what it encrypted, at most 4096 bytes, requests are signed.
 */
export async function startKmsSimulator(): Promise<KmsSimulator> {
  const keys = new Map<string, { readonly material: Buffer; readonly enabled: boolean }>()
  let failing = { times: 0, status: 500 }

  const operations: Readonly<Record<string, (body: unknown) => object>> = {
    'TrentService.Encrypt': (body) => {
      const { KeyId, Plaintext, EncryptionContext } = encrypt.parse(body)
      const plain = Buffer.from(Plaintext, 'base64')
      if (plain.length < 1 || plain.length > 4096) throw new KmsError('ValidationException')
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', usable(KeyId), nonce)
      cipher.setAAD(canonical(EncryptionContext))
      const sealed = [cipher.update(plain), cipher.final(), cipher.getAuthTag()]
      const blob = Buffer.concat([Buffer.from(KeyId), nonce, ...sealed])
      return {
        CiphertextBlob: blob.toString('base64'),
        KeyId: arn(KeyId),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      }
    },
    'TrentService.Decrypt': (body) => {
      const { KeyId, CiphertextBlob, EncryptionContext } = decrypt.parse(body)
      const blob = Buffer.from(CiphertextBlob, 'base64')
      const made = blob.subarray(0, 36).toString()
      if (KeyId !== undefined) usable(KeyId)
      if (!keys.has(made) || blob.length < 36 + 12 + 16)
        throw new KmsError('InvalidCiphertextException')
      if (KeyId !== undefined && KeyId !== made) throw new KmsError('IncorrectKeyException')
      const decipher = createDecipheriv('aes-256-gcm', usable(made), blob.subarray(36, 48))
      decipher.setAAD(canonical(EncryptionContext))
      decipher.setAuthTag(blob.subarray(-16))
      try {
        const plain = Buffer.concat([decipher.update(blob.subarray(48, -16)), decipher.final()])
        return {
          Plaintext: plain.toString('base64'),
          KeyId: arn(made),
          EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        }
      } catch {
        throw new KmsError('InvalidCiphertextException')
      }
    },
  }

  const server = await startHttpServer(({ headers, body }, response) => {
    const answer = (status: number, content: object) =>
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(content))
    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 }
      return answer(failing.status, { __type: 'KMSInternalException', message: 'try again' })
    }
    if (!/^AWS4-HMAC-SHA256 .*\/kms\/aws4_request/.test(headers.authorization ?? ''))
      return answer(400, { __type: 'IncompleteSignatureException' })
    const operation = operations[String(headers['x-amz-target'])]
    if (!operation) return answer(400, { __type: 'UnknownOperationException' })
    try {
      return answer(200, operation(JSON.parse(body.toString('utf8'))))
    } catch (error) {
      const type = error instanceof KmsError ? error.message : 'ValidationException'
      return answer(400, { __type: type, message: 'refused' })
    }
  })

  function usable(keyId: string): Buffer {
    const key = keys.get(keyId)
    if (!key) throw new KmsError('NotFoundException')
    if (!key.enabled) throw new KmsError('DisabledException')
    return key.material
  }

  return {
    ...server,
    createKey() {
      const keyId = crypto.randomUUID()
      keys.set(keyId, { material: randomBytes(32), enabled: true })
      return keyId
    },
    disableKey(keyId) {
      keys.set(keyId, { material: usable(keyId), enabled: false })
    },
    failNext(times, status) {
      failing = { times, status }
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

const arn = (keyId: string) => `arn:aws:kms:ap-northeast-1:111122223333:key/${keyId}`
const canonical = (pairs: Readonly<Record<string, string>>) =>
  Buffer.from(JSON.stringify(Object.entries(pairs).toSorted()))
