import type { IncomingMessage } from 'node:http'

/**
 * Where a request comes from. Of x-forwarded-for only what our own proxies wrote is believed: the nth entry from the right.
 * @param trustedProxies number of our own proxies in front
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return direct
  const forwarded = request.headers['x-forwarded-for']
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? ''))
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  return hops.at(-trustedProxies) ?? direct
}
