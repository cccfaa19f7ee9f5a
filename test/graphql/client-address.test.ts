import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from '../../graphql/http/client-address.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

test.each([
  ['192.0.2.7', undefined, 0, '192.0.2.7'],
  ['::ffff:192.0.2.7', undefined, 0, '192.0.2.7'],
  ['192.0.2.7', '198.51.100.1', 0, '192.0.2.7'],
  ['10.0.0.1', '203.0.113.9, 198.51.100.1', 1, '198.51.100.1'],
  ['10.0.0.1', '203.0.113.9, 198.51.100.1', 2, '203.0.113.9'],
  ['10.0.0.1', undefined, 1, '10.0.0.1'],
  // one line of a provider is a /64: whoever has one has 2^64 addresses
  ['2001:db8:1:2:aaaa::1', undefined, 0, '2001:db8:1:2::'],
  ['10.0.0.1', '2001:db8:1:2:ffff:ffff:ffff:ffff', 1, '2001:db8:1:2::'],
  ['10.0.0.1', 'nonsense', 1, 'nonsense'],
] as const)(
  '%s, forwarded %s, behind %i proxies, counts as %s',
  (direct, forwarded, proxies, as) => {
    expect(clientAddress(from(direct, forwarded), proxies)).toBe(as)
  },
)
