import { z } from 'zod'
import { listStaff, type StaffAccount } from '../../db/reads/staff.ts'
import type { Member } from '../../db/reads/tenants.ts'
import {
  changeRoles,
  disableMember,
  enableMember,
  inviteMember,
  renewStaffLink,
  resetSecondFactor,
  signOutMember,
} from '../../db/settings/member-life.ts'
import type { MemberChange } from '../../db/settings/member-lock.ts'
import type { IssuedLink } from '../../db/settings/staff-links.ts'
import type { Trx } from '../../db/client.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Role } from '../../domain/roles.ts'
import { permissions } from '../auth/permissions.ts'
import { releaseCases, releaseMasks } from '../auth/release-cases.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { RoleEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { MemberRef, MemberResult } from './member.ts'

const StaffStatusEnum = builder.enumType('StaffStatus', {
  values: {
    ACTIVE: {},
    INVITED: { description: 'Has not come in yet.' },
    DISABLED: { description: 'Can’t come in until somebody lets them.' },
    WITHDRAWN: { description: 'An invitation that was taken back.' },
  } as const,
})

const StaffAccountRef = builder.objectRef<StaffAccount>('StaffAccount').implement({
  description: 'A person of the staff, or a partner’s guest, and how they come in.',
  fields: (t) => ({
    member: t.field({ type: MemberRef, resolve: (account) => account }),
    email: t.exposeString('email', { nullable: true }),
    status: t.expose('status', { type: StaffStatusEnum }),
    secondFactor: t.boolean({ resolve: ({ twoFactorEnabled }) => twoFactorEnabled === true }),
    hasPassword: t.exposeBoolean('hasPassword'),
    breakGlass: t.exposeBoolean('breakGlass', {
      description: 'Their password opens the door also where single sign-on is the rule.',
    }),
    lastSignedInAt: t.expose('lastSignedInAt', { type: 'DateTime', nullable: true }),
    linkExpiresAt: t.expose('linkExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when the link that was issued last can be used.',
    }),
    partnerName: t.exposeString('partnerName', { nullable: true }),
  }),
})

builder.queryField('staff', (t) =>
  t.field({
    type: [StaffAccountRef],
    authScopes: { may: 'members.inspect' },
    complexity: { field: 20, multiplier: 1 },
    resolve: (_root, _args, context) =>
      context.inTenant((trx) => listStaff(trx, context.dependencies.clock())),
  }),
)

interface MadeLink {
  readonly __typename: 'StaffLinkSuccess'
  readonly member: Member
  readonly link: IssuedLink
}
export const StaffLinkKindEnum = builder.enumType('StaffLinkKind', {
  values: ['INVITATION', 'PASSWORD'] as const,
})
const MadeLinkRef = builder.objectRef<MadeLink>('StaffLinkSuccess').implement({
  description: 'Nothing is sent from here: whoever asked for the link hands it on.',
  fields: (t) => ({
    member: t.expose('member', { type: MemberRef }),
    kind: t.field({ type: StaffLinkKindEnum, resolve: ({ link }) => link.kind }),
    url: t.string({
      description: 'Opens once, and is shown once.',
      // behind the hash: a browser keeps it from servers and their logs
      resolve: ({ link }, _args, { dependencies }) =>
        `${dependencies.publicUrl}/admin/#/join/${link.token}`,
    }),
    expiresAt: t.field({ type: 'DateTime', resolve: ({ link }) => link.expiresAt }),
  }),
})
const MadeLinkResult = builder.unionType('StaffLinkResult', {
  types: [MadeLinkRef, OperationError],
  resolveType: typeNamed('StaffLinkSuccess'),
})

const InviteMemberInput = builder.inputType('InviteMemberInput', {
  fields: (t) => ({
    email: t.string({ required: true }),
    displayName: t.string({ required: true }),
    roles: t.field({ type: [RoleEnum], required: true }),
  }),
})
const inviteSchema = z.object({
  email: z.email().max(200),
  displayName: z.string().trim().min(1).max(80),
})

