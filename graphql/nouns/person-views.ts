import { cellAad } from '../../db/aad.ts'
import {
  filesOfSessions,
  viewsOfSessions,
  type FetchedFile,
  type SeenPerson,
} from '../../db/reads/person-views.ts'
import { sessionsOfApplicant } from '../../db/reads/sessions.ts'
import { DomainError } from '../../domain/errors.ts'
import type { PersonalKind, RevealPurpose } from '../../domain/personal-data.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { PersonalKindEnum, RevealPurposeEnum, ViewerKindEnum } from '../enums.ts'
import { splitGlobalId } from '../global-ids.ts'
import { kindsInFile } from '../kinds-in-file.ts'
import { sessionBox } from '../session-seal.ts'
import { memberOrNull, MemberRef } from './member.ts'
import { SessionRef } from './session.ts'

const ways = ['REVIEW', 'REVEAL', 'KEY', 'PARTNER', 'MASKING', 'CSV', 'EVIDENCE'] as const
const WayEnum = builder.enumType('PersonViewWay', {
  description: 'How somebody came to see a person’s data.',
  values: {
    REVIEW: { description: 'The case was in their hands.' },
    REVEAL: { description: 'They had it shown, and said what for.' },
    KEY: { description: 'By a key whose scope is persons’ data.' },
    PARTNER: { description: 'As a partner’s member, with whom the case lay.' },
    MASKING: { description: 'While masking pictures.' },
    CSV: { description: 'They fetched a CSV that the session is in.' },
    EVIDENCE: { description: 'They fetched the session’s evidence.' },
  } as const satisfies Record<(typeof ways)[number], object>,
})

interface PersonView {
  readonly sessionId: string
  readonly viewerKind: 'MEMBER' | 'API_KEY'
  readonly viewerId: string
  readonly way: (typeof ways)[number]
  readonly kinds: readonly PersonalKind[]
  readonly firstAt: Date
  readonly reveal: SeenPerson['reveal']
}

const PersonViewRef = builder.objectRef<PersonView>('PersonView').implement({
  description: 'Somebody saw a person’s data, at a moment and maybe again within the hour.',
  fields: (t) => ({
    firstAt: t.expose('firstAt', { type: 'DateTime' }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      resolve: ({ sessionId }, _args, context) => context.loaders().sessions.load(sessionId),
    }),
    viewerKind: t.expose('viewerKind', { type: ViewerKindEnum }),
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ viewerKind, viewerId }, _args, context) =>
        memberOrNull(context, viewerKind === 'MEMBER' ? viewerId : null),
    }),
    viewerName: t.string({
      nullable: true,
      description: 'Of a member or of a key.',
      async resolve({ viewerKind, viewerId }, _args, context) {
        if (viewerKind === 'API_KEY')
          return (await context.loaders().apiKeys.load(viewerId))?.name ?? null
        return (await context.loaders().members.load(viewerId))?.displayName ?? null
      },
    }),
    partnerName: t.string({
      nullable: true,
      description: 'Of the organisation whose guest the viewer is.',
      async resolve({ viewerKind, viewerId }, _args, context) {
        const member =
          viewerKind === 'MEMBER' ? await context.loaders().members.load(viewerId) : null
        if (!member?.partnerId) return null
        return (await context.loaders().partners.load(member.partnerId))?.name ?? null
      },
    }),
    way: t.expose('way', { type: WayEnum }),
    kinds: t.field({ type: [PersonalKindEnum], complexity: 1, resolve: ({ kinds }) => kinds }),
    purpose: t.field({
      type: RevealPurposeEnum,
      nullable: true,
      description: 'What for, where they had to say so.',
      resolve: ({ reveal }): RevealPurpose | null => reveal?.purpose ?? null,
    }),
    reason: t.string({
      nullable: true,
      description: 'The same in their own words; null once the session’s data was erased.',
      async resolve({ sessionId, reveal }, _args, context) {
        const session = reveal && (await context.loaders().sessions.load(sessionId))
        const box = session && (await sessionBox(context.dependencies.keyring, session))
        if (!reveal || !box) return null
        const aad = cellAad(session.tenantId, 'personal_reveals', reveal.id, 'reason')
        return box.open(reveal.reasonSealed, aad).toString()
      },
    }),
  }),
})

const most = 1000

interface PersonViews {
  readonly views: readonly PersonView[]
  readonly more: boolean
}
const PersonViewsRef = builder.objectRef<PersonViews>('PersonViews').implement({
  fields: (t) => ({
    views: t.field({
      type: [PersonViewRef],
      description: 'Newest first.',
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ views }) => views,
    }),
    more: t.exposeBoolean('more', {
      description: `There are more than ${most}; the oldest are left out.`,
    }),
  }),
})
builder.queryField('personViews', (t) =>
  t.field({
    type: PersonViewsRef,
    description:
      'Everybody who saw what is personal of one session, or of all sessions of an applicant: fields and pictures, by review, reveal, key or partner, and files that were fetched.',
    authScopes: { may: 'personViews.read' },
    args: { of: t.arg.id({ required: true }) },
    async resolve(_root, args, context): Promise<PersonViews> {
      const sessionIds = await sessionsMeant(context, args.of)
      if (sessionIds.length === 0) return { views: [], more: false }
      const [views, files] = await context.read(async (trx) => [
        await viewsOfSessions(trx, sessionIds, most + 1),
        await filesOfSessions(trx, sessionIds, most + 1),
      ])
      const all = [
        ...views.map(({ why, ...view }): PersonView => ({ ...view, way: why })),
        ...files.flatMap(fetched),
      ].toSorted((a, b) => b.firstAt.getTime() - a.firstAt.getTime())
      return { views: all.slice(0, most), more: all.length > most }
    },
  }),
)

/** @throws DomainError `ID_MALFORMED` for what is neither session nor applicant; `NOT_FOUND` for what the caller may not see */
async function sessionsMeant(context: Context, text: string): Promise<readonly string[]> {
  const { name, id } = splitGlobalId(text)
  if (name === 'VerificationSession' && (await context.loaders().sessions.load(id))) return [id]
  if (name === 'Applicant' && (await context.loaders().applicants.load(id)))
    return context.read((trx) => sessionsOfApplicant(trx, id))
  if (name === 'VerificationSession' || name === 'Applicant')
    throw new DomainError('NOT_FOUND', 'no such session or applicant')
  throw new DomainError('ID_MALFORMED', 'of: expected the id of a session or an applicant')
}

function fetched({ order, sessionId, viewerKind, viewerId, firstAt }: FetchedFile): PersonView[] {
  const kinds = kindsInFile(order)
  if (kinds.length === 0 || viewerId === null) return []
  const way = order.kind === 'SESSIONS_CSV' ? 'CSV' : 'EVIDENCE'
  const who = viewerKind === 'API_KEY' ? viewerKind : 'MEMBER'
  return [{ sessionId, viewerKind: who, viewerId, way, kinds, firstAt, reveal: null }]
}
