import { z } from 'zod'
import { listApiKeys, type ApiKey } from '../../db/reads/api-keys.ts'
import { addMember } from '../../db/settings/members.ts'
import { createApiKey, revokeApiKey, rotateApiKey } from '../../db/settings/api-keys.ts'
import { DomainError } from '../../domain/errors.ts'
import { mayGrant, permissions } from '../auth/permissions.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { ApiScopeEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { memberOrNull, MemberRef, MemberResult } from './member.ts'

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
    speaksFor: t.field({
      type: MemberRef,
      nullable: true,
      description: 'Whose name its reviews bear.',
      resolve: (key, _args, context) => memberOrNull(context, key.memberId),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    replaced: t.boolean({
      description: 'Another key was made to take its place.',
      resolve: ({ replacedBy }) => replacedBy !== null,
    }),
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
    speaksForId: t.id({
      description:
        'The member in whose name it reviews: a person, or a service reviewer for whom a person answers. Needed with CASES_REVIEW.',
    }),
    expiresInDays: t.int({ description: '1 to 1825. Without it the key does not end by itself.' }),
  }),
})
const nameSchema = z.object({ name: z.string().trim().min(1).max(80) })
const daysSchema = z.number().int().min(1).max(1825).nullish()
const inputSchema = nameSchema.extend({
  scopes: z.array(z.string()).min(1),
  expiresInDays: daysSchema,
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
        const { name, expiresInDays } = inputSchema.parse(input)
        const { clock, random } = context.dependencies
        const member = context.member()
        if (input.scopes.some((scope) => !mayGrant(member, scope)))
          throw new DomainError('FORBIDDEN', 'scopes: expected no more than the caller may do')
        const memberId = await reviewerNamed(context, input)
        const { id, secret } = await context.inTenant((trx) =>
          createApiKey(trx, member.tenantId, {
            name,
            scopes: [...new Set(input.scopes)],
            sandbox: input.sandbox,
            memberId,
            expiresAt: endOf(clock(), expiresInDays),
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

builder.mutationField('rotateApiKey', (t) =>
  t.field({
    type: CreateApiKeyResult,
    description: 'A new key with the name, scopes and side of an old one, which ends in a while.',
    args: {
      apiKeyId: t.arg.id({ required: true }),
      overlapHours: t.arg.int({
        required: true,
        description: 'How long the old one goes on beside it, 0 to 720.',
      }),
      expiresInDays: t.arg.int({
        description: '1 to 1825. Without it the key does not end by itself.',
      }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'keys.manage', async () => {
        const { overlapHours, expiresInDays } = rotationSchema.parse(args)
        const { clock, random } = context.dependencies
        const member = context.member()
        const old = await readKey(context, parseGlobalId('ApiKey', args.apiKeyId))
        if (old.scopes.some((scope) => !mayGrant(member, scope)))
          throw new DomainError('FORBIDDEN', 'apiKeyId: expected no more than the caller may do')
        if (old.memberId !== null && !context.may('reviewKeys.manage'))
          throw new DomainError('FORBIDDEN', 'apiKeyId: expected an owner to make this key')
        const at = clock()
        const { id, secret } = await context.inTenant((trx) =>
          rotateApiKey(trx, member.tenantId, {
            id: old.id,
            overlapMs: overlapHours * 3_600_000,
            expiresAt: endOf(at, expiresInDays),
            actor: actorOf(member),
            at,
            random: random(32),
          }),
        )
        const made: CreatedKey = {
          __typename: 'CreateApiKeySuccess',
          apiKey: await readKey(context, id),
          secret,
        }
        return made
      }),
  }),
)
const rotationSchema = z.object({
  overlapHours: z.number().int().min(0).max(720),
  expiresInDays: daysSchema,
})

const endOf = (at: Date, days: number | null | undefined): Date | null =>
  days ? new Date(at.getTime() + days * 86_400_000) : null

builder.mutationField('createServiceReviewer', (t) =>
  t.field({
    type: MemberResult,
    description:
      'A reviewer that is a program, for keys to speak for; the caller answers for it, and four eyes count them as one.',
    args: { displayName: t.arg.string({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'reviewKeys.manage', async () => {
        const { name: displayName } = nameSchema.parse({ name: args.displayName })
        const member = context.member()
        const id = await context.inTenant((trx) =>
          addMember(trx, member.tenantId, {
            userId: null,
            displayName,
            roles: ['REVIEWER'],
            personMemberId: member.personId,
            actor: actorOf(member),
            at: context.dependencies.clock(),
          }),
        )
        const made = await context.loaders().members.load(id)
        if (!made) throw new DomainError('UNEXPECTED', 'a member that was just made is not there')
        return made
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

/** @throws DomainError `INPUT_INVALID`: a decision names a person, so a key that makes one does too */
async function reviewerNamed(
  context: Context,
  { scopes, speaksForId }: { scopes: readonly string[]; speaksForId?: string | null | undefined },
): Promise<string | null> {
  if (!speaksForId) {
    if (!scopes.includes('cases:review')) return null
    throw new DomainError('INPUT_INVALID', 'speaksForId: expected the member it reviews for')
  }
  // else whoever makes keys could decide in anybody's name
  if (!context.may('reviewKeys.manage'))
    throw new DomainError('FORBIDDEN', 'speaksForId: expected an owner to make this key')
  const found = await context.loaders().members.load(parseGlobalId('Member', speaksForId))
  // in the name of somebody who never came in, its maker would be two persons
  if (!found || found.disabledAt || found.invited)
    throw new DomainError('NOT_FOUND', 'no such member')
  if (!found.roles.some((role) => permissions['cases.review'].roles.some((each) => each === role)))
    throw new DomainError('INPUT_INVALID', 'speaksForId: expected somebody who reviews')
  return found.id
}

async function readKey(context: Context, id: string): Promise<ApiKey> {
  context.loaders().apiKeys.clear(id)
  const key = await context.loaders().apiKeys.load(id)
  if (!key) throw new DomainError('NOT_FOUND', 'no such API key')
  return key
}
