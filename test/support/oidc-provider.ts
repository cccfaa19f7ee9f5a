import { createPrivateKey, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { freePort } from '../../dev/ports.ts'

export interface Account {
  readonly sub: string
  readonly email: string
  readonly email_verified: boolean
  readonly name: string
}

/** What the provider says of the account, and how its tokens are spoilt before they leave. */
export interface ProviderMood {
  account: Account
  /** Other claims in the ID token, signed anew by the provider's own key. */
  claims: Readonly<Record<string, unknown>>
  /** Signed by a key that the provider never published. */
  foreignKey: boolean
}

export interface TestProvider extends AsyncDisposable {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly mood: ProviderMood
  /** How often somebody connected. */
  connections(): number
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** A certified OpenID provider with keys of its own, where whoever comes is the account of its mood. */
export async function startOidcProvider(redirectUri: string): Promise<TestProvider> {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const [ownKey, otherKey] = [newKey(), newKey()]
  const kid = 'test-key'
  const [clientId, clientSecret] = ['kakunin', randomUUID()]
  const mood: ProviderMood = {
    account: { sub: 'x', email: 'x@example.test', email_verified: true, name: 'X' },
    claims: {},
    foreignKey: false,
  }
  let connections = 0
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [{ ...ownKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: [randomUUID()] },
    findAccount: () => ({ accountId: mood.account.sub, claims: () => ({ ...mood.account }) }),
    interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId,
        accountId: ctx.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
      Grant: 600,
    },
  })
  provider.use(async (ctx, next) => {
    await next()
    const body: unknown = ctx.body
    if (ctx.path === '/token' && typeof body === 'object' && body !== null && 'id_token' in body) {
      ctx.body = { ...body, id_token: signedAnew(String(body.id_token)) }
    }
  })
  const answer = provider.callback()
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/login/')) {
      const result = { login: { accountId: mood.account.sub } }
      provider
        .interactionFinished(request, response, result)
        .catch(() => response.writeHead(500).end())
    } else void answer(request, response)
  })
  server.on('connection', () => (connections += 1))
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return {
    issuer,
    clientId,
    clientSecret,
    mood,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  function signedAnew(token: string): string {
    if (Object.keys(mood.claims).length === 0 && !mood.foreignKey) return token
    const [header = '', payload = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const changed = Buffer.from(JSON.stringify({ ...claims, ...mood.claims })).toString('base64url')
    const key = createPrivateKey(
      (mood.foreignKey ? otherKey : ownKey).export({ type: 'pkcs8', format: 'pem' }),
    )
    const signature = createSign('RSA-SHA256').update(`${header}.${changed}`).sign(key, 'base64url')
    return `${header}.${changed}.${signature}`
  }
}
