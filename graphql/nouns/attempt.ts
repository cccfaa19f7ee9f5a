import type { Attempt } from '../../db/reads/attempts.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import type { FieldKey } from '../../domain/document-catalogue.ts'
import type { FieldReading } from '../../domain/findings.ts'
import {
  kindOfField,
  maskText,
  personalKinds,
  type PersonalKind,
} from '../../domain/personal-data.ts'
import { attemptAsOf, captureAsOf, heldBack, type Moment } from '../as-of.ts'
import { builder } from '../builder.ts'
import { SlotEnum } from '../enums.ts'
import { openDeclared, openReading } from '../session-seal.ts'
import { sightOf } from '../sight.ts'
import { BoxRef } from './box.ts'
import { CaptureRef } from './capture.ts'
import { CheckRecordRef } from './check-record.ts'

interface FieldValue {
  readonly source: string
  readonly text: string | null
  readonly value: string | null
  readonly reading: FieldReading | null
}

const FieldValueRef = builder.objectRef<FieldValue>('FieldValue').implement({
  description: 'What one source says of a field.',
  fields: (t) => ({
    source: t.exposeString('source', {
      description: 'DECLARED, READ, or another source that a reading came from, such as a chip.',
    }),
    text: t.exposeString('text', { nullable: true }),
    normalised: t.exposeString('value', { nullable: true }),
    trusted: t.boolean({
      description: 'Nobody doubts that this is what the source says.',
      resolve: ({ reading }) => reading?.trusted ?? true,
    }),
    confidence: t.float({ nullable: true, resolve: ({ reading }) => reading?.confidence ?? null }),
    candidates: t.stringList({ resolve: ({ reading }) => reading?.candidates ?? [] }),
  }),
})

interface FieldComparison extends FieldReading {
  readonly declared: string | null
  readonly masked: boolean
  readonly values: readonly FieldValue[]
}

const FieldComparisonRef = builder.objectRef<FieldComparison>('FieldComparison').implement({
  description: 'What was declared against what was read, field by field.',
  fields: (t) => ({
    key: t.exposeString('key'),
    masked: t.exposeBoolean('masked', {
      description: 'All that follows shows a beginning at most; it is not to be compared.',
    }),
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
    values: t.field({
      type: [FieldValueRef],
      description: 'The same by source, the declared value first where there is one.',
      complexity: { field: 1, multiplier: 2 },
      resolve: ({ values }) => values,
    }),
  }),
})

/** Fields of a document that an application declares too. */
const declaredBy: Partial<Record<FieldKey, keyof DeclaredData>> = {
  name: 'name',
  birthDate: 'birthDate',
  address: 'address',
}

export const AttemptRef = builder.objectRef<Attempt & Moment>('Attempt')
builder.node(AttemptRef, {
  id: { resolve: (attempt) => attempt.id },
  async loadOne(id, context) {
    const attempt = await context.loaders().attempts.load(id)
    const session = attempt && (await context.loaders().sessions.load(attempt.sessionId))
    return session ? attemptAsOf(attempt, session) : null
  },
  authScopes: { may: ['sessions.read', 'cases.read'] },
  fields: (t) => ({
    number: t.exposeInt('number'),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime', nullable: true }),
    captures: t.field({
      type: [CaptureRef],
      complexity: { field: 1, multiplier: 6 },
      async resolve(attempt, _args, context) {
        const captures = await context.loaders().capturesByAttempt.load(attempt.id)
        return captures
          .filter(({ receivedAt }) => !heldBack(receivedAt, attempt))
          .map((capture) => captureAsOf(capture, attempt))
      },
    }),
    fields: t.field({
      type: [FieldComparisonRef],
      description:
        'Empty where the caller may not see personal data, masked where it is not open to them now.',
      complexity: { field: 1, multiplier: 12 },
      async resolve(attempt, _args, context): Promise<readonly FieldComparison[]> {
        const sight = await sightOf(context, attempt.sessionId)
        if (!sight.masked && personalKinds.every((kind) => sight.open(kind) === null)) return []
        if (attempt.asOf) {
          const readAt = (await context.loaders().madeAt.load(attempt.id))?.readAt
          if (!readAt || heldBack(readAt, attempt)) return []
        }
        const { keyring } = context.dependencies
        const [session, sealed] = await Promise.all([
          context.loaders().sessions.load(attempt.sessionId),
          context.loaders().readings.load(attempt.id),
        ])
        if (!session) return []
        const reading = await openReading(keyring, session, attempt.id, sealed)
        const declared = await openDeclared(keyring, session)
        const fields = compared(reading?.fields ?? [], declared)
        const shown = await Promise.all(
          fields.map(async (field) => {
            const kind = kindOfField(field.key)
            const grounds = sight.open(kind)
            if (grounds) await context.note(session.id, grounds, kind)
            return grounds ? field : sight.masked ? hidden(field, kind) : null
          }),
        )
        return shown.filter((field) => field !== null)
      },
    }),
    checks: t.field({
      type: [CheckRecordRef],
      complexity: { field: 1, multiplier: 14 },
      async resolve(attempt, _args, context) {
        const checks = await context.loaders().checksByAttempt.load(attempt.id)
        if (!attempt.asOf) return checks
        const madeAt = await context.loaders().madeAt.load(attempt.id)
        return checks.filter(({ key }) => {
          const at = madeAt?.checkedAt.get(key)
          return at !== undefined && !heldBack(at, attempt)
        })
      },
    }),
  }),
})

/** Readings of one field beside what was declared of it. */
function compared(
  readings: readonly FieldReading[],
  declared: DeclaredData | null,
): readonly FieldComparison[] {
  return [...Map.groupBy(readings, ({ key }) => key).values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const key = declaredBy[first.key]
    const said = (key && declared?.[key]) ?? null
    const values = [
      ...(said === null ? [] : [{ source: 'DECLARED', text: said, value: null, reading: null }]),
      ...[first, ...others].map((reading) => ({
        source: reading.source ?? 'READ',
        text: reading.text,
        value: reading.value,
        reading,
      })),
    ]
    return [{ ...first, declared: said, masked: false, values }]
  })
}

/** A field for whoever has no need of what it says. */
function hidden(field: FieldComparison, kind: PersonalKind): FieldComparison {
  const cover = (text: string | null, value: string | null) =>
    text === null ? null : maskText(kind, value ?? text)
  return {
    ...field,
    text: cover(field.text, field.value),
    value: null,
    candidates: [],
    declared: cover(field.declared, null),
    masked: true,
    values: field.values.map((each) => ({
      ...each,
      text: cover(each.text, each.value),
      value: null,
      reading: each.reading && { ...each.reading, candidates: [] },
    })),
  }
}
