import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createIdentify } from '../auth/identify.ts'
import type { Dependencies } from '../dependencies.ts'
import { logFault } from '../log-fault.ts'
import { createCaptureLinkRoute } from './capture-links.ts'
import { clientAddress } from './client-address.ts'
import { createExportRoute } from './exports.ts'
import { createLogoRoute } from './logos.ts'
import { createGraphqlDoor } from './graphql-door.ts'
import { createImageRoute } from './images.ts'
import type { Metrics } from './metrics.ts'
import { replyText } from './reply.ts'
import { createSecurityHeaders } from './security-headers.ts'
import { createSsoRoute } from './sso.ts'
import { createStaticFiles } from './static-files.ts'
import { createUploadRoute } from './uploads.ts'

type Handle = (request: IncomingMessage, response: ServerResponse, rest: string) => Promise<void>

interface Route {
  readonly name: string
  /** Everything below this path; without a slash at its end, this path alone. */
  readonly path: string
  readonly methods: readonly string[]
  readonly handle: Handle
}

const uiFolder = (name: string) => fileURLToPath(new URL(`../../${name}/dist`, import.meta.url))
const mostLoginBytes = 64_000
/** What staff need of better-auth; it has more, and remembers for a minute every path that was ever asked for. */
const loginPaths: ReadonlySet<string> = new Set(
  [
    'sign-in/email',
    'sign-out',
    'get-session',
    'two-factor/enable',
    'two-factor/disable',
    'two-factor/get-totp-uri',
    'two-factor/generate-backup-codes',
    'two-factor/verify-totp',
    'two-factor/verify-backup-code',
  ].map((path) => `/api/auth/${path}`),
)

/** The one door: GraphQL, logins, capture links, uploads, pictures, exports, and both user interfaces on one origin. */
export function createDoor(dependencies: Dependencies, metrics: Metrics): Server {
  const { log, publicUrl, trustedProxies, isReady } = dependencies
  const setSecurityHeaders = createSecurityHeaders(publicUrl)
  const identify = createIdentify(dependencies)
  const graphql = createGraphqlDoor(dependencies, identify, metrics)
  const captureLink = createCaptureLinkRoute(dependencies)
  const image = createImageRoute(dependencies)
  const logo = createLogoRoute(dependencies)
  const exported = createExportRoute(dependencies, identify)
  const captureUi = createStaticFiles(uiFolder('capture-ui'))
  const adminUi = createStaticFiles(uiFolder('admin-ui'))
  const read = ['GET', 'HEAD']

  const routes: readonly Route[] = [
    { name: 'graphql', path: '/graphql', methods: ['GET', 'POST'], handle: graphql },
    { name: 'auth', path: '/api/auth/', methods: ['GET', 'POST'], handle: login },
    { name: 'sso', path: '/sso/', methods: ['GET'], handle: createSsoRoute(dependencies) },
    { name: 'capture-link', path: '/c/', methods: read, handle: captureLink },
    {
      name: 'upload',
      path: '/uploads/',
      methods: ['PUT'],
      handle: createUploadRoute(dependencies),
    },
    {
      name: 'image',
      path: '/images/',
      methods: ['GET'],
      handle: (_request, response, token) => image(response, token),
    },
    {
      name: 'logo',
      path: '/brand/',
      methods: ['GET'],
      handle: (_request, response, rest) => logo(response, rest),
    },
    {
      name: 'export',
      path: '/exports/',
      methods: read,
      handle: exported,
    },
    { name: 'capture-ui', path: '/capture/', methods: read, handle: captureUi },
    { name: 'admin-ui', path: '/admin/', methods: read, handle: adminUi },
    { name: 'root', path: '/', methods: read, handle: redirect('/admin/') },
    { name: 'root', path: '/admin', methods: read, handle: redirect('/admin/') },
    { name: 'root', path: '/capture', methods: read, handle: redirect('/capture/') },
    {
      name: 'live',
      path: '/livez',
      methods: read,
      handle: async (_r, response) => replyText(response, 200, 'ok'),
    },
    { name: 'ready', path: '/readyz', methods: read, handle: ready },
  ]

  const server = createServer((request, response) => void serve(request, response))
  server.headersTimeout = 20_000
  server.requestTimeout = 120_000
  return server

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedMs = performance.now()
    // a request line may be anything; the host in it is none of ours
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const route = routes.find(({ path: own }) =>
      own.endsWith('/') && own !== '/' ? path.startsWith(own) : path === own,
    )
    response.once('close', () =>
      metrics.requests.observe(
        {
          method: request.method ?? '',
          route: route?.name ?? 'none',
          status: String(response.statusCode),
        },
        (performance.now() - startedMs) / 1000,
      ),
    )
    try {
      setSecurityHeaders(request, response, path)
      if (!route) replyText(response, 404, 'Not found.')
      else if (!route.methods.includes(request.method ?? '')) {
        response.setHeader('allow', route.methods.join(', '))
        replyText(response, 405, 'Not that way.')
      } else await route.handle(request, response, decoded(path.slice(route.path.length)))
    } catch (error) {
      if (request.destroyed && !response.headersSent) return
      logFault(log, error, { route: route?.name ?? 'none' })
      if (response.headersSent) response.destroy()
      else replyText(response, 500, 'Something went wrong on our side.')
    }
  }

  /** better-auth limits guesses by address, which it may not take from a header that anybody can send. */
  async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // as it was sent: written in another way, a path would have a limit of its own
    if (!loginPaths.has(request.url?.split('?', 1)[0] ?? '')) {
      replyText(response, 404, 'Not found.')
      return
    }
    const length = Number(request.headers['content-length'] ?? (request.method === 'GET' ? 0 : NaN))
    if (!(length <= mostLoginBytes)) {
      replyText(response, 413, 'Expected a small body with a content-length.')
      return
    }
    // better-auth looks at the origin only where there are cookies; before the first login there are none
    const { origin } = request.headers
    if (origin !== undefined && origin !== new URL(publicUrl).origin) {
      replyText(response, 403, 'Expected a page of our own.')
      return
    }
    request.headers['x-kakunin-client'] = clientAddress(request, trustedProxies)
    await dependencies.logins.handle(request, response)
  }

  async function ready(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    const yes = await isReady()
    replyText(response, yes ? 200 : 503, yes ? 'ready' : 'not ready')
  }
}

function redirect(location: string): Handle {
  return async (_request, response) => {
    response.writeHead(302, { location }).end()
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '\0'
  }
}
