import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client'
import type { DocumentNode } from 'graphql'

/** Talks to `/graphql` by persisted hash alone: from a browser the server takes nothing else. */
export const createClient = (): ApolloClient =>
  new ApolloClient({ cache: new InMemoryCache(), link: persistedLink })

const persistedLink = new ApolloLink(
  ({ query, variables }) =>
    new Observable((observer) => {
      const abort = new AbortController()
      const send = async () => {
        try {
          observer.next(await post({ documentId: documentIdOf(query), variables }, abort.signal))
          observer.complete()
        } catch (error) {
          observer.error(error)
        }
      }
      void send()
      return () => abort.abort()
    }),
)

async function post(body: unknown, signal: AbortSignal): Promise<ApolloLink.Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kakunin-csrf': '1' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
  })
  const answer: unknown = await response.json()
  if (typeof answer !== 'object' || answer === null)
    throw new TypeError('expected a GraphQL answer')
  return answer
}

/** A verdict takes well under a second; a queue before it may take some. */
const requestTimeoutMs = 45_000

/** `__meta__.hash`, embedded by graphql-codegen. */
function documentIdOf(document: DocumentNode): string {
  const meta: unknown = Reflect.get(document, '__meta__')
  const hash: unknown = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'hash') : null
  if (typeof hash !== 'string') throw new TypeError('expected a document with an embedded hash')
  return hash
}
