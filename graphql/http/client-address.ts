import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/**
 * Where a request comes from, for counting. Of x-forwarded-for only what our own proxies wrote is believed: the nth entry from the right.
 * Of an IPv6 address the first half: the other half is the caller's own to choose, 2^64 times.
 * @param trustedProxies number of our own proxies in front
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return network(direct)
  const forwarded = request.headers['x-forwarded-for']
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? ''))
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  return network(hops.at(-trustedProxies) ?? direct)
}

function network(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const plain = ipaddr.process(address)
  if (plain instanceof ipaddr.IPv4) return plain.toString()
  return new ipaddr.IPv6([...plain.parts.slice(0, 4), 0, 0, 0, 0]).toString()
}
