import { z } from 'zod'
import type { CheckProfileVersion } from '../../db/reads/check-profiles.ts'
import {
  beginDraft,
  createProfile,
  publishVersion,
  saveDraft,
  submitDraft,
} from '../../db/settings/check-profiles.ts'
import { DomainError } from '../../domain/errors.ts'
import { lintProfile, lintWords } from '../../rules/lint.ts'
import { presets } from '../../rules/presets.ts'
import { canonicalProfile, profileHash } from '../../rules/profile-hash.ts'
import { checkProfileShape, type CheckProfile } from '../../rules/profile-schema.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { CheckProfileVersionRef } from './check-profile.ts'

interface ProfileProblem {
  readonly code: string
  readonly ruleId: string | null
  readonly message: string
}
interface ProfileProblems {
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
const ProfileProblemsRef = builder.objectRef<ProfileProblems>('ProfileProblems').implement({
  fields: (t) => ({ problems: t.expose('problems', { type: [ProfileProblemRef] }) }),
})
const CheckProfileVersionResult = builder.unionType('CheckProfileVersionResult', {
  types: [CheckProfileVersionRef, ProfileProblemsRef, OperationError],
  resolveType: typeNamed('CheckProfileVersion'),
})

const CreateCheckProfileInput = builder.inputType('CreateCheckProfileInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    preset: t.string({ description: 'A preset’s name; or give a definition.' }),
    definition: t.field({ type: 'JSON' }),
  }),
})

const SaveCheckProfileDraftInput = builder.inputType('SaveCheckProfileDraftInput', {
  fields: (t) => ({
    profileId: t.id({ required: true }),
    versionId: t.id({
      description:
        'Editing an existing draft; without it a new draft is begun from the published version.',
    }),
    expectedSha256: t.string(),
    definition: t.field({ type: 'JSON', required: true }),
  }),
})

const nameSchema = z.object({ name: z.string().trim().min(1).max(80) })

builder.mutationField('createCheckProfile', (t) =>
  t.field({
    type: CheckProfileVersionResult,
    args: { input: t.arg({ type: CreateCheckProfileInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'profiles.write', async () => {
        const { name } = nameSchema.parse({ name: input.name })
        const profile = readDefinition(
          input.preset ? definitionOfPreset(input.preset) : input.definition,
        )
        if ('problems' in profile) return profile
        const text = await textOf(profile)
        const versionId = await context.inTenant((trx) =>
          createProfile(trx, editOf(context), { name, text }),
        )
        return readVersion(context, versionId)
      }),
  }),
)

builder.mutationField('saveCheckProfileDraft', (t) =>
  t.field({
    type: CheckProfileVersionResult,
    args: { input: t.arg({ type: SaveCheckProfileDraftInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'profiles.write', async () => {
        const profileId = parseGlobalId('CheckProfile', input.profileId)
        const versionId = input.versionId
          ? parseGlobalId('CheckProfileVersion', input.versionId)
          : null
        const profile = readDefinition(input.definition)
        if ('problems' in profile) return profile
        const text = await textOf(profile)
        const edit = editOf(context)
        const id = await context.inTenant(async (trx) => {
          if (versionId === null) return beginDraft(trx, edit, profileId, text)
          const draft = { versionId, expectedSha256: input.expectedSha256 ?? null }
          await saveDraft(trx, edit, draft, text)
          return versionId
        })
        return readVersion(context, id)
      }),
  }),
)

builder.mutationField('submitCheckProfile', (t) =>
  t.field({
    type: CheckProfileVersionResult,
    args: { versionId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.write', async () => {
        const versionId = parseGlobalId('CheckProfileVersion', args.versionId)
        await context.inTenant((trx) => submitDraft(trx, editOf(context), versionId))
        return readVersion(context, versionId)
      }),
  }),
)

builder.mutationField('publishCheckProfile', (t) =>
  t.field({
    type: CheckProfileVersionResult,
    args: { versionId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.publish', async () => {
        const versionId = parseGlobalId('CheckProfileVersion', args.versionId)
        await context.inTenant((trx) => publishVersion(trx, editOf(context), versionId))
        return readVersion(context, versionId)
      }),
  }),
)

const editOf = (context: Context) => {
  const { tenantId, id } = context.member()
  return { tenantId, memberId: id, at: context.dependencies.clock() }
}

async function readVersion(context: Context, id: string): Promise<CheckProfileVersion> {
  context.forget()
  const version = await context.loaders().versions.load(id)
  if (!version) throw new DomainError('NOT_FOUND', 'no such check profile version')
  return version
}

/** A definition that can be saved, or what is wrong with it, rule by rule. */
function readDefinition(input: unknown): CheckProfile | ProfileProblems {
  const parsed = checkProfileShape.safeParse(input)
  if (!parsed.success) {
    return problems(
      parsed.error.issues.map(({ path, message }) => ({
        code: 'SHAPE',
        ruleId: null,
        message: `${path.join('.') || 'definition'}: ${message}`,
      })),
    )
  }
  const errors = lintProfile(parsed.data).filter(({ severity }) => severity === 'ERROR')
  if (errors.length === 0) return parsed.data
  return problems(
    errors.map(({ code, rule }) => ({ code, ruleId: rule, message: lintWords[code].en })),
  )
}

const problems = (list: readonly ProfileProblem[]): ProfileProblems => ({
  __typename: 'ProfileProblems',
  problems: list,
})

/** @throws DomainError `INPUT_INVALID` */
function definitionOfPreset(name: string): CheckProfile {
  const preset = presets.find(({ scene }) => scene === name)
  if (preset) return preset.profile
  const names = presets.map(({ scene }) => scene).join(', ')
  throw new DomainError('INPUT_INVALID', `preset: expected one of ${names}`)
}

const textOf = async (profile: CheckProfile) => ({
  definition: canonicalProfile(profile),
  sha256: await profileHash(profile),
})
