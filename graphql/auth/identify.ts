import { z } from 'zod'
import { withTenant } from '../../db/client.ts'
import { resolveApiKey, resolveCaptureDevice, resolveMembership } from '../../db/resolve.ts'
import { hashSecret, markApiKeyUsed } from '../../db/settings/api-keys.ts'
import { apiScopes, roles } from '../../domain/roles.ts'
import { noteSignIn } from '../../db/settings/own-logins.ts'
import type { Dependencies } from '../dependencies.ts'
import { readCaptureCookie } from './capture-cookie.ts'
import type { LoginSession } from './staff-logins.ts'
import type { ApplicantPrincipal, Identity, Principal } from './principals.ts'

export type IdentifyDependencies = Pick<Dependencies, 'db' | 'logins' | 'clock' | 'publicUrl'>

/** Says who a request comes from: a key in `Authorization: Bearer kk_…`, else what the browser's cookies stand for. */
export function createIdentify(
  dependencies: IdentifyDependencies,
): (headers: Headers) => Promise<Identity> {
  const { db, logins, clock, publicUrl } = dependencies
  const markedAtMs = new Map<string, number>()
  /** The sign-in of each member that was noted last. */
  const noted = new Map<string, string>()

  return async (headers) => {
    const authorization = headers.get('authorization')
    if (authorization !== null) {
      const principal = await principalOfKey(authorization)
      return { principal, applicant: null, refused: principal === null }
    }
    const [principal, applicant] = await Promise.all([memberOf(headers), applicantOf(headers)])
    return { principal, applicant, refused: false }
  }

  async function principalOfKey(authorization: string): Promise<Principal | null> {
    const secret = /^Bearer (kk_(?:live|test)_[A-Za-z0-9_-]{43})$/.exec(authorization)?.[1]
    const row = secret ? await resolveApiKey(db, hashSecret(secret)) : null
    if (!row || (row.expiresAt && row.expiresAt <= clock())) return null
    await markUsed(row.tenantId, row.id)
    return {
      kind: 'API_KEY',
      tenantId: row.tenantId,
      id: row.id,
      scopes: z.array(z.enum(apiScopes)).parse(row.scopes),
      sandbox: row.sandbox,
      speaksFor:
        row.memberId === null || row.personId === null
          ? null
          : {
              id: row.memberId,
              personId: row.personId,
              roles: z.array(z.enum(roles)).parse(row.memberRoles),
            },
    }
  }

  /** Once a minute is often enough for "last used", and spares a write a request. */
  async function markUsed(tenantId: string, id: string): Promise<void> {
    const at = clock()
    if (at.getTime() - (markedAtMs.get(id) ?? -Infinity) < 60_000) return
    markedAtMs.set(id, at.getTime())
    await withTenant(db, tenantId, (trx) => markApiKeyUsed(trx, id, at))
  }

  async function memberOf(headers: Headers): Promise<Principal | null> {
    const login = await logins.sessionOf(headers)
    const row = login === null ? null : await resolveMembership(db, login.userId, login.id)
    if (!login || !row) return null
    await noteOnce(row.tenantId, row.id, login)
    return {
      kind: 'MEMBER',
      tenantId: row.tenantId,
      id: row.id,
      roles: z.array(z.enum(roles)).parse(row.roles),
      personId: row.personId,
      partnerId: row.partnerId,
      loginId: login.id,
      mustEnrol: row.mustEnrol,
      sandbox: null,
    }
  }

  /** A sign-in is one when it first opens something: behind the second factor, and of somebody who may come in. */
  async function noteOnce(tenantId: string, memberId: string, login: LoginSession): Promise<void> {
    if (noted.get(memberId) === login.id) return
    noted.set(memberId, login.id)
    await withTenant(db, tenantId, (trx) => noteSignIn(trx, memberId, login.signedInAt))
  }

  async function applicantOf(headers: Headers): Promise<ApplicantPrincipal | null> {
    const token = readCaptureCookie(publicUrl, headers.get('cookie'))
    const row = token ? await resolveCaptureDevice(db, hashSecret(token)) : null
    if (!row || row.expiresAt <= clock()) return null
    return { kind: 'APPLICANT', tenantId: row.tenantId, sessionId: row.sessionId, id: row.id }
  }
}
