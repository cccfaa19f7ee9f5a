import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { lookup } from 'node:dns/promises'
import { pino } from 'pino'
import { z } from 'zod'
import type { VisionPool } from '../../activities/vision-pool.ts'
import { freePort } from '../../dev/ports.ts'
import { createMember } from '../../graphql/auth/create-member.ts'
import { createOidc } from '../../graphql/auth/oidc.ts'
import { createStaffLogins } from '../../graphql/auth/staff-logins.ts'
import { streamLimits, type Dependencies, type StreamLimits } from '../../graphql/dependencies.ts'
import { createDoor } from '../../graphql/http/create-door.ts'
import { listen } from '../../graphql/http/listen.ts'
import { createMetrics } from '../../graphql/http/metrics.ts'
import { listenForChanges } from '../../graphql/live-changes.ts'
import { createRateLimits, rateLimits, type Limited } from '../../graphql/rate-limits.ts'
import { createSealedTokens } from '../../graphql/sealed-tokens.ts'
import { createStories } from '../../graphql/stories.ts'
import { withTenant, type Trx } from '../../db/client.ts'
import { createApiKey } from '../../db/settings/api-keys.ts'
import { addMember } from '../../db/settings/members.ts'
import { apiScopes, type ApiScope, type Role } from '../../domain/roles.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { startTestWorkers, type TestTemporal } from './temporal.ts'

/** Who asks: a key, or a browser with its cookies. */
export type Caller = { readonly key: string } | { readonly cookie: string } | null

export interface Stack extends AsyncDisposable {
  readonly url: string
  readonly database: TestDatabase
  readonly temporal: TestTemporal
  readonly dependencies: Dependencies
  /** What the API wrote to its log, a line each. */
  readonly logged: readonly string[]
  /** Sends text with a key, a persisted operation's hash with a cookie. */
  ask(caller: Caller, operation: string, variables?: object): Promise<Answer>
  /** @param speaksFor member in whose name it reviews; else one of its own is made */
  addKey(
    tenantId: string,
    scopes?: readonly ApiScope[],
    sandbox?: boolean,
    speaksFor?: string | null,
  ): Promise<string>
  /** A member with a password, signed in. */
  signIn(tenantId: string, roles: readonly Role[], partnerId?: string): Promise<SignedIn>
}

export interface SignedIn {
  readonly memberId: string
  readonly email: string
  readonly password: string
  readonly cookie: string
}

const answerSchema = z.object({
  data: z.record(z.string(), z.any()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() }))
    .optional(),
})
export type Answer = z.infer<typeof answerSchema>

/** A key that reviews names somebody. */
async function reviewerFor(
  trx: Trx,
  tenantId: string,
  scopes: readonly ApiScope[],
): Promise<string | null> {
  if (!scopes.includes('cases:review')) return null
  const displayName = 'Service reviewer'
  const actor = { kind: 'SYSTEM', id: null } as const
  return addMember(trx, tenantId, {
    userId: null,
    displayName,
    roles: ['REVIEWER'],
    actor,
    at: new Date(),
  })
}

export const allScopes = apiScopes

/** The API on a free port with a database and workers of its own; `vision` is real or scripted. */
export async function startStack(
  vision: VisionPool,
  {
    limits = {},
    trustedProxies = 0,
    streams = streamLimits,
    allowPrivateTargets = true,
    resolveHost = async (host) => (await lookup(host, { all: true })).map((found) => found.address),
    clock = () => new Date(),
    workerClock = () => new Date(),
  }: {
    limits?: Partial<Record<Limited, { calls: number; windowMs: number }>>
    trustedProxies?: number
    streams?: StreamLimits
    allowPrivateTargets?: boolean
    resolveHost?: Dependencies['resolveHost']
    /** The API's; the workers have their own. */
    clock?: () => Date
    workerClock?: () => Date
  } = {},
): Promise<Stack> {
  const database = await createTestDatabase()
  const temporal = await startTestWorkers(database, vision, { clock: workerClock })
  const { db, keyring, store } = database
  const port = await freePort()
  const url = `http://localhost:${port}`
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const live = await listenForChanges(database.url, log)
  const counted = createRateLimits(clock, { ...rateLimits, ...limits })
  const logins = createStaffLogins({
    db,
    secret: 'a secret for tests, thirty-two or more',
    publicUrl: url,
    guard: { limits: counted, clock },
  })
  const dependencies: Dependencies = {
    db,
    keyring,
    store,
    stories: createStories(temporal.client, temporal.queues),
    logins,
    oidc: createOidc({ publicUrl: url, allowPrivate: allowPrivateTargets }),
    live,
    tokens: createSealedTokens('another secret for tests, long enough', clock),
    limits: counted,
    log,
    clock,
    random: randomBytes,
    publicUrl: url,
    trustedProxies,
    allowPrivateTargets,
    resolveHost,
    streams,
    isReady: async () => true,
  }
  const door = createDoor(dependencies, createMetrics())
  await listen(door, port, 'localhost')

  return {
    url,
    database,
    temporal,
    dependencies,
    logged,
    async ask(caller, operation, variables = {}) {
      const byHash = /^sha256:[0-9a-f]{64}$/.test(operation)
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-kakunin-csrf': '1',
          ...(caller && 'key' in caller ? { authorization: `Bearer ${caller.key}` } : {}),
          ...(caller && 'cookie' in caller ? { cookie: caller.cookie } : {}),
        },
        body: JSON.stringify({
          ...(byHash ? { documentId: operation } : { query: operation }),
          variables,
        }),
      })
      return answerSchema.parse(await response.json())
    },
    addKey: (tenantId, scopes = allScopes, sandbox = false, speaksFor = null) =>
      withTenant(db, tenantId, async (trx) => {
        const speaker = speaksFor ?? (await reviewerFor(trx, tenantId, scopes))
        const { secret } = await createApiKey(trx, tenantId, {
          memberId: speaker,
          name: 'test',
          scopes,
          sandbox,
          actor: { kind: 'SYSTEM', id: null },
          at: clock(),
          random: randomBytes(32),
        })
        return secret
      }),
    async signIn(tenantId, roles, partnerId) {
      const email = `${randomBytes(6).toString('hex')}@example.test`
      const password = randomBytes(12).toString('base64url')
      const memberId = await createMember(
        { db, logins },
        {
          tenantId,
          email,
          password,
          displayName: roles.join(' '),
          roles,
          ...(partnerId === undefined ? {} : { partnerId }),
          actor: { kind: 'SYSTEM', id: null },
          at: clock(),
        },
      )
      const response = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: url,
          // sign-ins are limited by address; where proxies are trusted, each test's staff comes from its own
          'x-forwarded-for': `198.51.100.${randomInt(256)}`,
        },
        body: JSON.stringify({ email, password }),
      })
      if (!response.ok) throw new Error(`signing in answered ${response.status}`)
      const cookie = response.headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0])
        .join('; ')
      return { memberId, email, password, cookie }
    },
    async [Symbol.asyncDispose]() {
      door.closeAllConnections()
      door.close()
      await once(door, 'close')
      await live.close()
      await temporal[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}
