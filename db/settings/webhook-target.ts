import ipaddr from 'ipaddr.js'
import { DomainError } from '../../domain/errors.ts'

export interface TargetRules {
  /** Development and tests only: loopback and private networks, and plain http. */
  readonly allowPrivate: boolean
}

/**
 * May a webhook be sent to this address? Only public unicast ones: our network must not be reachable through us (SSRF).
 * To be asked for the address that is actually connected to, at each delivery: a name may resolve to another one by then.
 */
export function isForbiddenAddress(address: string, { allowPrivate }: TargetRules): boolean {
  if (!ipaddr.isValid(address)) return true
  // An IPv4 address written as an IPv6 one (::ffff:10.0.0.1) is judged as what it is.
  const plain = ipaddr.process(address)
  const range = plain.range()
  // Of IPv6 only 2000::/3 is given out (RFC 4291 §2.4); ::7f00:1, an old way to write 127.0.0.1, would pass as unicast.
  if (range === 'unicast') return plain instanceof ipaddr.IPv6 && !plain.match(global6)
  return !(allowPrivate && privateRanges.has(range))
}

const global6 = ipaddr.IPv6.parseCIDR('2000::/3')
const privateRanges: ReadonlySet<string> = new Set(['private', 'loopback', 'uniqueLocal'])

/** Resolves a host name to all of its addresses (`dns.lookup` with `all`). */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/**
 * Checks an endpoint's address when it is registered: https, no login inside, a name that resolves to public addresses only.
 * @throws DomainError `WEBHOOK_TARGET_FORBIDDEN`
 */
export async function parseWebhookUrl(
  text: string,
  rules: TargetRules,
  resolve: Resolve,
): Promise<URL> {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || text.length > 2000) throw forbidden('expected an absolute address')
  const schemes = rules.allowPrivate ? ['https:', 'http:'] : ['https:']
  if (!schemes.includes(url.protocol)) throw forbidden('expected https')
  if (url.username || url.password) throw forbidden('expected an address without a login')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host).catch(() => [])
  if (addresses.length === 0) throw forbidden('expected a host name that resolves')
  if (addresses.some((address) => isForbiddenAddress(address, rules))) {
    throw forbidden('expected a host in the public internet')
  }
  return url
}

const forbidden = (message: string) =>
  new DomainError('WEBHOOK_TARGET_FORBIDDEN', `url: ${message}`)
