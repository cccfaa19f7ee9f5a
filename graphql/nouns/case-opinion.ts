import type { CaseOpinion } from '../../db/reads/opinions.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { CaseStageEnum, ResolutionEnum, SlotEnum } from '../enums.ts'
import { openOpinionText } from '../session-seal.ts'
import { memberOrNull, MemberRef } from './member.ts'

/** Reached through its case alone, which says who may read it. */
export const CaseOpinionRef = builder.objectRef<CaseOpinion>('CaseOpinion').implement({
  description: 'What one of several people made of a case.',
  fields: (t) => ({
    stage: t.expose('stage', { type: CaseStageEnum }),
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (opinion, _args, context) => memberOrNull(context, opinion.memberId),
    }),
    resolution: t.expose('resolution', { type: ResolutionEnum }),
    reasonCodes: t.exposeStringList('reasonCodes'),
    slots: t.expose('slots', { type: [SlotEnum] }),
    internalNote: t.string({
      nullable: true,
      resolve: (opinion, _args, context) =>
        context.may('notes.read') ? openText(context, opinion, 'internal_note') : null,
    }),
    applicantMessage: t.string({
      nullable: true,
      resolve: (opinion, _args, context) =>
        context.may('notes.read') ? openText(context, opinion, 'applicant_message') : null,
    }),
    at: t.expose('createdAt', { type: 'DateTime' }),
  }),
})

async function openText(
  context: Context,
  { id, sessionId, internalNoteSealed, applicantMessageSealed }: CaseOpinion,
  column: 'internal_note' | 'applicant_message',
): Promise<string | null> {
  const session = await context.loaders().sessions.load(sessionId)
  if (!session) return null
  const sealed = column === 'internal_note' ? internalNoteSealed : applicantMessageSealed
  return openOpinionText(context.dependencies.keyring, session, id, column, sealed)
}
