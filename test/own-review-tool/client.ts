/**
 * A company's own review tool in small: everything that a reviewer does in the manager, by HTTP and an API key with the scope
 * `cases:review` that speaks for a member. It knows the product's API and nothing else of it.
 */
export interface ReviewTool {
  takeNext(queue?: string): Promise<TakenCase | null>
  take(caseId: string): Promise<TakenCase>
  /** Keeps the case for another while. */
  renew(caseId: string): Promise<void>
  release(caseId: string): Promise<void>
  /** One masked picture; each view is on record. */
  picture(address: string): Promise<Uint8Array>
  resolve(taken: TakenCase, decision: Decision): Promise<{ status: string; stage: string }>
  askAgain(
    taken: TakenCase,
    slots: readonly string[],
    reasonCodes: readonly string[],
  ): Promise<{ status: string; stage: string }>
}

export interface TakenCase {
  readonly id: string
  readonly version: number
  readonly stage: string
  readonly reasonCodes: readonly string[]
  readonly opinions: readonly { readonly resolution: string }[]
  readonly session: {
    readonly id: string
    readonly attempts: readonly {
      readonly fields: readonly {
        readonly key: string
        readonly declared: string | null
        readonly read: string | null
      }[]
      readonly checks: readonly { readonly key: string; readonly outcome: string }[]
      readonly captures: readonly { readonly slot: string; readonly imageUrl: string | null }[]
    }[]
  }
}

export interface Decision {
  readonly resolution: 'APPROVE' | 'DECLINE'
  readonly reasonCodes?: readonly string[]
  readonly internalNote?: string
}

/** What the API refuses, with its code. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const seen = `
  id version stage status reasonCodes
  opinions { resolution }
  session {
    id
    attempts {
      fields { key declared read }
      checks { key outcome }
      captures { slot imageUrl(variant: MASKED) }
    }
  }`

/** @param url origin of the API @param key `kk_live_…` */
export function reviewTool(url: string, key: string): ReviewTool {
  // whoever sends an operation knows what answers it
  async function ask<Answer>(name: string, operation: string, variables: object): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: operation, variables }),
    })
    const { data, errors } = await response.json()
    const answer = data?.[name]
    const code = errors?.[0]?.extensions?.code ?? answer?.code
    if (code) throw new Refused(code)
    return answer
  }
  const one = (name: string, fields = seen) =>
    `mutation ($caseId: ID!) { ${name}(caseId: $caseId) {
      __typename ... on OperationError { code } ... on Case { ${fields} } } }`
  const decided = `__typename ... on OperationError { code } ... on Case { status stage }`

  return {
    async takeNext(queue) {
      const answer = await ask<TakenCase & { __typename: string }>(
        'claimNextCase',
        `mutation ($queue: String) { claimNextCase(queue: $queue) {
          __typename ... on OperationError { code } ... on Case { ${seen} } } }`,
        { queue },
      )
      return answer.__typename === 'Case' ? answer : null
    },
    take: (caseId) => ask('claimCase', one('claimCase'), { caseId }),
    renew: (caseId) => ask('renewCaseLease', one('renewCaseLease', 'id'), { caseId }),
    release: (caseId) => ask('releaseCase', one('releaseCase', 'id'), { caseId }),
    async picture(address) {
      const response = await fetch(address)
      if (!response.ok) throw new Refused(String(response.status))
      return new Uint8Array(await response.arrayBuffer())
    },
    resolve: ({ id, version }, { resolution, reasonCodes = [], internalNote }) =>
      ask(
        'resolveCase',
        `mutation ($input: ResolveCaseInput!) { resolveCase(input: $input) { ${decided} } }`,
        {
          input: {
            caseId: id,
            expectedVersion: version,
            resolution,
            reasonCodes,
            internalNote,
            idempotencyKey: `${id}/${version}`,
          },
        },
      ),
    askAgain: ({ id, version }, slots, reasonCodes) =>
      ask(
        'requestResubmission',
        `mutation ($input: RequestResubmissionInput!) { requestResubmission(input: $input) { ${decided} } }`,
        {
          input: {
            caseId: id,
            expectedVersion: version,
            slots,
            reasonCodes,
            idempotencyKey: `${id}/${version}`,
          },
        },
      ),
  }
}
