import { z } from 'zod'
import { persevere } from '../../sandbox/persevere.ts'

/** What a company's own server asks the API for. */
export interface CompanyClient {
  /** The same key answers the same session. @returns its id */
  open(input: object): Promise<string>
  /** Null where there is no such session. */
  statusOf(sessionId: string): Promise<string | null>
}

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
})
const openedSchema = z.object({ session: z.object({ id: z.string() }) })
const sessionSchema = z.object({ status: z.string() }).nullable()

/** @param retryMs how long a request is tried again when the API is away */
export function createCompanyClient(
  apiUrl: string,
  apiKey: string,
  retryMs: number,
): CompanyClient {
  const ask = (query: string, variables: object): Promise<unknown> =>
    persevere(retryMs, async () => {
      const response = await fetch(`${apiUrl}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
        body: JSON.stringify({ query, variables }),
      })
      const { data, errors } = answerSchema.parse(await response.json())
      if (!data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no answer')
      return Object.values(data)[0]
    })
  return {
    async open(input) {
      const answer = await ask(
        `mutation ($input: CreateVerificationSessionInput!) {
          createVerificationSession(input: $input) {
            ... on CreateVerificationSessionSuccess { session { id } }
            ... on OperationError { code message }
          }
        }`,
        { input },
      )
      const opened = openedSchema.safeParse(answer)
      if (!opened.success) throw new Error(`no session: ${JSON.stringify(answer)}`)
      return opened.data.session.id
    },
    async statusOf(sessionId) {
      const answer = await ask('query ($id: ID!) { verificationSession(id: $id) { status } }', {
        id: sessionId,
      })
      return sessionSchema.parse(answer)?.status ?? null
    },
  }
}
