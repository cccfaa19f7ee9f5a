import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { withTenant } from '../../db/client.ts'
import { readSso } from '../../db/reads/sso.ts'
import { openClientSecret, type SsoConnection } from '../../db/settings/sso.ts'
import { admitBySso, type SsoRefusal } from '../../db/settings/sso-entry.ts'
import { isDomainError } from '../../domain/errors.ts'
import { isId } from '../../domain/ids.ts'
import type { OidcClient } from '../auth/oidc.ts'
import { parseCookie } from '../auth/parse-cookie.ts'
import type { Dependencies } from '../dependencies.ts'
import { parseGlobalId } from '../global-ids.ts'
import { clientAddress } from './client-address.ts'
import { headersOf } from './headers-of.ts'
import { replyText } from './reply.ts'

/** How long somebody may take at their provider. */
const attemptLifeMs = 10 * 60_000

const attemptSchema = z.object({
  tenantId: z.string(),
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
})

/**
 * GET /sso/:tenant sends a browser to the company's own provider, GET /sso/callback takes it back. What binds the two is
 * sealed in a cookie of that browser, so an answer that somebody else asked for opens nothing.
 */
export function createSsoRoute(dependencies: Dependencies) {
  const { db, keyring, tokens, clock, publicUrl, limits, trustedProxies, logins, oidc, log } =
    dependencies
  const secure = publicUrl.startsWith('https:')
  const cookieName = 'kakunin-sso'
  const cookieOf = (value: string, maxAgeMs: number) =>
    [
      `${cookieName}=${value}`,
      'Path=/sso',
      `Max-Age=${Math.floor(maxAgeMs / 1000)}`,
      'HttpOnly',
      // Lax: the provider sends the browser back to us from another site
      'SameSite=Lax',
      ...(secure ? ['Secure'] : []),
    ].join('; ')

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    rest: string,
  ): Promise<void> => {
    if (limits.count('stranger', clientAddress(request, trustedProxies)) > 0) {
      replyText(response, 429, 'Wait a little.')
      return
    }
    try {
      await (rest === 'callback' ? finish(request, response) : begin(response, rest))
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'SSO_PROVIDER') throw error
      log.warn({ code: error.code })
      refuse(response, 'FAILED')
    }
  }

  async function begin(response: ServerResponse, rest: string): Promise<void> {
    const tenantId = tenantIn(rest)
    const sso = tenantId === null ? null : await withTenant(db, tenantId, readSso)
    if (tenantId === null || !sso?.enabled) return refuse(response, 'NOT_CONFIGURED')
    const { url, attempt } = await oidc.begin(await clientOf(tenantId, sso))
    const expiresAt = new Date(clock().getTime() + attemptLifeMs)
    const sealed = tokens.seal('sso', { tenantId, issuer: sso.issuer, ...attempt }, expiresAt)
    response.setHeader('set-cookie', cookieOf(sealed, attemptLifeMs))
    go(response, url.href)
  }

  async function finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = headersOf(request)
    const cookie = parseCookie(headers.get('cookie') ?? '', cookieName)
    const opened = tokens.open('sso', cookie ?? '', attemptSchema)
    // good once, however it ends
    response.setHeader('set-cookie', cookieOf('', 0))
    if (opened.state !== 'VALID') return refuse(response, 'FAILED')
    const { tenantId, issuer, ...attempt } = opened.content
    const sso = await withTenant(db, tenantId, readSso)
    if (!sso?.enabled || sso.issuer !== issuer) return refuse(response, 'NOT_CONFIGURED')
    const answer = new URL(`${publicUrl}/sso/callback`)
    answer.search = new URL(request.url ?? '/', publicUrl).search
    const claims = await oidc.finish(await clientOf(tenantId, sso), attempt, answer)
    const entry = await withTenant(db, tenantId, (trx) =>
      admitBySso(trx, tenantId, claims, clock()),
    )
    if (!entry.admitted) return refuse(response, entry.why)
    const cookies = await logins.openSsoSession(entry.userId, tenantId, headers)
    response.setHeader('set-cookie', [cookieOf('', 0), ...cookies])
    go(response, '/admin/')
  }

  async function clientOf(tenantId: string, sso: SsoConnection): Promise<OidcClient> {
    const box = await keyring.tenantBox(tenantId)
    const { issuer, clientId } = sso
    return { issuer, clientId, clientSecret: openClientSecret(box, tenantId, sso) }
  }
}

/** Why, as a word of ours; whom the provider meant is not said. */
const refuse = (response: ServerResponse, why: SsoRefusal): void =>
  go(response, `/admin/#/login?sso=${why}`)

function go(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' }).end()
}

function tenantIn(text: string): string | null {
  try {
    const id = parseGlobalId('Tenant', text)
    return isId(id) ? id : null
  } catch {
    return null
  }
}
