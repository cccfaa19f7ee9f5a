import { betterAuth } from 'better-auth'
import { toNodeHandler } from 'better-auth/node'
import { twoFactor } from 'better-auth/plugins'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Database } from '../../db/client.ts'
import { ssoSession } from './sso-session.ts'
import { signInRecords, type SignInGuard } from './sign-in-records.ts'
import { passwordLength } from '../../domain/password.ts'

/** Logins of the tenants' staff: password and, where a member switched it on, a TOTP code. */
export interface StaffLogins {
  /** Answers below /api/auth. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** The sign-in whose cookie this is, or null. */
  sessionOf(headers: Headers): Promise<LoginSession | null>
  /** Signs in whom the provider of a company vouches for. @returns the cookies to set */
  openSsoSession(userId: string, tenantId: string, headers: Headers): Promise<readonly string[]>
  hashPassword(password: string): Promise<string>
  isPassword(password: string, hash: string): Promise<boolean>
  /** Nobody signs up by themselves: logins come from here. @returns id of the login */
  createLogin(login: {
    readonly email: string
    readonly password: string
    readonly name: string
  }): Promise<string>
}

export interface LoginSession {
  readonly id: string
  readonly userId: string
  readonly signedInAt: Date
}

export interface StaffLoginOptions {
  readonly db: Database
  /** At least 32 characters: signs cookies and encrypts the TOTP secrets. */
  readonly secret: string
  /** Origin under which browsers reach us. */
  readonly publicUrl: string
  /** Limits and records sign-ins; needed wherever there is a door. */
  readonly guard?: SignInGuard
}

export function createStaffLogins({
  db,
  secret,
  publicUrl,
  guard,
}: StaffLoginOptions): StaffLogins {
  const secure = publicUrl.startsWith('https:')
  const auth = betterAuth({
    appName: 'Kakunin',
    // our own pool and our own migration 0002; the tables live in a schema apart
    database: { db: db.withSchema('auth'), type: 'postgres' },
    secret,
    baseURL: publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: { expiresIn: 12 * 3600, updateAge: 3600 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/two-factor/*': { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: 'kakunin',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure },
      ipAddress: { ipAddressHeaders: ['x-kakunin-client'] },
    },
    // records come last: only then is it known whether a second factor is asked for
    plugins: [
      ssoSession,
      // 0: by itself it would let a browser come in by the password alone for thirty days, if that asks for it
      twoFactor({ issuer: 'Kakunin', trustDeviceMaxAge: 0 }),
      ...(guard ? [signInRecords(db, guard)] : []),
    ],
  })
  const handler = toNodeHandler(auth)

  return {
    handle: (request, response) => handler(request, response),
    async sessionOf(headers) {
      // asking without the cookie would cost a query for nothing
      if (!headers.get('cookie')?.includes('kakunin.session_token')) return null
      const found = await auth.api.getSession({ headers })
      if (!found) return null
      const { id, userId, createdAt } = found.session
      return { id, userId, signedInAt: createdAt }
    },
    async openSsoSession(userId, tenantId, headers) {
      const opened = await auth.api.openSsoSession({
        body: { userId },
        headers,
        returnHeaders: true,
      })
      await db
        .updateTable('auth.session')
        .set({ ssoTenantId: tenantId })
        .where('id', '=', opened.response.sessionId)
        .execute()
      return opened.headers.getSetCookie()
    },
    hashPassword: async (password) => (await auth.$context).password.hash(password),
    isPassword: async (password, hash) => (await auth.$context).password.verify({ password, hash }),
    async createLogin({ email, password, name }) {
      const context = await auth.$context
      const user = await context.internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        // better-auth wants to know where it comes from
        { method: 'seed' },
      )
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await context.password.hash(password),
      })
      return user.id
    },
  }
}
