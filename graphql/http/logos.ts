import type { ServerResponse } from 'node:http'
import { withTenant } from '../../db/client.ts'
import { readLogo } from '../../db/settings/branding.ts'
import { DomainError } from '../../domain/errors.ts'
import { isId } from '../../domain/ids.ts'
import type { Dependencies } from '../dependencies.ts'
import { replyError } from './reply.ts'

/** Address of a company's sign: it is on every page that it gives an applicant, so the hash is all that opens it. */
export const logoPath = (tenantId: string, sha256: string): string =>
  `/brand/${tenantId}/${sha256}.png`

/** GET /brand/:tenant/:sha256.png. What it answers never changes. */
export function createLogoRoute({ db }: Pick<Dependencies, 'db'>) {
  return async (response: ServerResponse, path: string): Promise<void> => {
    const [tenantId = '', name = '', ...rest] = path.split('/')
    const [, sha256] = /^([0-9a-f]{64})\.png$/.exec(name) ?? []
    const png =
      rest.length === 0 && isId(tenantId) && sha256 !== undefined
        ? await withTenant(db, tenantId, (trx) => readLogo(trx, sha256))
        : null
    if (png === null) {
      replyError(response, new DomainError('NOT_FOUND', 'no such picture'))
      return
    }
    response.writeHead(200, {
      'content-type': 'image/png',
      'content-length': png.length,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    response.end(png)
  }
}
