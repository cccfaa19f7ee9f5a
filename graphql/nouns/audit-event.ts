import { listAuditEvents, type AuditEvent } from '../../db/reads/audit-events.ts'
import { DomainError } from '../../domain/errors.ts'
import { builder, pageCost } from '../builder.ts'
import { splitGlobalId } from '../global-ids.ts'
import { keysetConnection, type PlaceFormat } from '../paging.ts'
import { memberOrNull, MemberRef } from './member.ts'

export const AuditEventRef = builder.objectRef<AuditEvent>('AuditEvent')
builder.node(AuditEventRef, {
  id: { resolve: (event) => event.seq },
  async loadOne(seq, context) {
    const [event] = context.may('audit.read')
      ? await context.inTenant((trx) => listAuditEvents(trx, { seq }, onePage))
      : []
    return event ?? null
  },
  // a session's history shows these too, to whoever may see the session
  authScopes: { may: ['audit.read', 'sessions.read', 'cases.read'] },
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime' }),
    actorKind: t.exposeString('actorKind'),
    actor: t.field({
      type: MemberRef,
      nullable: true,
      resolve: ({ actorKind, actorId }, _args, context) =>
        memberOrNull(context, actorKind === 'MEMBER' ? actorId : null),
    }),
    action: t.exposeString('action'),
    subjectKind: t.exposeString('subjectKind'),
    subjectId: t.exposeString('subjectId'),
    detail: t.expose('detail', { type: 'JSON' }),
  }),
})

const onePage = { limit: 1, after: null, before: null, inverted: false }

const AuditFilterInput = builder.inputType('AuditFilter', {
  fields: (t) => ({ subjectId: t.id(), action: t.string() }),
})

builder.queryField('auditEvents', (t) =>
  t.connection(
    {
      type: AuditEventRef,
      authScopes: { may: 'audit.read' },
      complexity: pageCost,
      args: { filter: t.arg({ type: AuditFilterInput }) },
      resolve(_root, { filter, ...args }, context) {
        const wanted = {
          subjectId: filter?.subjectId ? subjectOf(filter.subjectId) : undefined,
          action: filter?.action ?? undefined,
        }
        return keysetConnection(args, alongTheChain, (page) =>
          context.inTenant((trx) => listAuditEvents(trx, wanted, page)),
        )
      },
    },
    { name: 'AuditEventConnection' },
    { name: 'AuditEventEdge' },
  ),
)

/** @throws DomainError `ID_MALFORMED`: events are about things, not about each other */
function subjectOf(text: string): string {
  const { name, id } = splitGlobalId(text)
  if (name === 'AuditEvent')
    throw new DomainError('ID_MALFORMED', 'subjectId: expected a thing’s id')
  return id
}

const alongTheChain: PlaceFormat<AuditEvent, string> = {
  list: 'aud',
  placeOf: ({ seq }) => seq,
  parse: (text) => (/^\d{1,18}$/.test(text) ? text : null),
}
