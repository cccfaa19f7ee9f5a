import { run } from '../api/run.ts'
import {
  ApiKeysDocument,
  AuditEventsDocument,
  CaseDocument,
  CasesDocument,
  CheckProfileDocument,
  CheckProfilesDocument,
  SessionDocument,
  SessionsDocument,
  WebhookDeliveriesDocument,
  WebhookEndpointsDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import {
  auditFilter,
  caseFilter,
  caseOrder,
  deliveryFilter,
  sessionFilter,
  type FormFilter,
} from './list-filters.ts'

export interface Row {
  readonly id: string
}
export interface PageAsked {
  readonly filter: FormFilter
  readonly first: number
  readonly after: string | null
}
export interface PageRead {
  readonly rows: readonly Row[]
  readonly totalCount: number | null
  readonly hasNextPage: boolean
  readonly endCursor: string | null
}
export interface Resource {
  readonly list: (asked: PageAsked) => Promise<PageRead>
  /** Null: there is none. Absent: the resource has no page of its own. */
  readonly one?: (id: string) => Promise<Row | null>
}

interface Connection {
  readonly edges: readonly { readonly node: Row }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly totalCount?: number | null
}
const pageOf = ({ edges, pageInfo, totalCount }: Connection): PageRead => ({
  rows: edges.map(({ node }) => node),
  totalCount: totalCount ?? null,
  hasNextPage: pageInfo.hasNextPage,
  endCursor: pageInfo.endCursor,
})
const wholeList = (rows: readonly Row[]): PageRead => ({
  rows,
  totalCount: rows.length,
  hasNextPage: false,
  endCursor: null,
})

/** What react-admin calls a resource, and the documents behind it. */
export const resources = {
  sessions: {
    list: async ({ filter, first, after }) =>
      pageOf(
        (await run(SessionsDocument, { filter: sessionFilter(filter), first, after }))
          .verificationSessions,
      ),
    one: async (id) => (await run(SessionDocument, { id })).verificationSession,
  },
  cases: {
    list: async ({ filter, first, after }) =>
      pageOf(
        (
          await run(CasesDocument, {
            filter: caseFilter(filter),
            sort: caseOrder(filter),
            first,
            after,
          })
        ).cases,
      ),
    one: async (id) => (await run(CaseDocument, { id })).case,
  },
  profiles: {
    list: async ({ filter, first, after }) =>
      pageOf(
        (await run(CheckProfilesDocument, { first, after, archived: filter['archived'] === true }))
          .checkProfiles,
      ),
    one: async (id) => (await run(CheckProfileDocument, { id })).checkProfile,
  },
  endpoints: {
    list: async ({ first, after }) =>
      pageOf((await run(WebhookEndpointsDocument, { first, after })).webhookEndpoints),
  },
  deliveries: {
    list: async ({ filter, first, after }) =>
      pageOf(
        (await run(WebhookDeliveriesDocument, { filter: deliveryFilter(filter), first, after }))
          .webhookDeliveries,
      ),
  },
  'api-keys': { list: async () => wholeList((await run(ApiKeysDocument, {})).apiKeys) },
  audit: {
    list: async ({ filter, first, after }) =>
      pageOf(
        (await run(AuditEventsDocument, { filter: auditFilter(filter), first, after })).auditEvents,
      ),
  },
} as const satisfies Record<string, Resource>

/** @throws TypeError where there is no such resource */
export function resourceOf(name: string): Resource {
  const known: Readonly<Partial<Record<string, Resource>>> = resources
  const resource = Object.hasOwn(known, name) ? known[name] : undefined
  if (!resource) throw new TypeError(`expected a resource, not ${name}`)
  return resource
}
