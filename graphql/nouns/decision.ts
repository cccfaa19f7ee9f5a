import type { Decision } from '../../db/reads/decisions.ts'
import { checklistRecordSchema } from '../../domain/checklist.ts'
import { counterfactualOf, type Counterfactual } from '../../rules/counterfactual.ts'
import { counterfactualSentence } from '../../rules/counterfactual-sentence.ts'
import { checkProfileShape } from '../../rules/profile-schema.ts'
import { decisionsAsOf } from '../as-of.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { explainDecision } from '../explain-decision.ts'
import { explainToApplicant } from '../explain-to-applicant.ts'
import { LocaleEnum, SlotEnum } from '../enums.ts'
import { openDecisionText } from '../session-seal.ts'
import { ConfirmedItemRef } from './checklist.ts'
import { memberOrNull, MemberRef } from './member.ts'

export const DecisionRef = builder.objectRef<Decision>('Decision')
builder.node(DecisionRef, {
  id: { resolve: (decision) => decision.id },
  async loadOne(id, context) {
    const decision = await context.loaders().decisions.load(id)
    const session = decision && (await context.loaders().sessions.load(decision.sessionId))
    return session ? (decisionsAsOf([decision], session)[0] ?? null) : null
  },
  authScopes: { may: ['sessions.read', 'cases.read'] },
  fields: (t) => ({
    outcome: t.exposeString('outcome'),
    decidedBy: t.exposeString('decidedBy'),
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (decision, _args, context) => memberOrNull(context, decision.memberId),
    }),
    reasonCodes: t.exposeStringList('reasonCodes'),
    slots: t.expose('slots', { type: [SlotEnum] }),
    rule: t.string({ nullable: true, resolve: (decision) => decision.ruleId }),
    trace: t.field({
      type: 'JSON',
      description: 'Each rule with its outcome and the facts it saw, as stored when it decided.',
      resolve: (decision) => decision.trace,
    }),
    explanation: t.stringList({
      description: 'The same in words.',
      args: { locale: t.arg({ type: LocaleEnum, required: true }) },
      async resolve(decision, { locale }, context) {
        const version = await context.loaders().versions.load(decision.checkProfileVersionId)
        return version ? explainDecision(version.definition, decision.trace, locale) : []
      },
    }),
    counterfactual: t.string({
      nullable: true,
      description:
        'The smallest change of facts that would have flipped the machine’s decision, in words: to an approval, or of an approval to anything else; null where a person decided, or no few facts would have done it.',
      // it takes some hundredths of a second, in which this process does nothing else
      complexity: 50,
      args: { locale: t.arg({ type: LocaleEnum, required: true }) },
      async resolve(decision, { locale }, context) {
        if (decision.decidedBy !== 'SYSTEM') return null
        const found = await otherwiseOf(context, decision)
        return found && counterfactualSentence(found, locale)
      },
    }),
    applicantExplanation: t.stringList({
      description:
        'What the applicant may be told of a decline or of pictures to take again, with what to do about it; empty where nothing may be told.',
      args: { locale: t.arg({ type: LocaleEnum, required: true }) },
      resolve: (decision, { locale }) => [...explainToApplicant(decision, locale)],
    }),
    internalNote: t.string({
      nullable: true,
      resolve: (decision, _args, context) =>
        context.may('notes.read') ? openText(context, decision, 'internal_note') : null,
    }),
    applicantMessage: t.string({
      nullable: true,
      resolve: (decision, _args, context) =>
        context.may('persons.read') || context.may('notes.read')
          ? openText(context, decision, 'applicant_message')
          : null,
    }),
    checklist: t.field({
      type: [ConfirmedItemRef],
      description: 'What the reviewer confirmed. Empty where the caller may not read notes.',
      async resolve(decision, _args, context) {
        const text = context.may('notes.read')
          ? await openText(context, decision, 'checklist')
          : null
        return text === null ? [] : checklistRecordSchema.parse(JSON.parse(text))
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
})

/** Looked for once a request, in however many languages it is told. */
const otherwise = new WeakMap<Decision, Promise<Counterfactual | null>>()

function otherwiseOf(context: Context, decision: Decision): Promise<Counterfactual | null> {
  const known = otherwise.get(decision) ?? search()
  otherwise.set(decision, known)
  return known

  async function search() {
    const version = await context.loaders().versions.load(decision.checkProfileVersionId)
    const checks = await context.loaders().checksByAttempt.load(decision.attemptId)
    const profile = checkProfileShape.safeParse(version && JSON.parse(version.definition))
    const wished = decision.outcome === 'APPROVE' ? 'OTHER' : 'APPROVE'
    return profile.success ? counterfactualOf(profile.data, checks, wished) : null
  }
}

async function openText(
  context: Context,
  decision: Decision,
  column: keyof typeof sealedColumns,
): Promise<string | null> {
  const session = await context.loaders().sessions.load(decision.sessionId)
  if (!session) return null
  const sealed = decision[sealedColumns[column]]
  return openDecisionText(context.dependencies.keyring, session, decision.id, column, sealed)
}

const sealedColumns = {
  internal_note: 'internalNoteSealed',
  applicant_message: 'applicantMessageSealed',
  checklist: 'checklistSealed',
} as const
