import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import { GraphQLError } from 'graphql'
import type { Permission } from './auth/permissions.ts'
import type { Context } from './context.ts'
import { globalId, prefixes, splitGlobalId, type NodeName } from './global-ids.ts'

export interface SchemaTypes {
  Context: Context
  AuthScopes: { may: Permission | readonly Permission[]; applicant: boolean; principal: boolean }
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: Date; Output: Date }
    Date: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
  }
  Connection: { totalCount?: () => Promise<number | null> }
  DefaultFieldNullability: false
  DefaultEdgesNullability: { list: false; items: false }
  DefaultNodeNullability: false
}

/** Everything that one request may cost; a page of 100 sessions with their applicants, or one whole case, is well below. */
export const queryLimits = { complexity: 6000, depth: 12, breadth: 400 } as const
/** Most edges of a page. */
export const mostPerPage = 100
export const perPage = 20

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ScopeAuthPlugin, RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    encodeGlobalID: (name, id) => (isNodeName(name) ? globalId(name, String(id)) : String(id)),
    decodeGlobalID(text) {
      const { name, id } = splitGlobalId(text)
      return { typename: name, id }
    },
    // the page has been multiplied by its rows already
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      complexity: { field: 1, multiplier: 1 },
    },
    nodeFieldOptions: { nullable: false },
    nodesQueryOptions: false,
    nodeQueryOptions: { complexity: 1 },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: (context) => ({
      // of several permissions any one will do
      may: (wanted: Permission | readonly Permission[]) =>
        [wanted].flat().some((permission) => context.may(permission)),
      applicant: context.identity.applicant !== null,
      principal: context.identity.principal !== null,
    }),
    unauthorizedError: (_parent, context) =>
      new GraphQLError(
        context.identity.principal
          ? 'this caller may not see that'
          : 'expected an API key or a login',
        { extensions: { code: context.identity.principal ? 'FORBIDDEN' : 'UNAUTHENTICATED' } },
      ),
  },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 5,
    limit: queryLimits,
    complexityError: (kind) =>
      new GraphQLError(`the operation goes beyond the limit of ${kind.toLowerCase()}`, {
        extensions: { code: 'INPUT_INVALID', limits: queryLimits },
      }),
  },
})

const isNodeName = (name: string): name is NodeName => Object.hasOwn(prefixes, name)

/** Cost of a connection: what one row costs, times the rows asked for. */
export const pageCost = ({
  first,
  last,
}: {
  first?: number | null | undefined
  last?: number | null | undefined
}) => ({
  field: 1,
  multiplier: Math.min(Math.max(first ?? last ?? perPage, 1), mostPerPage),
})

builder.queryType({})
builder.mutationType({})
builder.subscriptionType({})
