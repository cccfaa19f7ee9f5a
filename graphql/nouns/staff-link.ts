import { z } from 'zod'
import { withTenant } from '../../db/client.ts'
import { readTenant } from '../../db/reads/tenants.ts'
import { resolveStaffLink } from '../../db/resolve.ts'
import { hashSecret } from '../../db/settings/api-keys.ts'
import { readStaffLink, useStaffLink, type OpenLink } from '../../db/settings/staff-links.ts'
import { DomainError, isDomainError } from '../../domain/errors.ts'
import { passwordLength, passwordProblem } from '../../domain/password.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { expectedOfAnybody, OperationError, typeNamed } from '../expected-errors.ts'
import { StaffLinkKindEnum } from './staff.ts'

interface ShownLink extends OpenLink {
  readonly tenantName: string
}
const StaffLinkRef = builder.objectRef<ShownLink>('StaffLink').implement({
  description: 'What a link of a member’s is for, to whoever has it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StaffLinkKindEnum }),
    tenantName: t.exposeString('tenantName'),
    displayName: t.exposeString('displayName'),
    email: t.exposeString('email'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
})

builder.queryField('staffLink', (t) =>
  t.field({
    type: StaffLinkRef,
    nullable: true,
    description: 'null: it is no link, was used, or is over.',
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, { token }, context) =>
      withLink(context, token, async ({ link, tenantName }) => ({ ...link, tenantName })).catch(
        (error: unknown) => {
          if (isDomainError(error)) return null
          throw error
        },
      ),
  }),
)

interface Used {
  readonly __typename: 'UseStaffLinkSuccess'
  readonly email: string
}
const UsedRef = builder.objectRef<Used>('UseStaffLinkSuccess').implement({
  fields: (t) => ({
    email: t.exposeString('email', { description: 'With which they sign in from now on.' }),
  }),
})
const UseStaffLinkResult = builder.unionType('UseStaffLinkResult', {
  types: [UsedRef, OperationError],
  resolveType: typeNamed('UseStaffLinkSuccess'),
})
const UseStaffLinkInput = builder.inputType('UseStaffLinkInput', {
  fields: (t) => ({
    token: t.string({ required: true }),
    password: t.string({ required: true }),
    displayName: t.string({ description: 'Of an invited person, as others shall see it.' }),
  }),
})
const inputSchema = z.object({
  password: z.string().max(passwordLength.max),
  displayName: z.string().trim().min(1).max(80).nullish(),
})

builder.mutationField('useStaffLink', (t) =>
  t.field({
    type: UseStaffLinkResult,
    description: 'Sets the password; the link is used up by it.',
    args: { input: t.arg({ type: UseStaffLinkInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expectedOfAnybody(async () => {
        const { password, displayName = null } = inputSchema.parse(input)
        const used = await withLink(context, input.token, async ({ link, place, at }) => {
          mindPassword(password, [link.email, displayName ?? link.displayName])
          const passwordHash = await context.dependencies.logins.hashPassword(password)
          await withTenant(context.dependencies.db, place.tenantId, (trx) =>
            useStaffLink(trx, { tenantId: place.tenantId, at }, place.id, {
              displayName,
              passwordHash,
            }),
          )
          const answer: Used = { __typename: 'UseStaffLinkSuccess', email: link.email }
          return answer
        })
        return used
      }),
  }),
)

/** @throws DomainError `PASSWORD_WEAK` */
export function mindPassword(password: string, known: readonly string[]): void {
  const problem = passwordProblem(password, known)
  if (problem)
    throw new DomainError(
      'PASSWORD_WEAK',
      `password: expected ${passwordLength.min} to ${passwordLength.max} characters that nobody guesses`,
    )
}

interface Found {
  readonly place: { readonly tenantId: string; readonly id: string }
  readonly link: OpenLink
  readonly tenantName: string
  readonly at: Date
}

/** @throws DomainError `LINK_INVALID`, `LINK_EXPIRED` */
async function withLink<T>(
  { dependencies: { db, clock } }: Context,
  token: string,
  work: (found: Found) => Promise<T>,
): Promise<T> {
  const place = /^[A-Za-z0-9_-]{43}$/.test(token)
    ? await resolveStaffLink(db, hashSecret(token))
    : null
  if (!place) throw new DomainError('LINK_INVALID', 'token: expected that of a link')
  const at = clock()
  const { link, tenant } = await withTenant(db, place.tenantId, async (trx) => ({
    link: await readStaffLink(trx, place.id, at),
    tenant: await readTenant(trx),
  }))
  return work({ place, link, tenantName: tenant?.name ?? '', at })
}
