import { listMembers, type Member } from '../../db/reads/tenants.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { RoleEnum } from '../enums.ts'
import { OperationError, typeNamed } from '../expected-errors.ts'

export const MemberRef = builder.objectRef<Member>('Member')
builder.node(MemberRef, {
  id: { resolve: (member) => member.id },
  // a decision shows its member to whoever may see the decision; looking people up is another matter
  loadOne: (id, context) =>
    context.may('members.read') ? context.loaders().members.load(id) : Promise.resolve(null),
  authScopes: { principal: true },
  fields: (t) => ({
    displayName: t.exposeString('displayName'),
    roles: t.field({ type: [RoleEnum], resolve: (member) => member.roles }),
  }),
})

export const MemberResult = builder.unionType('MemberResult', {
  types: [MemberRef, OperationError],
  resolveType: typeNamed('Member'),
})

/** A member by id, where there is one. */
export const memberOrNull = (context: Context, id: string | null): Promise<Member | null> =>
  id === null ? Promise.resolve(null) : context.loaders().members.load(id)

builder.queryField('members', (t) =>
  t.field({
    type: [MemberRef],
    authScopes: { may: 'members.read' },
    resolve: (_root, _args, context) => context.inTenant(listMembers),
  }),
)
