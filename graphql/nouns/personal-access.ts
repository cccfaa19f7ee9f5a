import { z } from 'zod'
import type { Box } from '../../db/crypto/box.ts'
import type { Session } from '../../db/reads/sessions.ts'
import { hidePerson, revealPerson } from '../../db/settings/personal-reveals.ts'
import { DomainError } from '../../domain/errors.ts'
import { personalKinds, type PersonalKind } from '../../domain/personal-data.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { PersonalKindEnum, RevealPurposeEnum, ViewReasonEnum } from '../enums.ts'
import { expected, OperationError, typeNamed } from '../expected-errors.ts'
import { parseGlobalId } from '../global-ids.ts'
import { sessionBox } from '../session-seal.ts'
import { sightOf, type Grounds } from '../sight.ts'
import { readSession, SessionRef } from './session.ts'

interface PersonalAccess {
  readonly open: readonly PersonalKind[]
  readonly grounds: Grounds | null
  readonly masked: boolean
}
const PersonalAccessRef = builder.objectRef<PersonalAccess>('PersonalAccess').implement({
  description: 'How far the caller sees the person of a session, now.',
  fields: (t) => ({
    open: t.field({
      type: [PersonalKindEnum],
      complexity: 1,
      description: 'Shown in full.',
      resolve: ({ open }) => open,
    }),
    masked: t.exposeBoolean('masked', {
      description: 'What is not open shows a beginning; else it is as if it were not there.',
    }),
    why: t.field({
      type: ViewReasonEnum,
      nullable: true,
      description: 'What opened it; null: nothing is open.',
      resolve: ({ grounds }) => grounds?.why ?? null,
    }),
    until: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the reveal that ends last is over.',
      resolve: ({ grounds }) => grounds?.until ?? null,
    }),
    mayReveal: t.boolean({
      description: 'The caller may have more shown, by saying what for.',
      resolve: ({ open }, _args, context) =>
        revealable(context).some((kind) => !open.includes(kind)),
    }),
  }),
})

builder.objectField(SessionRef, 'personalAccess', (t) =>
  t.field({
    type: PersonalAccessRef,
    async resolve({ id }, _args, context): Promise<PersonalAccess> {
      const sight = await sightOf(context, id)
      const all = personalKinds.flatMap((kind) => sight.open(kind) ?? [])
      const [last = null] = all.toSorted((a, b) => endOf(b) - endOf(a))
      return {
        open: personalKinds.filter((kind) => sight.open(kind) !== null),
        grounds: last,
        masked: sight.masked,
      }
    },
  }),
)

const endOf = ({ until }: Grounds): number => until?.getTime() ?? Infinity

/** What a reveal can open to the caller. */
function revealable(context: Context): readonly PersonalKind[] {
  if (context.identity.principal?.kind !== 'MEMBER' || !context.may('persons.reveal')) return []
  return personalKinds.filter((kind) => kind !== 'PICTURES' || context.may('pictures.view'))
}

const RevealPersonInput = builder.inputType('RevealPersonInput', {
  fields: (t) => ({
    sessionId: t.id({ required: true }),
    kinds: t.field({
      type: [PersonalKindEnum],
      required: true,
      description: 'No more than is needed.',
    }),
    purpose: t.field({ type: RevealPurposeEnum, required: true }),
    reason: t.string({
      required: true,
      description:
        '4 to 500 characters in one’s own words. Sealed; read by who may see who saw whom.',
    }),
  }),
})
const reasonSchema = z.object({
  reason: z
    .string()
    .trim()
    .min(4)
    .max(500)
    .regex(/^\P{Cc}*$/u, 'expected one line without control characters'),
  kinds: z.array(z.enum(personalKinds)).min(1),
})

const SessionResult = builder.unionType('RevealPersonResult', {
  types: [SessionRef, OperationError],
  resolveType: typeNamed('VerificationSession'),
})

builder.mutationField('revealPerson', (t) =>
  t.field({
    type: SessionResult,
    description:
      'Shows the caller what is personal of one session for ten minutes. Who, what and what for is on record.',
    args: { input: t.arg({ type: RevealPersonInput, required: true }) },
    resolve: (_root, { input }, context) =>
      expected(context, 'persons.reveal', async () => {
        const { reason, kinds } = reasonSchema.parse(input)
        const { session, box } = await openSession(context, input.sessionId)
        const { id: memberId, tenantId } = context.member()
        if (kinds.some((kind) => !revealable(context).includes(kind)))
          throw new DomainError('FORBIDDEN', 'kinds: expected what the caller’s role may see')
        const { limits, clock } = context.dependencies
        if (limits.count('reveal', memberId) > 0)
          throw new DomainError('RATE_LIMITED', 'many persons in a short time; wait a little')
        const place = { tenantId, sessionId: session.id, memberId, at: clock() }
        const wish = { kinds: [...new Set(kinds)], purpose: input.purpose, reason }
        await context.inTenant((trx) => revealPerson(trx, box, place, wish))
        return readSession(context, session.id)
      }),
  }),
)

builder.mutationField('hidePerson', (t) =>
  t.field({
    type: SessionResult,
    description: 'Ends the caller’s reveals of one session before their time.',
    args: { sessionId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) =>
      expected(context, 'persons.reveal', async () => {
        const sessionId = parseGlobalId('VerificationSession', args.sessionId)
        await readSession(context, sessionId)
        const { id: memberId, tenantId } = context.member()
        const at = context.dependencies.clock()
        await context.inTenant((trx) => hidePerson(trx, { tenantId, sessionId, memberId, at }))
        return readSession(context, sessionId)
      }),
  }),
)

/** @throws DomainError `NOT_FOUND`, `KEY_DESTROYED` */
async function openSession(
  context: Context,
  id: string,
): Promise<{ readonly session: Session; readonly box: Box }> {
  const session = await readSession(context, parseGlobalId('VerificationSession', id))
  const box = await sessionBox(context.dependencies.keyring, session)
  if (!box) throw new DomainError('KEY_DESTROYED', 'the data of this session was erased')
  return { session, box }
}
