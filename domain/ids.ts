import type { Brand } from './brand.ts'
import { DomainError } from './errors.ts'

export type TenantId = Brand<string, 'TenantId'>
export type SessionId = Brand<string, 'SessionId'>
export type InboxId = Brand<string, 'InboxId'>
/** Lower-case hex SHA-256 of bytes as they were sent. */
export type Sha256 = Brand<string, 'Sha256'>

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Any of the UUIDv7 ids above. @throws DomainError `ID_MALFORMED` */
export function parseId<Id extends Brand<string, string>>(value: string): Id {
  if (!uuidPattern.test(value)) throw new DomainError('ID_MALFORMED', 'expected a UUIDv7')
  return value as unknown as Id
}

export const isId = (value: string): boolean => uuidPattern.test(value)

/** @throws DomainError `HASH_MALFORMED` */
export function parseSha256(value: string): Sha256 {
  if (!/^[0-9a-f]{64}$/.test(value)) {
    throw new DomainError('HASH_MALFORMED', 'expected 64 lower-case hex digits')
  }
  return value as Sha256
}

/**
 * A new UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits.
 * @param nowMs milliseconds since 1970
 * @param random fills the array with random bytes (crypto.getRandomValues)
 */
export function newId<Id extends Brand<string, string>>(
  nowMs: number = Date.now(),
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): Id {
  const bytes = random(new Uint8Array(new ArrayBuffer(16)))
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return parseId<Id>(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
      '-',
    ),
  )
}

/** The least UUIDv7 of a millisecond, to bound a listing by time. */
export const firstIdAt = (ms: number): string => {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0').slice(-12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
