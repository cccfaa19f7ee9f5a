import { z } from 'zod'
import type { DeliveryAttempt } from '../../db/schema.ts'
import {
  listDeliveries,
  listEndpoints,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '../../db/reads/webhooks.ts'
import { readTenant } from '../../db/reads/tenants.ts'
import {
  createEndpoint,
  disableEndpoint,
  layTestDelivery,
  reopenDelivery,
  rotateSecret,
} from '../../db/settings/webhook-endpoints.ts'
import { parseWebhookUrl } from '../../db/settings/webhook-target.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder, pageCost } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { byId, keysetConnection } from '../paging.ts'

const EndpointRef = builder.objectRef<WebhookEndpoint>('WebhookEndpoint')
builder.node(EndpointRef, {
  id: { resolve: (endpoint) => endpoint.id },
  loadOne: (id, context) => context.loaders().endpoints.load(id),
  authScopes: { may: 'webhooks.manage' },
  fields: (t) => ({
    url: t.exposeString('url'),
    events: t.exposeStringList('events'),
    sandbox: t.exposeBoolean('sandbox'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true }),
    previousSecretUntil: t.expose('previousSecretUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until then the former secret signs too.',
    }),
  }),
})

const AttemptRef = builder.objectRef<DeliveryAttempt>('WebhookAttempt').implement({
  fields: (t) => ({
    number: t.exposeInt('number'),
    at: t.field({ type: 'DateTime', resolve: (attempt) => new Date(attempt.at) }),
    httpStatus: t.exposeInt('httpStatus', { nullable: true }),
    durationMs: t.exposeInt('durationMs'),
    errorCode: t.exposeString('errorCode', { nullable: true }),
  }),
})

