import type { CheckProfile, CheckProfileVersion } from '../../db/reads/check-profiles.ts'
import type { ProfileEdit } from '../../db/settings/check-profile-edit.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { OperationError, typeNamed } from '../expected-errors.ts'
import { CheckProfileRef, CheckProfileVersionRef } from './check-profile.ts'

interface ProfileProblem {
  readonly code: string
  readonly ruleId: string | null
  readonly message: string
}
export interface ProfileProblems {
  readonly __typename: 'ProfileProblems'
  readonly problems: readonly ProfileProblem[]
}

const ProfileProblemRef = builder.objectRef<ProfileProblem>('ProfileProblem').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    ruleId: t.exposeString('ruleId', { nullable: true }),
    message: t.exposeString('message'),
  }),
})
export const ProfileProblemsRef = builder.objectRef<ProfileProblems>('ProfileProblems').implement({
  fields: (t) => ({ problems: t.expose('problems', { type: [ProfileProblemRef] }) }),
})
export const CheckProfileVersionResult = builder.unionType('CheckProfileVersionResult', {
  types: [CheckProfileVersionRef, ProfileProblemsRef, OperationError],
  resolveType: typeNamed('CheckProfileVersion'),
})

export const CheckProfileResult = builder.unionType('CheckProfileResult', {
  types: [CheckProfileRef, OperationError],
  resolveType: typeNamed('CheckProfile'),
})

export const problems = (list: readonly ProfileProblem[]): ProfileProblems => ({
  __typename: 'ProfileProblems',
  problems: list,
})

/** Changes of profiles are a person's: a key has nobody who could be told apart from an author. @throws DomainError `FORBIDDEN` */
export function editOf(context: Context): ProfileEdit {
  const { tenantId, id } = context.member()
  return { tenantId, memberId: id, at: context.dependencies.clock() }
}

/** As it is after a change. @throws DomainError `NOT_FOUND` */
export async function readVersion(context: Context, id: string): Promise<CheckProfileVersion> {
  context.forget()
  const version = await context.loaders().versions.load(id)
  if (!version) throw new DomainError('NOT_FOUND', 'no such check profile version')
  return version
}

/** As it is after a change. @throws DomainError `NOT_FOUND` */
export async function readProfile(context: Context, id: string): Promise<CheckProfile> {
  context.forget()
  const profile = await context.loaders().profiles.load(id)
  if (!profile) throw new DomainError('NOT_FOUND', 'no such check profile')
  return profile
}
