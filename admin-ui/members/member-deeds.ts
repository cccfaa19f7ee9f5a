import {
  DisableMemberDocument,
  EnableMemberDocument,
  ResetSecondFactorDocument,
  SetBreakGlassDocument,
  SignOutMemberDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import type { Words } from '../words/words.ts'
import type { StaffRow } from './staff-rows.ts'

/** What is done with a member after a question. */
export interface MemberDeed {
  readonly key: string
  readonly label: (t: Words) => string
  readonly help: (t: Words) => string
  readonly tone: 'primary' | 'warning' | 'error'
  readonly fits: (row: StaffRow, own: boolean) => boolean
  readonly work: (memberId: string) => Promise<unknown>
}

export const memberDeeds: readonly MemberDeed[] = [
  {
    key: 'signOut',
    label: (t) => t.members.signOut,
    help: (t) => t.members.signOutHelp,
    tone: 'warning',
    fits: ({ status }, own) => status === 'ACTIVE' && !own,
    work: async (memberId) =>
      expectSuccess((await run(SignOutMemberDocument, { memberId })).signOutMember),
  },
  {
    key: 'resetFactor',
    label: (t) => t.members.resetFactor,
    help: (t) => t.members.resetFactorHelp,
    tone: 'warning',
    fits: ({ status, secondFactor }, own) => status === 'ACTIVE' && secondFactor && !own,
    work: async (memberId) =>
      expectSuccess((await run(ResetSecondFactorDocument, { memberId })).resetSecondFactor),
  },
  {
    key: 'makeEmergency',
    label: (t) => t.signIn.makeEmergency,
    help: (t) => t.signIn.makeEmergencyHelp,
    tone: 'primary',
    fits: ({ status, member, breakGlass, hasPassword }) =>
      status === 'ACTIVE' && member.roles.includes('OWNER') && hasPassword && !breakGlass,
    work: async (memberId) =>
      expectSuccess((await run(SetBreakGlassDocument, { memberId, on: true })).setBreakGlass),
  },
  {
    key: 'endEmergency',
    label: (t) => t.signIn.endEmergency,
    help: (t) => t.signIn.endEmergencyHelp,
    tone: 'warning',
    fits: ({ breakGlass }) => breakGlass,
    work: async (memberId) =>
      expectSuccess((await run(SetBreakGlassDocument, { memberId, on: false })).setBreakGlass),
  },
  {
    key: 'disable',
    label: (t) => t.members.disable,
    help: (t) => t.members.disableHelp,
    tone: 'error',
    fits: ({ status }, own) => status === 'ACTIVE' && !own,
    work: async (memberId) =>
      expectSuccess((await run(DisableMemberDocument, { memberId })).disableMember),
  },
  {
    key: 'withdraw',
    label: (t) => t.members.withdraw,
    help: (t) => t.members.withdrawHelp,
    tone: 'error',
    fits: ({ status }) => status === 'INVITED',
    work: async (memberId) =>
      expectSuccess((await run(DisableMemberDocument, { memberId })).disableMember),
  },
  {
    key: 'enable',
    label: (t) => t.members.enable,
    help: (t) => t.members.enableHelp,
    tone: 'primary',
    fits: ({ status }) => status === 'DISABLED',
    work: async (memberId) =>
      expectSuccess((await run(EnableMemberDocument, { memberId })).enableMember),
  },
]