const DeliveryRef = builder.objectRef<WebhookDelivery>('WebhookDelivery')
builder.node(DeliveryRef, {
  id: { resolve: (delivery) => delivery.id },
  loadOne: (id, context) => context.loaders().deliveries.load(id),
  authScopes: { may: 'webhooks.manage' },
  fields: (t) => ({
    endpoint: t.field({
      type: EndpointRef,
      resolve: (delivery, _args, context) => readEndpoint(context, delivery.endpointId),
    }),
    event: t.exposeString('event'),
    body: t.exposeString('body'),
    status: t.exposeString('status'),
    attempts: t.field({ type: [AttemptRef], resolve: (delivery) => delivery.attempts }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
  }),
})

builder.queryField('webhookEndpoints', (t) =>
  t.connection(
    {
      type: EndpointRef,
      authScopes: { may: 'webhooks.manage' },
      complexity: pageCost,
      resolve: (_root, args, context) =>
        keysetConnection(args, byId<WebhookEndpoint>('whe'), (page) =>
          context.inTenant((trx) => listEndpoints(trx, context.principal().sandbox, page)),
        ),
    },
    { name: 'WebhookEndpointConnection' },
    { name: 'WebhookEndpointEdge' },
  ),
)

const DeliveryFilterInput = builder.inputType('WebhookDeliveryFilter', {
  fields: (t) => ({ endpointId: t.id(), sessionId: t.id(), status: t.string() }),
})

builder.queryField('webhookDeliveries', (t) =>
  t.connection(
    {
      type: DeliveryRef,
      authScopes: { may: 'webhooks.manage' },
      complexity: pageCost,
      args: { filter: t.arg({ type: DeliveryFilterInput }) },
      resolve(_root, { filter, ...args }, context) {
        const wanted = {
          endpointId: filter?.endpointId
            ? parseGlobalId('WebhookEndpoint', filter.endpointId)
            : undefined,
          sessionId: filter?.sessionId
            ? parseGlobalId('VerificationSession', filter.sessionId)
            : undefined,
          status: filter?.status ?? undefined,
          sandbox: context.principal().sandbox,
        }
        return keysetConnection(args, byId<WebhookDelivery>('whd'), (page) =>
          context.inTenant((trx) => listDeliveries(trx, wanted, page)),
        )
      },
    },
    { name: 'WebhookDeliveryConnection' },
    { name: 'WebhookDeliveryEdge' },
  ),
)

interface EndpointSecret {
  readonly __typename: 'WebhookEndpointSecret'
  readonly endpoint: WebhookEndpoint
  readonly secret: string
}
const EndpointSecretRef = builder.objectRef<EndpointSecret>('WebhookEndpointSecret').implement({
  description: 'The secret is shown once.',
  fields: (t) => ({
    endpoint: t.expose('endpoint', { type: EndpointRef }),
    secret: t.exposeString('secret'),
  }),
})
const EndpointResult = builder.unionType('WebhookEndpointResult', {
  types: [EndpointRef, OperationError],
  resolveType: typeNamed('WebhookEndpoint'),
})
const EndpointSecretResult = builder.unionType('WebhookEndpointSecretResult', {
  types: [EndpointSecretRef, OperationError],
  resolveType: typeNamed('WebhookEndpointSecret'),
})
const DeliveryResult = builder.unionType('WebhookDeliveryResult', {
  types: [DeliveryRef, OperationError],
  resolveType: typeNamed('WebhookDelivery'),
})

/** What a company can hear of; outcomes alone unless it asks for more. */
export const webhookEvents = [
  'verification_session.approved',
  'verification_session.declined',
  'verification_session.in_review',
  'verification_session.resubmission_requested',
  'verification_session.expired',
  'verification_session.cancelled',
] as const
/** For a company's own review tool; only where they are asked for by name. */
const caseEvents = ['case.opened', 'case.resolved'] as const
const eventsSchema = z.object({ events: z.array(z.enum([...webhookEvents, ...caseEvents])).min(1) })

const CreateEndpointInput = builder.inputType('CreateWebhookEndpointInput', {
  fields: (t) => ({
    url: t.string({ required: true }),
    events: t.stringList({
      description:
        'All outcomes of sessions, where none are named; `case.opened` and `case.resolved` besides.',
    }),
    sandbox: t.boolean(),
  }),
})

builder.mutationField('createWebhookEndpoint', (t) =>
  t.field({
    type: EndpointSecretResult,
    args: { input: t.arg({ type: CreateEndpointInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'webhooks.manage', async () => {
        const { allowPrivateTargets, resolveHost, keyring, random } = context.dependencies
        const { tenantId, sandbox } = context.principal()
        const { events } = eventsSchema.parse({ events: input.events ?? [...webhookEvents] })
        const url = await parseWebhookUrl(
          input.url,
          { allowPrivate: allowPrivateTargets },
          resolveHost,
        )
        const box = await keyring.tenantBox(tenantId)
        const made = await context.inTenant((trx) =>
          createEndpoint(trx, box, changeOf(context), {
            url: url.href,
            events,
            sandbox: sandbox ?? input.sandbox ?? false,
            random: random(32),
          }),
        )
        return secretShown(await readEndpoint(context, made.id), made.secret)
      }),
  }),
)

builder.mutationField('rotateWebhookSecret', (t) =>
  t.field({
    type: EndpointSecretResult,
    args: { endpointId: t.arg.id({ required: true }) },
    resolve: (_root, { endpointId }, context) =>
      expected(context, 'webhooks.manage', async () => {
        const { keyring, random } = context.dependencies
        const { id } = await readEndpoint(context, parseGlobalId('WebhookEndpoint', endpointId))
        const box = await keyring.tenantBox(context.principal().tenantId)
        const { secret } = await context.inTenant((trx) =>
          rotateSecret(trx, box, changeOf(context), { id, random: random(32) }),
        )
        return secretShown(await readEndpoint(context, id), secret)
      }),
  }),
)

builder.mutationField('disableWebhookEndpoint', (t) =>
  t.field({
    type: EndpointResult,
    args: { endpointId: t.arg.id({ required: true }) },
    resolve: (_root, { endpointId }, context) =>
      expected(context, 'webhooks.manage', async () => {
        const { id } = await readEndpoint(context, parseGlobalId('WebhookEndpoint', endpointId))
        await context.inTenant((trx) => disableEndpoint(trx, changeOf(context), id))
        return readEndpoint(context, id)
      }),
  }),
)

builder.mutationField('testWebhook', (t) =>
  t.field({
    type: DeliveryResult,
    description:
      'Sends `webhook.test` to the endpoint, signed as any other; one try, so that its outcome is soon known.',
    args: { endpointId: t.arg.id({ required: true }) },
    resolve: (_root, { endpointId }, context) =>
      expected(context, 'webhooks.manage', async () => {
        const { id } = await readEndpoint(context, parseGlobalId('WebhookEndpoint', endpointId))
        const deliveryId = await context.inTenant((trx) =>
          layTestDelivery(trx, changeOf(context), id),
        )
        const { tenantId } = context.principal()
        await context.dependencies.stories.resend({
          tenantId,
          deliveryId,
          firstRetryMs: 1000,
          maxAgeMs: 0,
        })
        return readDelivery(context, deliveryId)
      }),
  }),
)

builder.mutationField('resendWebhook', (t) =>
  t.field({
    type: DeliveryResult,
    args: { deliveryId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'webhooks.manage', async () => {
        const { tenantId } = context.principal()
        const deliveryId = parseGlobalId('WebhookDelivery', args.deliveryId)
        await readDelivery(context, deliveryId)
        const tenant = await context.inTenant(async (trx) => {
          await reopenDelivery(trx, changeOf(context), deliveryId)
          return readTenant(trx)
        })
        await context.dependencies.stories.resend({
          tenantId,
          deliveryId,
          firstRetryMs: tenant?.settings.webhookFirstRetryMs ?? 0,
          maxAgeMs: tenant?.settings.webhookMaxAgeMs ?? 0,
        })
        return readDelivery(context, deliveryId)
      }),
  }),
)

const changeOf = (context: Context) => ({
  tenantId: context.principal().tenantId,
  actor: actorOf(context.principal()),
  at: context.dependencies.clock(),
})

const secretShown = (endpoint: WebhookEndpoint, secret: string): EndpointSecret => ({
  __typename: 'WebhookEndpointSecret',
  endpoint,
  secret,
})

async function readEndpoint(context: Context, id: string): Promise<WebhookEndpoint> {
  context.loaders().endpoints.clear(id)
  const endpoint = await context.loaders().endpoints.load(id)
  if (!endpoint) throw new DomainError('NOT_FOUND', 'no such webhook endpoint')
  return endpoint
}

async function readDelivery(context: Context, id: string): Promise<WebhookDelivery> {
  context.loaders().deliveries.clear(id)
  const delivery = await context.loaders().deliveries.load(id)
  if (!delivery) throw new DomainError('NOT_FOUND', 'no such delivery')
  return delivery
}
