import {
  listProfiles,
  type CheckProfile,
  type CheckProfileEvent,
  type CheckProfileVersion,
} from '../../db/reads/check-profiles.ts'
import { DomainError } from '../../domain/errors.ts'
import { parseCheckProfile } from '../../rules/profile-schema.ts'
import { profileSentences } from '../../rules/sentences.ts'
import { builder, pageCost } from '../builder.ts'
import { CheckProfileEventKindEnum, LocaleEnum, ProfileVersionStatusEnum } from '../enums.ts'
import { parseGlobalId } from '../global-ids.ts'
import { byId, keysetConnection } from '../paging.ts'
import { memberOrNull, MemberRef } from './member.ts'

const everyReader = ['profiles.read', 'sessions.write', 'cases.read'] as const

export const CheckProfileVersionRef = builder.objectRef<CheckProfileVersion>('CheckProfileVersion')
export const CheckProfileRef = builder.objectRef<CheckProfile>('CheckProfile')

const EventRef = builder.objectRef<CheckProfileEvent>('CheckProfileEvent').implement({
  description: 'A step in the life of a profile or of one of its versions.',
  fields: (t) => ({
    kind: t.expose('kind', { type: CheckProfileEventKindEnum }),
    at: t.expose('at', { type: 'DateTime' }),
    member: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ memberId }, _args, context) => memberOrNull(context, memberId),
    }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'DateTime', nullable: true }),
    comment: t.exposeString('comment', { nullable: true }),
  }),
})

builder.node(CheckProfileRef, {
  id: { resolve: (profile) => profile.id },
  loadOne: (id, context) => context.loaders().profiles.load(id),
  authScopes: { may: everyReader },
  fields: (t) => ({
    name: t.exposeString('name'),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    published: t.field({
      type: CheckProfileVersionRef,
      nullable: true,
      description: 'The version in force.',
      async resolve(profile, _args, context) {
        const versions = await context.loaders().versionsByProfile.load(profile.id)
        return versions.find((version) => version.status === 'PUBLISHED')
      },
    }),
    versions: t.field({
      type: [CheckProfileVersionRef],
      resolve: (profile, _args, context) => context.loaders().versionsByProfile.load(profile.id),
    }),
    events: t.field({
      type: [EventRef],
      description: 'What happened to the profile as a whole, newest first.',
      authScopes: { may: 'profiles.read' },
      async resolve(profile, _args, context) {
        const events = await context.loaders().profileEvents.load(profile.id)
        return events.filter(({ versionId }) => versionId === null)
      },
    }),
  }),
})

builder.node(CheckProfileVersionRef, {
  id: { resolve: (version) => version.id },
  loadOne: (id, context) => context.loaders().versions.load(id),
  authScopes: { may: everyReader },
  fields: (t) => ({
    profile: t.field({
      type: CheckProfileRef,
      async resolve(version, _args, context) {
        const profile = await context.loaders().profiles.load(version.profileId)
        if (!profile) throw new DomainError('UNEXPECTED', 'a version without its profile')
        return profile
      },
    }),
    number: t.exposeInt('number'),
    status: t.expose('status', { type: ProfileVersionStatusEnum }),
    definition: t.field({
      type: 'JSON',
      description: 'rules/profile-schema.ts',
      resolve: (version) => JSON.parse(version.definition),
    }),
    sha256: t.exposeString('sha256'),
    author: t.field({
      type: MemberRef,
      async resolve(version, _args, context) {
        const author = await context.loaders().members.load(version.authorId)
        if (!author) throw new DomainError('UNEXPECTED', 'a version without its author')
        return author
      },
    }),
    publisher: t.field({
      type: MemberRef,
      nullable: true,
      resolve: (version, _args, context) => memberOrNull(context, version.publisherId),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime', nullable: true }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', nullable: true }),
    effectiveFrom: t.expose('effectiveFrom', {
      type: 'DateTime',
      nullable: true,
      description:
        'From when new sessions are pinned to it; of a submitted version what its author proposes, null for at once.',
    }),
    events: t.field({
      type: [EventRef],
      description: 'Its life, newest step first.',
      authScopes: { may: 'profiles.read' },
      async resolve(version, _args, context) {
        const events = await context.loaders().profileEvents.load(version.profileId)
        return events.filter(({ versionId }) => versionId === version.id)
      },
    }),
    sentences: t.stringList({
      description: 'Every rule as a sentence.',
      args: { locale: t.arg({ type: LocaleEnum, required: true }) },
      resolve: (version, { locale }) =>
        profileSentences(parseCheckProfile(JSON.parse(version.definition)), locale),
    }),
  }),
})

builder.queryField('checkProfiles', (t) =>
  t.connection(
    {
      type: CheckProfileRef,
      authScopes: { may: 'profiles.read' },
      args: {
        archived: t.arg.boolean({ description: 'The archived ones instead of those at work.' }),
      },
      complexity: pageCost,
      resolve: (_root, args, context) =>
        keysetConnection(args, byId<CheckProfile>('prof'), (page) =>
          context.inTenant((trx) => listProfiles(trx, page, args.archived ?? false)),
        ),
    },
    { name: 'CheckProfileConnection' },
    { name: 'CheckProfileEdge' },
  ),
)

builder.queryField('checkProfile', (t) =>
  t.field({
    type: CheckProfileRef,
    nullable: true,
    authScopes: { may: 'profiles.read' },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      context.loaders().profiles.load(parseGlobalId('CheckProfile', id)),
  }),
)

builder.queryField('checkProfileVersion', (t) =>
  t.field({
    type: CheckProfileVersionRef,
    nullable: true,
    authScopes: { may: 'profiles.read' },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      context.loaders().versions.load(parseGlobalId('CheckProfileVersion', id)),
  }),
)
