import { lookup as resolveName, type LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { isForbiddenAddress, type TargetRules } from './webhook-target.ts'

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/**
 * Resolves a name for a connection that is about to be made, and refuses addresses inside one's own network at that very
 * moment, so that a name can't point somewhere else in between.
 */
export function guardedLookup(rules: TargetRules) {
  return (hostname: string, options: object, callback: LookupCallback): void => {
    resolveName(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      if (addresses.some(({ address }) => isForbiddenAddress(address, rules))) {
        return callback(
          Object.assign(new Error('address refused'), { code: 'ADDRESS_REFUSED' }),
          [],
        )
      }
      const [first] = addresses
      if ('all' in options && options.all === true) return callback(null, addresses)
      return callback(null, first?.address ?? '', first?.family ?? 4)
    })
  }
}

/** A literal address is connected to without asking for its name: it is looked at by itself. */
export function isRefusedLiteral(url: URL, rules: TargetRules): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && isForbiddenAddress(host, rules)
}
