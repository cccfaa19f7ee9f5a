import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import { GraphQLError } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { z } from 'zod'
import { DomainError, isDomainError, type ErrorCode } from '../../domain/errors.ts'
import type { Identity } from '../auth/principals.ts'
import { createContext, type Context } from '../context.ts'
import type { Dependencies } from '../dependencies.ts'
import type { Limited } from '../rate-limits.ts'
import { schema } from '../schema.ts'
import { clientAddress } from './client-address.ts'
import { createErrorMask } from './mask-error.ts'
import type { Metrics } from './metrics.ts'
import { headersOf } from './headers-of.ts'
import { readBody } from './read-body.ts'
import { replyJson } from './reply.ts'

const mostBytes = 256_000
/** Words and signs of one operation's text; the longest of our own has a tenth of it. */
const mostTokens = 4000

/**
 * POST /graphql. A key may send any operation within the limits; a browser (cookies) only those of our own user interfaces,
 * by their hash, with a header that no foreign page can set.
 */
export function createGraphqlDoor(
  dependencies: Dependencies,
  identify: (headers: Headers) => Promise<Identity>,
  metrics: Metrics,
) {
  const { limits, trustedProxies, random, streams } = dependencies
  const maskError = createErrorMask(dependencies)
  const persisted = readPersistedOperations()
  /** Streams that each caller has open here. */
  const open = new Map<string, number>()

  const ownRefusals: Plugin = {
    onParse: ({ parseFn, setParseFn }) =>
      setParseFn((text, options) => parseFn(text, { ...options, maxTokens: mostTokens })),
    // yoga masks what parsing and execution say, but not this
    onValidate:
      () =>
      ({ valid, result, setResult }) => {
        if (!valid) setResult(result.map(maskError))
      },
  }

  const yoga = createYoga<Caller, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    // nothing is uploaded here, and a multipart form could be posted by any page
    multipart: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    batching: false,
    logging: false,
    extraParamNames: ['documentId'],
    context: ({ identity, requestId, isStillWelcome }) =>
      createContext(dependencies, identity, requestId, isStillWelcome),
    plugins: [
      ownRefusals,
      usePersistedOperations({
        allowArbitraryOperations: (request) => request.headers.has('authorization'),
        extractPersistedOperationId: ({ documentId, extensions }: PersistedParams) =>
          documentId ?? extensions?.persistedQuery?.sha256Hash ?? null,
        getPersistedOperation: (hash) => persisted.get(hash) ?? null,
        customErrors: {
          notFound: refusal('NOT_FOUND', 'documentId: expected one of the released operations'),
          keyNotFound: refusal('INPUT_INVALID', 'query: expected an operation'),
          persistedQueryOnly: refusal(
            'UNAUTHENTICATED',
            'own operations need an API key: Authorization: Bearer kk_…',
          ),
        },
      }),
    ],
    maskedErrors: { maskError },
  })

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = random(8).toString('hex')
    response.setHeader('x-request-id', requestId)
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST')
      reply(response, 405, 'INPUT_INVALID', 'POST an operation as JSON')
      return
    }
    const headers = headersOf(request)
    if (!headers.has('authorization') && headers.get('x-kakunin-csrf') !== '1') {
      reply(response, 403, 'FORBIDDEN', 'expected an API key, or the header x-kakunin-csrf: 1')
      return
    }
    if (!/^application\/json\b/i.test(headers.get('content-type') ?? '')) {
      reply(response, 415, 'INPUT_INVALID', 'content-type: expected application/json')
      return
    }
    const address = clientAddress(request, trustedProxies)
    const identity = await identify(headers)
    if (identity.refused) {
      const waitMs = limits.count('stranger', address)
      if (waitMs > 0) replyBusy(response, waitMs)
      else reply(response, 401, 'UNAUTHENTICATED', 'expected a valid API key')
      return
    }
    const waitMs = limits.count(...limitOf(identity, address))
    if (waitMs > 0) {
      replyBusy(response, waitMs)
      return
    }
    const body = await readBody(request, mostBytes).catch((error: unknown) => {
      if (!isDomainError(error)) throw error
      response.setHeader('connection', 'close')
      reply(response, 413, error.code, error.message)
      response.once('finish', () => request.destroy())
      return null
    })
    if (body === null) return

    const isStillWelcome = async () =>
      JSON.stringify(await identify(headers)) === JSON.stringify(identity)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const [, caller] = limitOf(identity, address)
    const answer = await yoga.fetch(
      new Request('http://kakunin/graphql', {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
        signal: gone.signal,
      }),
      { identity, requestId, isStillWelcome },
    )
    const goesOn = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    if (goesOn && (open.get(caller) ?? 0) >= streams.mostOfCaller) {
      gone.abort()
      // it ends with its next change at the latest; nobody waits for that
      answer.body?.cancel().catch(() => undefined)
      replyBusy(response, streams.recheckMs)
      return
    }
    metrics.operations.inc({ kind: goesOn ? 'stream' : 'single', outcome: String(answer.status) })
    response.writeHead(answer.status, {
      ...Object.fromEntries(answer.headers),
      'cache-control': 'no-store',
    })
    if (!answer.body) {
      response.end()
      return
    }
    const over = new AbortController()
    const life = goesOn ? endInTime(over, isStillWelcome) : null
    if (goesOn) open.set(caller, (open.get(caller) ?? 0) + 1)
    try {
      await pipeline(answer.body, response, { signal: over.signal })
    } catch (error) {
      // who hangs up on a stream has done nothing wrong, and neither has who is shown out
      if (!gone.signal.aborted && !over.signal.aborted) throw error
    } finally {
      life?.()
      if (goesOn) leaveOne(caller)
    }
  }

  function leaveOne(caller: string): void {
    const left = (open.get(caller) ?? 1) - 1
    if (left > 0) open.set(caller, left)
    else open.delete(caller)
  }

  /** @returns what stops the clocks */
  function endInTime(over: AbortController, isStillWelcome: () => Promise<boolean>): () => void {
    const life = setTimeout(() => over.abort(), streams.lifeMs)
    const recheck = setInterval(() => {
      isStillWelcome().then(
        (yes) => yes || over.abort(),
        // the database is away: nothing changes that could be told
        () => undefined,
      )
    }, streams.recheckMs)
    return () => {
      clearTimeout(life)
      clearInterval(recheck)
    }
  }
}

