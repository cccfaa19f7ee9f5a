import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { documentIdOf } from './document-id.ts'
import { ApiError, refusalOf } from './api-error.ts'

/**
 * Runs an operation by its persisted hash; from a browser the server takes nothing else.
 * @throws ApiError with the server's code, `NETWORK` where it can't be reached
 */
export async function run<Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await post(documentIdOf(document), variables)
  const answer: unknown = await response.json().catch(() => null)
  const refusal = refusalOf(response.status, answer)
  if (refusal) throw refusal
  // the hash pins the operation whose type the document carries
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (answer as { readonly data: Result }).data
}

async function post(documentId: string, variables: unknown): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kakunin-csrf': '1' },
      credentials: 'same-origin',
      body: JSON.stringify({ documentId, variables }),
      signal: AbortSignal.timeout(requestTimeoutMs),
    })
  } catch (cause) {
    throw new ApiError('NETWORK', 0, { cause })
  }
}

const requestTimeoutMs = 30_000
