import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'

/** Ed25519 (RFC 8032), the private half PKCS #8 in DER, the public half SPKI in PEM. */
export function newSigningKey(): { readonly publicKey: string; readonly privateKey: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }),
  }
}

/** Short name of a public key: the first 16 hex digits of the SHA-256 over its DER. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256')
    .update(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

export const signBytes = (bytes: Uint8Array, privateKey: KeyObject): Buffer =>
  sign(null, bytes, privateKey)

/** False also where the key is none, or not of that kind. */
export function isSignedBy(bytes: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  try {
    const key = createPublicKey(publicKey)
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signature)
  } catch {
    return false
  }
}
