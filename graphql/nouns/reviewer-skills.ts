import { z } from 'zod'
import { listSkills, type MemberWithSkills } from '../../db/reads/member-skills.ts'
import { setSkills } from '../../db/settings/member-skills.ts'
import { DomainError } from '../../domain/errors.ts'
import { queueName } from '../../domain/saved-view.ts'
import { builder } from '../builder.ts'
import { actorOf, type Context } from '../context.ts'
import { DocumentTypeEnum, LocaleEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { MemberRef } from './member.ts'

const ReviewerSkillsRef = builder.objectRef<MemberWithSkills>('ReviewerSkills').implement({
  description: 'What a member is given by claimNextCase. Null: no limit.',
  fields: (t) => ({
    member: t.field({
      type: MemberRef,
      async resolve({ memberId }, _args, context) {
        const member = await context.loaders().members.load(memberId)
        if (!member) throw new DomainError('UNEXPECTED', 'skills without their member')
        return member
      },
    }),
    queues: t.stringList({ nullable: true, resolve: ({ skills }) => list(skills.queues) }),
    documentTypes: t.stringList({
      nullable: true,
      resolve: ({ skills }) => list(skills.documentTypes),
    }),
    locales: t.stringList({ nullable: true, resolve: ({ skills }) => list(skills.locales) }),
    mostCases: t.int({ nullable: true, resolve: ({ skills }) => skills.mostCases }),
    heldCases: t.int({ resolve: ({ held }) => held }),
  }),
})
const list = (values: readonly string[] | null): string[] | null => (values ? [...values] : null)

const ReviewerSkillsResult = builder.unionType('ReviewerSkillsResult', {
  types: [ReviewerSkillsRef, OperationError],
  resolveType: typeNamed('ReviewerSkills'),
})

const SetReviewerSkillsInput = builder.inputType('SetReviewerSkillsInput', {
  description: 'What is absent or null is without a limit.',
  fields: (t) => ({
    memberId: t.id({ required: true }),
    queues: t.stringList(),
    documentTypes: t.field({ type: [DocumentTypeEnum] }),
    locales: t.field({ type: [LocaleEnum] }),
    mostCases: t.int(),
  }),
})
const limits = z.object({
  queues: z.array(queueName).max(100).nullish(),
  mostCases: z.number().int().min(1).max(1000).nullish(),
})

builder.queryField('reviewerSkills', (t) =>
  t.field({
    type: [ReviewerSkillsRef],
    authScopes: { may: 'cases.assign' },
    resolve: (_root, _args, context) => readAll(context),
  }),
)

builder.mutationField('setReviewerSkills', (t) =>
  t.field({
    type: ReviewerSkillsResult,
    args: { input: t.arg({ type: SetReviewerSkillsInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'cases.assign', async () => {
        const memberId = parseGlobalId('Member', input.memberId)
        const { queues = null, mostCases = null } = limits.parse(input)
        const member = context.member()
        await context.inTenant((trx) =>
          setSkills(
            trx,
            {
              tenantId: member.tenantId,
              memberId,
              actor: actorOf(member),
              at: context.dependencies.clock(),
            },
            {
              queues,
              mostCases,
              documentTypes: input.documentTypes ?? null,
              locales: input.locales ?? null,
            },
          ),
        )
        context.forget()
        const found = (await readAll(context)).find((each) => each.memberId === memberId)
        if (!found) throw new DomainError('NOT_FOUND', 'memberId: expected somebody who reviews')
        return found
      }),
  }),
)

const readAll = (context: Context): Promise<readonly MemberWithSkills[]> =>
  context.inTenant((trx) => listSkills(trx, context.dependencies.clock()))
