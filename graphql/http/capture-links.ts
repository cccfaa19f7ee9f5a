import type { IncomingMessage, ServerResponse } from 'node:http'
import { withTenant } from '../../db/client.ts'
import { resolveCaptureCode } from '../../db/resolve.ts'
import { hashSecret } from '../../db/settings/api-keys.ts'
import { exchangeCode } from '../../db/settings/capture-links.ts'
import { noteDevice } from '../../db/settings/screen-visits.ts'
import { deviceKindOf } from '../../domain/capture-screens.ts'
import { isDomainError } from '../../domain/errors.ts'
import { captureCookie } from '../auth/capture-cookie.ts'
import type { Dependencies } from '../dependencies.ts'
import { clientAddress } from './client-address.ts'

/** A browser keeps its cookie this long; what it opens ends with the session. */
const cookieLifeMs = 30 * 86_400_000

/**
 * GET /c/:code. Changes the code for a cookie and sends the browser on, so that the code stays in no history, no log of
 * ours and no Referer. What is wrong with a link, capture-ui says: `?link=expired`, `invalid` or `busy`.
 */
export function createCaptureLinkRoute(dependencies: Dependencies) {
  const { db, limits, clock, random, publicUrl, trustedProxies } = dependencies

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    code: string,
  ): Promise<void> => {
    if (limits.count('captureCode', clientAddress(request, trustedProxies)) > 0) {
      send(response, '/capture/?link=busy')
      return
    }
    // previews in chat apps ask with HEAD, and must not use up a single-use link
    if (request.method === 'HEAD') {
      response.writeHead(200, { 'cache-control': 'no-store' }).end()
      return
    }
    const link = /^[\w-]{43}$/.test(code) ? await resolveCaptureCode(db, hashSecret(code)) : null
    if (!link) {
      send(response, '/capture/?link=invalid')
      return
    }
    const token = random(32).toString('base64url')
    try {
      await withTenant(db, link.tenantId, async (trx) => {
        await exchangeCode(
          trx,
          {
            tenantId: link.tenantId,
            sessionId: link.sessionId,
            linkId: link.id,
            at: clock(),
            deviceLifeMs: cookieLifeMs,
          },
          token,
        )
        await noteDevice(trx, link.sessionId, deviceKindOf(request.headers['user-agent'] ?? ''))
      })
    } catch (error) {
      if (!isDomainError(error)) throw error
      send(response, `/capture/?link=${error.code === 'LINK_EXPIRED' ? 'expired' : 'invalid'}`)
      return
    }
    send(response, '/capture/', captureCookie(publicUrl, token, cookieLifeMs))
  }
}

function send(response: ServerResponse, location: string, cookie?: string): void {
  response.writeHead(303, {
    location,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...(cookie ? { 'set-cookie': cookie } : {}),
  })
  response.end()
}
