import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api'
import type { BetterAuthPlugin } from 'better-auth'
import { createHash } from 'node:crypto'
import { appendAudit } from '../../db/audit.ts'
import { withTenant, type Database } from '../../db/client.ts'
import { resolveMembership } from '../../db/resolve.ts'
import type { RateLimits } from '../rate-limits.ts'

export interface SignInGuard {
  readonly limits: RateLimits
  readonly clock: () => Date
}

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/**
 * Writes into the tenant's audit chain who came in, who failed to and who went: ids of members, never an address. What is
 * tried with an address that nobody has belongs to no tenant and is not written. A sign-in that can't be recorded fails.
 */
export function signInRecords(db: Database, { limits, clock }: SignInGuard) {
  const before = createAuthMiddleware(async (ctx) => {
    if (ctx.path === '/sign-out') {
      const session = await getSessionFromCtx(ctx)
      if (session) await record(session.user.id, 'login.signed_out')
    }
    if (ctx.path === '/sign-in/email') await mindTheAccount(ctx)
  })
  const after = createAuthMiddleware(async (ctx) => {
    const { newSession, session, returned } = ctx.context
    const failed = isAPIError(returned)
    if (ctx.path === '/sign-in/email') {
      if (failed) await record(await userOfEmail(ctx), 'login.failed', { factor: 'PASSWORD' })
      else if (newSession) await record(newSession.user.id, 'login.succeeded')
      // the right password, and a code to come
      else await record(await userOfEmail(ctx), 'login.password_accepted')
      return
    }
    const factor = secondFactors[ctx.path]
    if (factor && session === null) {
      if (failed) await record(await userOfSecondStep(ctx), 'login.failed', { factor })
      else if (newSession) await record(newSession.user.id, 'login.succeeded', { factor })
      return
    }
    const change = changes[ctx.path]
    if (change && session && !failed) await record(session.user.id, change)
  })
  const matcher = () => true
  return {
    id: 'sign-in-records',
    hooks: { before: [{ matcher, handler: before }], after: [{ matcher, handler: after }] },
  } satisfies BetterAuthPlugin

  /** Passwords of one account, from however many addresses: beyond the limit nobody gets in for a while, with the right one neither. */
  async function mindTheAccount(ctx: AuthContext): Promise<void> {
    const email = emailIn(ctx.body)
    if (email === null) return
    const account = createHash('sha256').update(email).digest('base64url')
    const waitMs = limits.count('password', account)
    if (waitMs === 0) return
    // once in a while that it lasts, or whoever knocks would fill the chain
    if (limits.count('passwordLocked', account) === 0)
      await record(await userOfEmail(ctx), 'login.locked', { waitMs })
    throw new APIError('TOO_MANY_REQUESTS', { message: 'wait a little' })
  }

  /** Nothing where the login belongs to no tenant, or to a member who was let go. */
  async function record(
    userId: string | null,
    action: string,
    detail: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const member = userId === null ? null : await resolveMembership(db, userId, null)
    if (!member) return
    const { tenantId, id } = member
    await withTenant(db, tenantId, (trx) =>
      appendAudit(trx, tenantId, {
        at: clock(),
        actor: { kind: 'MEMBER', id },
        action,
        subjectKind: 'member',
        subjectId: id,
        detail,
      }),
    )
  }
}

const secondFactors: Readonly<Partial<Record<string, string>>> = {
  '/two-factor/verify-totp': 'TOTP',
  '/two-factor/verify-backup-code': 'BACKUP_CODE',
}

/** What a member who is in changes about their own login. */
const changes: Readonly<Partial<Record<string, string>>> = {
  '/two-factor/enable': 'login.second_factor_begun',
  '/two-factor/verify-totp': 'login.second_factor_added',
  '/two-factor/disable': 'login.second_factor_removed',
  '/two-factor/generate-backup-codes': 'login.backup_codes_made',
}

function emailIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('email' in body)) return null
  return typeof body.email === 'string' ? body.email.toLowerCase() : null
}

async function userOfEmail({ body, context }: AuthContext): Promise<string | null> {
  const email = emailIn(body)
  const found = email === null ? null : await context.internalAdapter.findUserByEmail(email)
  return found?.user.id ?? null
}

/** Who gave the right password, and now fails at the second step: better-auth keeps it behind a signed cookie. */
async function userOfSecondStep(ctx: AuthContext): Promise<string | null> {
  const { name } = ctx.context.createAuthCookie('two_factor')
  const identifier = await ctx.getSignedCookie(name, ctx.context.secret)
  const kept = identifier
    ? await ctx.context.internalAdapter.findVerificationValue(identifier)
    : null
  return kept?.value ?? null
}
