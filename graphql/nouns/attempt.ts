import type { Attempt } from '../../db/reads/attempts.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import type { FieldKey } from '../../domain/document-catalogue.ts'
import type { FieldReading } from '../../domain/findings.ts'
import { builder } from '../builder.ts'
import { SlotEnum } from '../enums.ts'
import { openDeclared, openReading } from '../session-seal.ts'
import { BoxRef } from './box.ts'
import { CaptureRef } from './capture.ts'
import { CheckRecordRef } from './check-record.ts'

interface FieldComparison extends FieldReading {
  readonly declared: string | null
}

const FieldComparisonRef = builder.objectRef<FieldComparison>('FieldComparison').implement({
  description: 'Declared against read, field by field.',
  fields: (t) => ({
    key: t.exposeString('key'),
    slot: t.expose('slot', { type: SlotEnum }),
    declared: t.exposeString('declared', { nullable: true }),
    read: t.string({ nullable: true, resolve: (field) => field.text }),
    normalised: t.string({ nullable: true, resolve: (field) => field.value }),
    confidence: t.exposeFloat('confidence'),
    trusted: t.exposeBoolean('trusted'),
    candidates: t.exposeStringList('candidates'),
    box: t.expose('box', {
      type: BoxRef,
      description: 'Fractions of the RECTIFIED picture.',
    }),
  }),
})

/** Fields of a document that an application declares too. */
const declaredBy: Partial<Record<FieldKey, keyof DeclaredData>> = {
  name: 'name',
  birthDate: 'birthDate',
  address: 'address',
}

export const AttemptRef = builder.objectRef<Attempt>('Attempt')
builder.node(AttemptRef, {
  id: { resolve: (attempt) => attempt.id },
  async loadOne(id, context) {
    const attempt = await context.loaders().attempts.load(id)
    const session = attempt && (await context.loaders().sessions.load(attempt.sessionId))
    return session ? attempt : null
  },
  authScopes: { may: ['sessions.read', 'cases.read'] },
  fields: (t) => ({
    number: t.exposeInt('number'),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime', nullable: true }),
    captures: t.field({
      type: [CaptureRef],
      complexity: { field: 1, multiplier: 6 },
      resolve: (attempt, _args, context) => context.loaders().capturesByAttempt.load(attempt.id),
    }),
    fields: t.field({
      type: [FieldComparisonRef],
      description: 'Empty where the caller may not see personal data.',
      complexity: { field: 1, multiplier: 12 },
      async resolve(attempt, _args, context): Promise<readonly FieldComparison[]> {
        if (!context.may('persons.read')) return []
        const { keyring } = context.dependencies
        const [session, sealed] = await Promise.all([
          context.loaders().sessions.load(attempt.sessionId),
          context.loaders().readings.load(attempt.id),
        ])
        if (!session) return []
        const reading = await openReading(keyring, session, attempt.id, sealed)
        const declared = await openDeclared(keyring, session)
        return (reading?.fields ?? []).map((field) => {
          const key = declaredBy[field.key]
          return { ...field, declared: (key && declared?.[key]) ?? null }
        })
      },
    }),
    checks: t.field({
      type: [CheckRecordRef],
      complexity: { field: 1, multiplier: 14 },
      resolve: (attempt, _args, context) => context.loaders().checksByAttempt.load(attempt.id),
    }),
  }),
})
