import { vi } from 'vitest'
import { z } from 'zod'
import { askAnything } from './any-operation.ts'
import type { Caller, Stack } from './stack.ts'

export interface Layout {
  readonly columns: readonly string[]
  readonly encoding: 'UTF8_BOM' | 'UTF8' | 'CP932'
  readonly locale?: 'ja' | 'en'
  readonly digitsAsText?: boolean
}

const answerSchema = z.object({ data: z.record(z.string(), z.any()).nullish() })

/** The answer to an operation of one's own, also for a member, whose browser could not send one. */
export async function answerTo(
  stack: Stack,
  caller: Caller,
  operation: string,
  variables: Record<string, unknown> = {},
) {
  const { text } = await askAnything(stack, caller, operation, variables)
  return answerSchema.parse(JSON.parse(text)).data ?? {}
}

/** Orders a CSV. @returns what the API answers */
export const orderExport = async (
  stack: Stack,
  caller: Caller,
  layout: Layout,
  filter: object = {},
) => {
  const { exportSessions } = await answerTo(
    stack,
    caller,
    `mutation ($filter: VerificationSessionFilter, $layout: CsvLayoutInput!) {
       exportSessions(filter: $filter, layout: $layout) {
         __typename ... on Export { id status } ... on OperationError { code message } } }`,
    { filter, layout: { locale: 'ja', digitsAsText: false, ...layout } },
  )
  return exportSessions
}

/** The export once it is in that state. */
export const reachExport = (stack: Stack, caller: Caller, id: string, status: string) =>
  vi.waitFor(
    async () => {
      const { node: found } = await answerTo(
        stack,
        caller,
        `query ($id: ID!) { node(id: $id) { ... on Export { status rowsTotal rowsDone size sha256 failureCode expiresAt } } }`,
        { id },
      )
      if (found?.status !== status) throw new Error(`expected ${status}, it is ${found?.status}`)
      return found
    },
    { timeout: 20_000, interval: 100 },
  )

export const addressOf = async (stack: Stack, caller: Caller, exportId: string) => {
  const { createExportAddress } = await answerTo(
    stack,
    caller,
    `mutation ($exportId: ID!) { createExportAddress(exportId: $exportId) {
       __typename ... on ExportAddress { url expiresAt } ... on OperationError { code } } }`,
    { exportId },
  )
  return createExportAddress
}

/** A request with the caller's key or cookie. */
export const fetchAs = (caller: Caller, url: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    headers: {
      ...headers,
      ...(caller && 'key' in caller ? { authorization: `Bearer ${caller.key}` } : {}),
      ...(caller && 'cookie' in caller ? { cookie: caller.cookie } : {}),
    },
  })

/** Orders a CSV, waits for it, and fetches it. */
export async function fetchExport(
  stack: Stack,
  caller: Caller,
  layout: Layout,
  filter: object = {},
): Promise<Buffer> {
  const { id } = await orderExport(stack, caller, layout, filter)
  await reachExport(stack, caller, id, 'READY')
  const { url } = await addressOf(stack, caller, id)
  const response = await fetchAs(caller, url)
  return Buffer.from(await response.arrayBuffer())
}
