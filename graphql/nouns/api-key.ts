import { z } from 'zod'
import { listApiKeys, type ApiKey } from '../../db/reads/api-keys.ts'
import { createApiKey, revokeApiKey } from '../../db/settings/api-keys.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { ApiScopeEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'

const ApiKeyRef = builder.objectRef<ApiKey>('ApiKey')
builder.node(ApiKeyRef, {
  id: { resolve: (key) => key.id },
  loadOne: (id, context) => context.loaders().apiKeys.load(id),
  authScopes: { may: 'keys.manage' },
  fields: (t) => ({
    name: t.exposeString('name'),
    hint: t.exposeString('hint'),
    scopes: t.expose('scopes', { type: [ApiScopeEnum] }),
    sandbox: t.exposeBoolean('sandbox'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
  }),
})

interface CreatedKey {
  readonly __typename: 'CreateApiKeySuccess'
  readonly apiKey: ApiKey
  readonly secret: string
}
const CreatedKeyRef = builder.objectRef<CreatedKey>('CreateApiKeySuccess').implement({
  fields: (t) => ({
    apiKey: t.expose('apiKey', { type: ApiKeyRef }),
    secret: t.exposeString('secret', { description: 'Shown once.' }),
  }),
})
const CreateApiKeyResult = builder.unionType('CreateApiKeyResult', {
  types: [CreatedKeyRef, OperationError],
  resolveType: typeNamed('CreateApiKeySuccess'),
})
const ApiKeyResult = builder.unionType('ApiKeyResult', {
  types: [ApiKeyRef, OperationError],
  resolveType: typeNamed('ApiKey'),
})

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    scopes: t.field({ type: [ApiScopeEnum], required: true }),
    sandbox: t.boolean({ required: true }),
  }),
})
const inputSchema = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.string()).min(1),
})

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKeyRef],
    authScopes: { may: 'keys.manage' },
    resolve: (_root, _args, context) => context.inTenant(listApiKeys),
  }),
)

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: CreateApiKeyResult,
    args: { input: t.arg({ type: CreateApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'keys.manage', async () => {
        const { name } = inputSchema.parse(input)
        const { clock, random } = context.dependencies
        const member = context.member()
        const { id, secret } = await context.inTenant((trx) =>
          createApiKey(trx, member.tenantId, {
            name,
            scopes: [...new Set(input.scopes)],
            sandbox: input.sandbox,
            actor: actorOf(member),
            at: clock(),
            random: random(32),
          }),
        )
        const created: CreatedKey = {
          __typename: 'CreateApiKeySuccess',
          apiKey: await readKey(context, id),
          secret,
        }
        return created
      }),
  }),
)

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: ApiKeyResult,
    args: { apiKeyId: t.arg.id({ required: true }) },
    resolve: (_root, { apiKeyId }, context) =>
      expected(context, 'keys.manage', async () => {
        const id = parseGlobalId('ApiKey', apiKeyId)
        const member = context.member()
        const at = context.dependencies.clock()
        await context.inTenant((trx) =>
          revokeApiKey(trx, member.tenantId, { id, actor: actorOf(member), at }),
        )
        return readKey(context, id)
      }),
  }),
)

async function readKey(context: Context, id: string): Promise<ApiKey> {
  context.loaders().apiKeys.clear(id)
  const key = await context.loaders().apiKeys.load(id)
  if (!key) throw new DomainError('NOT_FOUND', 'no such API key')
  return key
}
