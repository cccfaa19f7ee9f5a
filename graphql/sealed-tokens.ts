import { hkdfSync } from 'node:crypto'
import { z } from 'zod'
import { createBox } from '../db/crypto/box.ts'
import { isDomainError } from '../domain/errors.ts'

/**
 * Tokens that carry their own content: nobody can make one, read one or use one for another purpose, and no table keeps them.
 * AES-256-GCM with the purpose as associated data; so an address that holds one tells a log nothing.
 */
export interface SealedTokens {
  seal(purpose: Purpose, content: object, expiresAt: Date): string
  open<Schema extends z.ZodType>(purpose: Purpose, token: string, schema: Schema): Opened<Schema>
}

export type Purpose = 'upload' | 'image' | 'export' | 'sso'
export type Opened<Schema extends z.ZodType> =
  | { readonly state: 'VALID'; readonly content: z.output<Schema> }
  | { readonly state: 'EXPIRED' | 'INVALID' }

/** @param secret at least 32 characters; every process of the API has the same */
export function createSealedTokens(secret: string, clock: () => Date): SealedTokens {
  const box = createBox(Buffer.from(hkdfSync('sha256', secret, 'kakunin', 'sealed-tokens', 32)))
  return {
    seal: (purpose, content, expiresAt) =>
      box
        .seal(JSON.stringify({ ...content, expiresAtMs: expiresAt.getTime() }), purpose)
        .toString('base64url'),
    open(purpose, token, schema) {
      if (token.length > 4000) return { state: 'INVALID' }
      const plain = openBox(token, purpose)
      if (plain === null) return { state: 'INVALID' }
      const { expiresAtMs, ...content } = envelopeSchema.parse(JSON.parse(plain))
      if (expiresAtMs <= clock().getTime()) return { state: 'EXPIRED' }
      return { state: 'VALID', content: schema.parse(content) }
    },
  }

  function openBox(token: string, purpose: Purpose): string | null {
    try {
      return box.open(Buffer.from(token, 'base64url'), purpose).toString('utf8')
    } catch (error) {
      if (isDomainError(error)) return null
      throw error
    }
  }
}

const envelopeSchema = z.looseObject({ expiresAtMs: z.number() })
