import { z } from 'zod'
import {
  beginDraft,
  createProfile,
  saveDraft,
  submitDraft,
} from '../../db/settings/check-profiles.ts'
import { DomainError } from '../../domain/errors.ts'
import { lintProfile, lintWords } from '../../rules/lint.ts'
import { presets } from '../../rules/presets.ts'
import { canonicalProfile, profileHash } from '../../rules/profile-hash.ts'
import { checkProfileShape, type CheckProfile } from '../../rules/profile-schema.ts'
import { builder } from '../builder.ts'
import { expected } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import {
  CheckProfileVersionResult,
  editOf,
  problems,
  readVersion,
  type ProfileProblems,
} from './check-profile-results.ts'

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
    args: {
      versionId: t.arg.id({ required: true }),
      effectiveFrom: t.arg({
        type: 'DateTime',
        description: 'What its author proposes to the publisher; without it, at once.',
      }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.write', async () => {
        const versionId = parseGlobalId('CheckProfileVersion', args.versionId)
        await context.inTenant((trx) =>
          submitDraft(trx, editOf(context), versionId, args.effectiveFrom ?? null),
        )
        return readVersion(context, versionId)
      }),
  }),
)

/** A definition that can be saved, or what is wrong with it, rule by rule. */
export function readDefinition(input: unknown): CheckProfile | ProfileProblems {
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
