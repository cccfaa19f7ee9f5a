import { z } from 'zod'
import { countDue, countHeld } from '../../db/reads/due-erasures.ts'
import type { Tenant } from '../../db/reads/tenants.ts'
import { saveRetention } from '../../db/settings/tenant-settings.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  dutyOf,
  erasedKinds,
  leastDays,
  outcomesKept,
  retentionProblem,
  retentionSchema,
  type ErasedKind,
  type OutcomeKept,
} from '../../domain/retention.ts'
import { builder } from '../builder.ts'
import { changeSettings } from '../change-settings.ts'
import { actorOf } from '../context.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { noteRetentionAsked } from '../../db/settings/retention-run.ts'
import { SaveSettingsResult, TenantSettingsRef } from './tenant-settings.ts'

const OutcomeKeptEnum = builder.enumType('OutcomeKept', {
  values: {
    APPROVED: {},
    DECLINED: {},
    OTHER: { description: 'Expired or cancelled.' },
  } as const satisfies Record<OutcomeKept, object>,
})
const ErasedKindEnum = builder.enumType('ErasedKind', {
  values: {
    PICTURES: {},
    FILMS: { description: 'Of the liveness test.' },
    PERSON: { description: 'All that is left of the person, pictures included.' },
  } as const satisfies Record<ErasedKind, object>,
})

interface Term {
  readonly outcome: OutcomeKept
  readonly kind: ErasedKind
  readonly days: number | null
  readonly leastDays: number
  readonly fromContractEnd: boolean
  readonly source: string | null
}
const TermRef = builder.objectRef<Term>('RetentionTerm').implement({
  fields: (t) => ({
    outcome: t.expose('outcome', { type: OutcomeKeptEnum }),
    kind: t.expose('kind', { type: ErasedKindEnum }),
    days: t.exposeInt('days', { nullable: true, description: 'Null: kept until told otherwise.' }),
    leastDays: t.exposeInt('leastDays', { description: 'By law; 0: no law says.' }),
    fromContractEnd: t.exposeBoolean('fromContractEnd', {
      description:
        'Counted from the contract’s end, which the company names; until then it is kept. Else from the decision.',
    }),
    source: t.exposeString('source', { nullable: true, description: 'The law that says so.' }),
  }),
})

const termsOf = ({ settings: { regime, retention } }: Tenant): readonly Term[] =>
  outcomesKept.flatMap((outcome) =>
    erasedKinds.map((kind) => {
      const least = leastDays(regime, outcome, kind)
      const duty = least > 0 ? dutyOf(regime) : null
      return {
        outcome,
        kind,
        days: retention[outcome][kind],
        leastDays: least,
        fromContractEnd: duty?.from === 'CONTRACT_END',
        source: duty?.source ?? null,
      }
    }),
  )

builder.objectField(TenantSettingsRef, 'retention', (t) =>
  t.field({ type: [TermRef], resolve: termsOf }),
)

interface Preview {
  readonly held: number
  readonly counts: readonly {
    readonly outcome: OutcomeKept
    readonly kind: ErasedKind
    readonly sessions: number
  }[]
}
const CountRef = builder.objectRef<Preview['counts'][number]>('RetentionCount').implement({
  fields: (t) => ({
    outcome: t.expose('outcome', { type: OutcomeKeptEnum }),
    kind: t.expose('kind', { type: ErasedKindEnum }),
    sessions: t.exposeInt('sessions'),
  }),
})
const PreviewRef = builder.objectRef<Preview>('RetentionPreview').implement({
  fields: (t) => ({
    held: t.exposeInt('held', { description: 'Sessions that a legal hold keeps.' }),
    counts: t.expose('counts', { type: [CountRef] }),
  }),
})

const RetentionTermInput = builder.inputType('RetentionTermInput', {
  fields: (t) => ({
    outcome: t.field({ type: OutcomeKeptEnum, required: true }),
    kind: t.field({ type: ErasedKindEnum, required: true }),
    days: t.int({ description: 'Null: kept until told otherwise.' }),
  }),
})
const input = z.object({ terms: retentionSchema })
type TermAsked = typeof RetentionTermInput.$inferInput

/** @throws ZodError where a number of days makes no sense */
const retentionOf = (terms: readonly TermAsked[]) =>
  input.parse({
    terms: Object.fromEntries(
      outcomesKept.map((outcome) => [
        outcome,
        Object.fromEntries(
          erasedKinds.map((kind) => [
            kind,
            terms.find((term) => term.outcome === outcome && term.kind === kind)?.days ?? null,
          ]),
        ),
      ]),
    ),
  }).terms

const PreviewResult = builder.unionType('RetentionPreviewResult', {
  types: [PreviewRef, OperationError],
  resolveType: typeNamed('RetentionPreview'),
})

builder.queryField('retentionPreview', (t) =>
  t.field({
    type: PreviewResult,
    description: 'What the next night would erase under these terms, as things are now.',
    args: { terms: t.arg({ type: [RetentionTermInput], required: true }) },
    resolve: (_root, { terms }, context) =>
      expected(context, 'settings.read', () => {
        const retention = retentionOf(terms)
        const at = context.dependencies.clock()
        return context.read(async (trx): Promise<Preview> => {
          const counts: Preview['counts'][number][] = []
          for (const outcome of outcomesKept)
            for (const kind of erasedKinds) {
              const sessions =
                retention[outcome][kind] === null
                  ? 0
                  : await countDue(trx, { kind, retention, at }, outcome)
              counts.push({ outcome, kind, sessions })
            }
          return { held: await countHeld(trx), counts }
        })
      }),
  }),
)

builder.mutationField('saveRetention', (t) =>
  t.field({
    type: SaveSettingsResult,
    description:
      'After how many days data is erased, of what is there already too. Terms that a law forbids are refused.',
    args: {
      terms: t.arg({ type: [RetentionTermInput], required: true }),
      expectedVersion: t.arg.int({ required: true }),
    },
    resolve: (_root, { terms, expectedVersion }, context) =>
      changeSettings(context, 'settings.write', expectedVersion, async (trx, tenantId, edit) => {
        const retention = retentionOf(terms)
        const tenant = await context.loaders().tenant.load(tenantId)
        const problem = retentionProblem(tenant?.settings.regime ?? 'NONE', retention)
        if (problem) {
          throw new DomainError(
            problem.law ? 'RETENTION_TOO_SHORT' : 'INPUT_INVALID',
            `terms.${problem.field}: ${problem.message}`,
          )
        }
        await saveRetention(trx, tenantId, { ...edit, retention })
        // started before it holds: a workflow without terms erases nothing, terms without a workflow would be a promise only
        await context.dependencies.stories.keepRetention(tenantId, false)
      }),
  }),
)

builder.mutationField('applyRetention', (t) =>
  t.field({
    type: SaveSettingsResult,
    description: 'Begins to erase what its term has ended for, without waiting for the night.',
    resolve: (_root, _args, context) =>
      changeSettings(context, 'settings.write', null, async (trx, tenantId, { at }) => {
        await noteRetentionAsked(trx, tenantId, { actor: actorOf(context.principal()), at })
        await context.dependencies.stories.keepRetention(tenantId, true)
      }),
  }),
)
