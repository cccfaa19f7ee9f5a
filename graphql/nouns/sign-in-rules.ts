import { z } from 'zod'
import { readSecondFactorRule, readSso } from '../../db/reads/sso.ts'
import { listStaff } from '../../db/reads/staff.ts'
import { setBreakGlass } from '../../db/settings/member-life.ts'
import { saveSecondFactorRule, saveSso, type SsoConnection } from '../../db/settings/sso.ts'
import { parseWebhookUrl } from '../../db/settings/webhook-target.ts'
import { DomainError } from '../../domain/errors.ts'
import { redirectUrl } from '../auth/oidc.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { RoleEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { globalId, parseGlobalId } from '../global-ids.ts'
import { MemberResult } from './member.ts'

const SsoConnectionRef = builder.objectRef<SsoConnection>('SsoConnection').implement({
  description: 'The company’s own OpenID provider; its secret is shown to nobody.',
  fields: (t) => ({
    issuer: t.exposeString('issuer'),
    clientId: t.exposeString('clientId'),
    emailDomains: t.exposeStringList('emailDomains'),
    defaultRole: t.expose('defaultRole', {
      type: RoleEnum,
      nullable: true,
      description: 'Of whoever comes without an invitation; null: only the invited come in.',
    }),
    enabled: t.exposeBoolean('enabled'),
    required: t.exposeBoolean('required', {
      description: 'Passwords open to emergency logins and partners’ guests alone.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
})

interface Rules {
  readonly secondFactor: boolean
  readonly sso: SsoConnection | null
  readonly tenantId: string
}
const SignInRulesRef = builder.objectRef<Rules>('SignInRules').implement({
  fields: (t) => ({
    secondFactor: t.exposeBoolean('secondFactor', {
      description: 'Everybody who comes in by a password sets up a second factor.',
    }),
    sso: t.field({ type: SsoConnectionRef, nullable: true, resolve: ({ sso }) => sso }),
    ssoSignInUrl: t.string({
      description: 'Where the staff begins.',
      resolve: ({ tenantId }, _args, { dependencies }) =>
        `${dependencies.publicUrl}/sso/${globalId('Tenant', tenantId)}`,
    }),
    ssoRedirectUrl: t.string({
      description: 'To be registered at the provider.',
      resolve: (_rules, _args, { dependencies }) => redirectUrl(dependencies.publicUrl),
    }),
  }),
})

builder.queryField('signInRules', (t) =>
  t.field({
    type: SignInRulesRef,
    authScopes: { may: 'members.inspect' },
    resolve: (_root, _args, context) => readRules(context),
  }),
)

const SignInRulesResult = builder.unionType('SignInRulesResult', {
  types: [SignInRulesRef, OperationError],
  resolveType: typeNamed('SignInRules'),
})

builder.mutationField('saveSecondFactorRule', (t) =>
  t.field({
    type: SignInRulesResult,
    args: { secondFactor: t.arg.boolean({ required: true }) },
    resolve: (_root, { secondFactor }, context) =>
      expected(context, 'members.manage', async () => {
        const { id } = context.member()
        await context.inTenant(async (trx) => {
          const staff = await listStaff(trx, context.dependencies.clock())
          // who asks it of others has it: else they would stand outside by their own rule
          if (secondFactor && !staff.some((each) => each.id === id && each.twoFactorEnabled))
            throw new DomainError('SECOND_FACTOR_NEEDED', 'secondFactor: expected yours to be on')
          await saveSecondFactorRule(trx, changeOf(context), secondFactor)
        })
        return readRules(context)
      }),
  }),
)

const SsoConnectionInput = builder.inputType('SsoConnectionInput', {
  fields: (t) => ({
    issuer: t.string({ required: true }),
    clientId: t.string({ required: true }),
    clientSecret: t.string({ description: 'Without it the one of before stays.' }),
    emailDomains: t.stringList({ required: true }),
    defaultRole: t.field({ type: RoleEnum }),
    enabled: t.boolean({ required: true }),
    required: t.boolean({ required: true }),
  }),
})
const ssoSchema = z.object({
  clientId: z.string().trim().min(1).max(200),
  clientSecret: z
    .string()
    .min(1)
    .max(500)
    .nullish()
    .transform((secret) => secret ?? null),
  emailDomains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^(?=.{4,200}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'expected a domain'),
    )
    .min(1)
    .max(20),
  enabled: z.boolean(),
  required: z.boolean(),
})

builder.mutationField('saveSsoConnection', (t) =>
  t.field({
    type: SignInRulesResult,
    description: 'The provider is asked before anything is saved.',
    args: { input: t.arg({ type: SsoConnectionInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'members.manage', async () => {
        const sound = ssoSchema.parse(input)
        const defaultRole = input.defaultRole ?? null
        if (defaultRole === 'OWNER' || defaultRole === 'OUTSOURCED_REVIEWER')
          throw new DomainError(
            'INPUT_INVALID',
            'defaultRole: expected a role that nobody manages by',
          )
        const asked = await issuerOf(context, input.issuer)
        if (context.dependencies.limits.count('staffLink', context.member().id) > 0)
          throw new DomainError('RATE_LIMITED', 'too many tries in a short time; wait a little')
        const { keyring, oidc } = context.dependencies
        const issuer = await oidc.check(asked)
        const box = await keyring.tenantBox(context.member().tenantId)
        await context.inTenant((trx) =>
          saveSso(trx, box, changeOf(context), {
            ...sound,
            issuer,
            defaultRole,
            required: sound.enabled && sound.required,
          }),
        )
        return readRules(context)
      }),
  }),
)

builder.mutationField('setBreakGlass', (t) =>
  t.field({
    type: MemberResult,
    description: 'An owner whose password opens the door also where single sign-on is the rule.',
    args: {
      memberId: t.arg.id({ required: true }),
      on: t.arg.boolean({ required: true }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'members.manage', async () => {
        const memberId = parseGlobalId('Member', args.memberId)
        await context.inTenant((trx) =>
          setBreakGlass(trx, changeOf(context), { memberId, on: args.on }),
        )
        const member = await context.loaders().members.load(memberId)
        if (!member) throw new DomainError('NOT_FOUND', 'memberId: no such member')
        return member
      }),
  }),
)

/** Where to ask. @throws DomainError `WEBHOOK_TARGET_FORBIDDEN`, `INPUT_INVALID` */
async function issuerOf({ dependencies }: Context, text: string): Promise<string> {
  const issuer = text.trim()
  const { allowPrivateTargets, resolveHost } = dependencies
  const url = await parseWebhookUrl(issuer, { allowPrivate: allowPrivateTargets }, resolveHost)
  if (url.search || url.hash)
    throw new DomainError('INPUT_INVALID', 'issuer: expected an address without ? and #')
  return issuer
}

const readRules = (context: Context): Promise<Rules> =>
  context.inTenant(async (trx) => ({
    secondFactor: await readSecondFactorRule(trx),
    sso: await readSso(trx),
    tenantId: context.principal().tenantId,
  }))

const changeOf = (context: Context) => ({
  tenantId: context.member().tenantId,
  actor: actorOf(context.member()),
  at: context.dependencies.clock(),
})