builder.mutationField('inviteMember', (t) =>
  t.field({
    type: MadeLinkResult,
    args: { input: t.arg({ type: InviteMemberInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'members.manage', async () => {
        const { email, displayName } = inviteSchema.parse(input)
        const roles = ownRolesOf(input.roles)
        countLink(context)
        const random = context.dependencies.random(32)
        const { id, link } = await context.inTenant((trx) =>
          inviteMember(trx, changeOf(context), { email, displayName, roles, random }),
        )
        return madeLink(await readMember(context, id), link)
      }),
  }),
)

builder.mutationField('createStaffLink', (t) =>
  t.field({
    type: MadeLinkResult,
    description:
      'A new invitation for who has not come in yet, else a link to set another password.',
    args: { memberId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'members.manage', async () => {
        const memberId = parseGlobalId('Member', args.memberId)
        if (memberId === context.member().id)
          throw new DomainError('MEMBER_STATE', 'memberId: expected somebody else')
        countLink(context)
        const random = context.dependencies.random(32)
        const link = await context.inTenant((trx) =>
          renewStaffLink(trx, changeOf(context), { memberId, random }),
        )
        return madeLink(await readMember(context, memberId), link)
      }),
  }),
)

builder.mutationField('changeMemberRoles', (t) =>
  t.field({
    type: MemberResult,
    description: 'From their next request on. Nobody gives themselves more.',
    args: {
      memberId: t.arg.id({ required: true }),
      roles: t.arg({ type: [RoleEnum], required: true }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'members.manage', async () => {
        const roles = ownRolesOf(args.roles)
        const memberId = parseGlobalId('Member', args.memberId)
        await context.inTenant((trx) => changeRoles(trx, changeOf(context), { memberId, roles }))
        const member = await readMember(context, memberId)
        if (!roles.some(isOf(permissions['cases.review'].roles))) await release(context, member)
        if (!roles.some(isOf(permissions['masking.work'].roles)))
          await giveMasksBack(context, member)
        return member
      }),
  }),
)

/** What is done with one member and needs no more than who it is. */
const deeds = {
  disableMember: {
    description:
      'Out at once, on all devices; cases and pictures that they hold go back to their queue.',
    work: disableMember,
    after: async (context: Context, member: Member) => {
      await release(context, member)
      await giveMasksBack(context, member)
    },
  },
  enableMember: {
    description: 'May come in again, with the password and the roles of before.',
    work: enableMember,
    after: () => Promise.resolve(),
  },
  signOutMember: {
    description: 'Out at once, on all devices; they may come in again.',
    work: signOutMember,
    after: () => Promise.resolve(),
  },
  resetSecondFactor: {
    description: 'For who has lost the device; they are signed out, and set it up anew.',
    work: resetSecondFactor,
    after: () => Promise.resolve(),
  },
} as const satisfies Record<
  string,
  {
    description: string
    work: (trx: Trx, change: MemberChange, id: string) => Promise<void>
    after: (context: Context, member: Member) => Promise<void>
  }
>

for (const [name, { description, work, after }] of Object.entries(deeds)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: MemberResult,
      description,
      args: { memberId: t.arg.id({ required: true }) },
      resolve: (_root, args, context) =>
        expected(context, 'members.manage', async () => {
          const id = parseGlobalId('Member', args.memberId)
          await context.inTenant((trx) => work(trx, changeOf(context), id))
          const member = await readMember(context, id)
          await after(context, member)
          return member
        }),
    }),
  )
}

/** @throws DomainError `INPUT_INVALID`: reviewers from outside come with their partner */
function ownRolesOf(roles: readonly Role[]): readonly Role[] {
  if (roles.length === 0 || roles.includes('OUTSOURCED_REVIEWER'))
    throw new DomainError('INPUT_INVALID', 'roles: expected roles of the own staff')
  return [...new Set(roles)]
}

function countLink(context: Context): void {
  if (context.dependencies.limits.count('staffLink', context.member().id) > 0)
    throw new DomainError('RATE_LIMITED', 'too many links in a short time; wait a little')
}

const madeLink = (member: Member, link: IssuedLink): MadeLink => ({
  __typename: 'StaffLinkSuccess',
  member,
  link,
})

async function release(context: Context, { id, partnerId }: Member): Promise<void> {
  const { tenantId, id: byMemberId } = context.member()
  await releaseCases(context.dependencies, { tenantId, memberId: id, partnerId, byMemberId })
}

async function giveMasksBack(context: Context, { id }: Member): Promise<void> {
  const { tenantId, id: byMemberId } = context.member()
  await releaseMasks(context.dependencies, { tenantId, memberId: id, byMemberId })
}

const isOf =
  (roles: readonly Role[]) =>
  (role: Role): boolean =>
    roles.includes(role)

const changeOf = (context: Context): MemberChange => ({
  tenantId: context.member().tenantId,
  actor: actorOf(context.member()),
  at: context.dependencies.clock(),
})

async function readMember(context: Context, id: string): Promise<Member> {
  context.loaders().members.clear(id)
  const member = await context.loaders().members.load(id)
  if (!member) throw new DomainError('NOT_FOUND', 'memberId: no such member')
  return member
}
