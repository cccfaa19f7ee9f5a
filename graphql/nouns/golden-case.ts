import { z } from 'zod'
import type { GoldenCase } from '../../db/reads/golden-cases.ts'
import { readPastSession } from '../../db/reads/past-sessions.ts'
import { claimIdempotencyKey } from '../../db/settings/idempotency.ts'
import { freezeCase, retireGoldenCase } from '../../db/settings/golden-cases.ts'
import { checkResultSchema } from '../../domain/check.ts'
import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { frozenRecords } from '../../rules/golden-case.ts'
import { checkProfileShape } from '../../rules/profile-schema.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { EffectKindEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { judgeGoldenCases, type JudgedCase } from '../golden-verdicts.ts'
import { CheckProfileVersionRef } from './check-profile.ts'
import { memberOrNull, MemberRef } from './member.ts'
import { existing } from '../existing.ts'

export const GoldenCaseRef = builder.objectRef<GoldenCase>('GoldenCase')
builder.node(GoldenCaseRef, {
  description: 'Facts of a past case, and what a check profile must always make of them.',
  id: { resolve: ({ id }) => id },
  loadOne: (id, context) => context.loaders().goldenCases.load(id),
  authScopes: { may: 'golden.read' },
  fields: (t) => ({
    name: t.exposeString('name'),
    expected: t.expose('expected', { type: EffectKindEnum }),
    author: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ authorId }, _args, context) => memberOrNull(context, authorId),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    retiredAt: t.expose('retiredAt', { type: 'DateTime', nullable: true }),
  }),
})

const GoldenStateEnum = builder.enumType('GoldenState', {
  values: {
    GREEN: { description: 'Decided as expected.' },
    RED: { description: 'Decided otherwise; blocks publishing.' },
    UNTESTABLE: { description: 'Hangs on checks of which the case knows nothing.' },
  },
})
const JudgedRef = builder.objectRef<JudgedCase>('GoldenVerdict').implement({
  fields: (t) => ({
    goldenCase: t.field({ type: GoldenCaseRef, resolve: ({ golden }) => golden }),
    state: t.expose('state', { type: GoldenStateEnum }),
    got: t.expose('got', { type: EffectKindEnum }),
    rule: t.string({
      nullable: true,
      description: 'Null: no rule held.',
      resolve: ({ decidedBy }) => decidedBy,
    }),
  }),
})

builder.objectField(CheckProfileVersionRef, 'goldenVerdicts', (t) =>
  t.field({
    type: [JudgedRef],
    description: 'The profile’s regression cases, decided by this version.',
    authScopes: { may: 'golden.read' },
    resolve: async (version, _args, context) => {
      const profile = checkProfileShape.safeParse(JSON.parse(version.definition))
      if (!profile.success) return []
      return [
        ...(await context.inTenant((trx) =>
          judgeGoldenCases(trx, version.profileId, profile.data),
        )),
      ]
    },
  }),
)

const GoldenCaseResult = builder.unionType('GoldenCaseResult', {
  types: [GoldenCaseRef, OperationError],
  resolveType: typeNamed('GoldenCase'),
})

const FreezeCaseInput = builder.inputType('FreezeCaseInput', {
  fields: (t) => ({
    sessionId: t.id({ required: true }),
    attempt: t.int({ description: 'Without it the last that the machine decided.' }),
    name: t.string({ required: true, description: 'What it shows; never anybody’s name.' }),
    expected: t.field({ type: EffectKindEnum, required: true }),
    idempotencyKey: t.string({ required: true }),
  }),
})

const freezeSchema = z.object({
  name: z.string().trim().min(1).max(80),
  attempt: z.number().int().min(1).nullish(),
  idempotencyKey: z.string().min(1).max(200),
})

builder.mutationField('freezeCase', (t) =>
  t.field({
    type: GoldenCaseResult,
    description: 'Keeps the facts of a past case as a regression test of its check profile.',
    args: { input: t.arg({ type: FreezeCaseInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'golden.write', async () => {
        const sound = freezeSchema.parse(input)
        const sessionId = parseGlobalId('VerificationSession', input.sessionId)
        return readGolden(context, await freeze(context, sessionId, { ...input, ...sound }))
      }),
  }),
)

builder.mutationField('retireGoldenCase', (t) =>
  t.field({
    type: GoldenCaseResult,
    description: 'From then on it demands nothing; for publishers, since it opens a gate.',
    args: { goldenCaseId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'profiles.publish', async () => {
        const id = parseGlobalId('GoldenCase', args.goldenCaseId)
        const { tenantId, id: memberId } = context.member()
        const at = context.dependencies.clock()
        await context.inTenant((trx) => retireGoldenCase(trx, { tenantId, id, memberId, at }))
        return readGolden(context, id)
      }),
  }),
)

async function freeze(
  context: Context,
  sessionId: string,
  wish: z.output<typeof freezeSchema> & Pick<GoldenCase, 'expected'>,
): Promise<string> {
  const { tenantId, id: memberId } = context.member()
  const { keyring, clock } = context.dependencies
  const session = await context.loaders().sessions.load(sessionId)
  if (!session) throw new DomainError('NOT_FOUND', 'no such session')
  const { name, attempt, idempotencyKey } = wish
  const keyHash = await keyring.blindIndex(
    tenantId,
    'idempotency',
    `freezeCase/${memberId}/${idempotencyKey}`,
  )
  const requestHash = await keyring.blindIndex(
    tenantId,
    'idempotency-request',
    JSON.stringify([sessionId, attempt ?? null, name, wish.expected]),
  )
  return context.inTenant(async (trx) => {
    const at = clock()
    const { resultId, replayed } = await claimIdempotencyKey(trx, tenantId, {
      operation: 'freezeCase',
      keyHash,
      requestHash,
      resultId: newId(at.getTime()),
      at,
    })
    if (replayed) return resultId
    const rows = await readPastSession(trx, sessionId)
    if (rows.some(({ gone }) => gone)) {
      throw new DomainError('SESSION_STATE', 'sessionId: redacted; nothing of it is left')
    }
    const decided = rows.flatMap((row) => row.decided ?? [])
    const chosen = attempt
      ? decided.find(({ number }) => number === attempt)
      : decided.toSorted((a, b) => a.number - b.number).at(-1)
    if (!chosen) throw new DomainError('SESSION_STATE', 'sessionId: nothing was decided of it yet')
    const version = existing(await context.loaders().versions.load(chosen.profileVersionId))
    await freezeCase(trx, {
      tenantId,
      id: resultId,
      profileId: version.profileId,
      profileVersionId: version.id,
      name,
      documentType: session.documentType,
      records: frozenRecords(recordsSchema.parse(JSON.parse(chosen.records))),
      expected: wish.expected,
      memberId,
      at,
    })
    return resultId
  })
}

const recordsSchema = z.array(checkResultSchema)

async function readGolden(context: Context, id: string): Promise<GoldenCase> {
  context.forget()
  const found = await context.loaders().goldenCases.load(id)
  if (!found) throw new DomainError('NOT_FOUND', 'no such regression case')
  return found
}
