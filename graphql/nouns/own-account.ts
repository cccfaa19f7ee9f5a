import { z } from 'zod'
import {
  changeOwnPassword,
  endOtherLogins,
  endOwnLogin,
  listOwnLogins,
  ownPasswordHash,
  type LoginSession,
} from '../../db/settings/own-logins.ts'
import { DomainError } from '../../domain/errors.ts'
import { passwordLength } from '../../domain/password.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { expected } from '../expected-errors.ts'
import { MemberResult } from './member.ts'
import { mindPassword } from './staff-link.ts'

const OwnLoginRef = builder
  .objectRef<LoginSession & { readonly current: boolean }>('OwnLogin')
  .implement({
    description: 'A device on which one is signed in.',
    fields: (t) => ({
      // of better-auth's making, and no node
      loginId: t.exposeString('id'),
      userAgent: t.exposeString('userAgent', { nullable: true }),
      address: t.exposeString('address', {
        nullable: true,
        description: 'Of IPv6 the first half.',
      }),
      signedInAt: t.expose('signedInAt', { type: 'DateTime' }),
      viaSso: t.exposeBoolean('viaSso'),
      current: t.exposeBoolean('current', { description: 'The one that asks.' }),
    }),
  })

builder.queryField('ownLogins', (t) =>
  t.field({
    type: [OwnLoginRef],
    authScopes: { may: 'account.keep' },
    async resolve(_root, _args, context) {
      const { id, loginId } = context.member()
      const logins = await context.inTenant((trx) =>
        listOwnLogins(trx, id, context.dependencies.clock()),
      )
      return logins.map((login) => ({ ...login, current: login.id === loginId }))
    },
  }),
)

builder.mutationField('endOwnLogin', (t) =>
  t.field({
    type: MemberResult,
    description: 'Signs out one device of one’s own.',
    args: { loginId: t.arg.string({ required: true }) },
    resolve: (_root, { loginId }, context) =>
      expected(context, 'account.keep', async () => {
        await context.inTenant((trx) =>
          endOwnLogin(trx, changeOf(context), ownOf(context), loginId),
        )
        return oneself(context)
      }),
  }),
)

builder.mutationField('endOtherLogins', (t) =>
  t.field({
    type: MemberResult,
    description: 'Signs out all devices of one’s own but the one that asks.',
    resolve: (_root, _args, context) =>
      expected(context, 'account.keep', async () => {
        await context.inTenant((trx) => endOtherLogins(trx, changeOf(context), ownOf(context)))
        return oneself(context)
      }),
  }),
)

const passwordsSchema = z.object({
  currentPassword: z.string().min(1).max(passwordLength.max),
  newPassword: z.string().max(passwordLength.max),
})

builder.mutationField('changeOwnPassword', (t) =>
  t.field({
    type: MemberResult,
    description: 'Signs out all other devices of one’s own.',
    args: {
      currentPassword: t.arg.string({ required: true }),
      newPassword: t.arg.string({ required: true }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'account.keep', async () => {
        const { currentPassword, newPassword } = passwordsSchema.parse(args)
        const { id } = context.member()
        const { limits, logins } = context.dependencies
        if (limits.count('ownPassword', id) > 0)
          throw new DomainError('RATE_LIMITED', 'too many tries in a short time; wait a little')
        const before = await context.inTenant((trx) => ownPasswordHash(trx, id))
        if (!(await logins.isPassword(currentPassword, before)))
          throw new DomainError('PASSWORD_WRONG', 'currentPassword: expected the present one')
        const member = await oneself(context)
        mindPassword(newPassword, [member.displayName])
        if (newPassword === currentPassword)
          throw new DomainError('PASSWORD_WEAK', 'newPassword: expected another one')
        const hash = await logins.hashPassword(newPassword)
        await context.inTenant((trx) =>
          changeOwnPassword(trx, changeOf(context), ownOf(context), hash),
        )
        return member
      }),
  }),
)

const ownOf = (context: Context) => {
  const { id, loginId } = context.member()
  return { memberId: id, sessionId: loginId }
}

const changeOf = (context: Context) => ({
  tenantId: context.member().tenantId,
  actor: actorOf(context.member()),
  at: context.dependencies.clock(),
})

async function oneself(context: Context) {
  const member = await context.loaders().members.load(context.member().id)
  if (!member) throw new DomainError('NOT_FOUND', 'no such member')
  return member
}