interface PersistedParams {
  readonly documentId?: string
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: string } }
}

const refusal = (code: ErrorCode, message: string) => () =>
  new GraphQLError(message, { extensions: { code } })

/** Operations of the two user interfaces by their SHA-256. */
function readPersistedOperations(): ReadonlyMap<string, string> {
  const operations = z.record(z.string(), z.string())
  const entries = ['capture', 'admin'].flatMap((ui) => {
    const file = new URL(`../operations/generated/${ui}/persisted-documents.json`, import.meta.url)
    return Object.entries(operations.parse(JSON.parse(readFileSync(file, 'utf8'))))
  })
  return new Map(entries)
}

function limitOf({ principal, applicant }: Identity, address: string): [Limited, string] {
  if (principal) return [principal.kind === 'API_KEY' ? 'apiKey' : 'member', principal.id]
  return applicant ? ['applicant', applicant.sessionId] : ['stranger', address]
}

interface Caller {
  readonly identity: Identity
  readonly requestId: string
  readonly isStillWelcome: () => Promise<boolean>
}

/** A refusal before GraphQL has a say, in GraphQL's shape. */
function reply(response: ServerResponse, status: number, code: ErrorCode, message: string): void {
  replyJson(response, status, { errors: [{ message, extensions: { code } }] })
}

function replyBusy(response: ServerResponse, waitMs: number): void {
  response.setHeader('retry-after', Math.ceil(waitMs / 1000))
  reply(response, 429, 'RATE_LIMITED', new DomainError('RATE_LIMITED', 'wait a little').message)
}
