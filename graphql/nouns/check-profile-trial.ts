import { readPastSession } from '../../db/reads/past-sessions.ts'
import { readTenant } from '../../db/reads/tenants.ts'
import { DomainError } from '../../domain/errors.ts'
import { tryOne, type OneTrial } from '../../rules/back-test-one.ts'
import { readPastProfile } from '../../rules/back-test-facts.ts'
import { readPastAttempt } from '../../rules/back-test-read.ts'
import { effectNow, effectThen, type PastAttempt } from '../../rules/back-test.ts'
import {
  parseCheckProfile,
  type CheckProfile,
  type EffectKind,
} from '../../rules/profile-schema.ts'
import { profileSentences, traceSentences } from '../../rules/sentences.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { EffectKindEnum, LocaleEnum, SlotEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { readDefinition } from './check-profile-editing.ts'
import { ProfileProblemsRef } from './check-profile-results.ts'
import { existing } from '../existing.ts'

interface TriedAttempt {
  readonly past: PastAttempt
  readonly trial: OneTrial
  readonly profile: CheckProfile
  readonly now: EffectKind
}
interface Trial {
  readonly __typename: 'CheckProfileTrial'
  readonly attempts: readonly TriedAttempt[]
}

const TriedRef = builder.objectRef<TriedAttempt>('TriedAttempt').implement({
  fields: (t) => ({
    attempt: t.int({ resolve: ({ past }) => past.number }),
    then: t.field({ type: EffectKindEnum, resolve: ({ past }) => effectThen(past) }),
    thenRule: t.string({ nullable: true, resolve: ({ past }) => past.ruleId }),
    human: t.field({
      type: EffectKindEnum,
      nullable: true,
      description: 'What a person decided in the end.',
      resolve: ({ past }) => past.human,
    }),
    now: t.expose('now', { type: EffectKindEnum }),
    nowRule: t.string({
      nullable: true,
      description: 'Null: no rule held.',
      resolve: ({ trial }) => trial.decidedBy,
    }),
    reasonCodes: t.stringList({ resolve: ({ trial }) => [...trial.effect.reasonCodes] }),
    slots: t.field({ type: [SlotEnum], resolve: ({ trial }) => trial.effect.slots }),
    queue: t.string({ nullable: true, resolve: ({ trial }) => trial.effect.queue }),
    told: t.boolean({
      description: 'False: the decision hangs on checks of which nothing is stored.',
      resolve: ({ trial }) => trial.told,
    }),
    untold: t.stringList({
      description: 'Checks that are on now and of which nothing, or too little, is stored.',
      resolve: ({ trial }) => [...trial.untold],
    }),
    trace: t.field({
      type: 'JSON',
      description: 'Every rule, how it came out and what it saw.',
      resolve: ({ trial }) => trial.trace,
    }),
    otherwise: t.string({
      description: 'What follows where no rule holds.',
      args: { locale: t.arg({ type: LocaleEnum, required: true }) },
      resolve: ({ profile }, { locale }) => profileSentences(profile, locale).at(-1) ?? '',
    }),
    sentences: t.stringList({
      description: 'Every rule with what it saw.',
      args: { locale: t.arg({ type: LocaleEnum, required: true }) },
      resolve: ({ trial, profile }, { locale }) => [
        ...traceSentences(trial.trace, profile, locale),
      ],
    }),
  }),
})
const TrialRef = builder.objectRef<Trial>('CheckProfileTrial').implement({
  description: 'What a profile would have decided of a past session. Nothing is changed by it.',
  fields: (t) => ({
    attempts: t.field({
      type: [TriedRef],
      description: 'Those that the machine decided; empty where it never did.',
      resolve: ({ attempts }) => attempts,
    }),
  }),
})
const TrialResult = builder.unionType('CheckProfileTrialResult', {
  types: [TrialRef, ProfileProblemsRef, OperationError],
  resolveType: typeNamed('CheckProfileTrial'),
})

builder.queryField('tryCheckProfile', (t) =>
  t.field({
    type: TrialResult,
    args: {
      sessionId: t.arg.id({ required: true }),
      versionId: t.arg.id({ description: 'Any version; or give a definition.' }),
      definition: t.arg({ type: 'JSON', description: 'One that need not be saved.' }),
    },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.test', async () => {
        const sessionId = parseGlobalId('VerificationSession', args.sessionId)
        const profile = args.versionId
          ? await profileOf(context, parseGlobalId('CheckProfileVersion', args.versionId))
          : readDefinition(args.definition)
        if ('problems' in profile) return profile
        const trial: Trial = {
          __typename: 'CheckProfileTrial',
          attempts: await tryOn(context, profile, sessionId),
        }
        return trial
      }),
  }),
)

async function profileOf(context: Context, versionId: string): Promise<CheckProfile> {
  const version = await context.loaders().versions.load(versionId)
  if (!version) throw new DomainError('NOT_FOUND', 'no such check profile version')
  return parseCheckProfile(JSON.parse(version.definition))
}

/** @throws DomainError `NOT_FOUND`, `SESSION_STATE` (redacted) */
async function tryOn(
  context: Context,
  profile: CheckProfile,
  sessionId: string,
): Promise<readonly TriedAttempt[]> {
  const session = await context.loaders().sessions.load(sessionId)
  if (!session) throw new DomainError('NOT_FOUND', 'no such session')
  const { rows, tenant } = await context.read(async (trx) => ({
    rows: await readPastSession(trx, sessionId),
    tenant: await readTenant(trx),
  }))
  if (!tenant) throw new DomainError('NOT_FOUND', 'no such tenant')
  if (rows.some(({ gone }) => gone)) {
    throw new DomainError('SESSION_STATE', 'sessionId: redacted; nothing of it is left to be tried')
  }
  const decided = rows.flatMap((row) => (row.decided ? [row.decided] : []))
  return Promise.all(
    decided.map(async (attempt) => {
      const version = existing(await context.loaders().versions.load(attempt.profileVersionId))
      const then = readPastProfile(version.definition)
      const past = readPastAttempt(attempt, session.documentType, then)
      const trial = await tryOne(profile, past)
      const { maxResubmissions } = tenant.settings
      return { past, profile, trial, now: effectNow(trial.effect.kind, past, maxResubmissions) }
    }),
  )
}
