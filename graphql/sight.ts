import type { PersonalKind, ViewReason } from '../domain/personal-data.ts'
import type { Permission } from './auth/permissions.ts'
import type { Context } from './context.ts'

/** What allows a caller to see. */
export interface Grounds {
  readonly why: ViewReason
  /** The case, the reveal, or the caller. */
  readonly id: string
  /** When it ends, where that is known beforehand. */
  readonly until: Date | null
}

/** How far a caller sees the person of one session, now. */
export interface Sight {
  /** Null: hidden. */
  open(kind: PersonalKind): Grounds | null
  /** What is hidden is shown masked; else as if it were not there. */
  readonly masked: boolean
}

/**
 * Roles say what somebody may see at all; a purpose says when: a case that lies in their hands, or a reveal for which they gave
 * a reason. A key whose scope is persons' data, and a mask operator's work on pictures, need no other (decisions/20).
 */
export async function sightOf(context: Context, sessionId: string): Promise<Sight> {
  const masked = context.may('persons.masked')
  const caller = context.identity.principal
  if (!caller) return { open: () => null, masked: false }
  const standing: Grounds = {
    why: caller.kind === 'API_KEY' ? 'KEY' : 'MASKING',
    id: caller.id,
    until: null,
  }
  const always = (kind: PersonalKind) =>
    context.may(kind === 'PICTURES' ? 'pictures.always' : 'persons.always')
  if (always('NAME') && always('PICTURES')) return { open: () => standing, masked }
  const [held, reveals] = await Promise.all([
    heldCase(context, sessionId),
    caller.kind === 'MEMBER' && context.may('persons.reveal')
      ? context.loaders().revealsBySession.load(sessionId)
      : [],
  ])
  return {
    masked,
    open(kind) {
      if (always(kind)) return standing
      if (held && context.may(capabilityFor(kind))) return held
      const reveal = reveals.find(({ kinds }) => kinds.includes(kind))
      return reveal ? { why: 'REVEAL', id: reveal.id, until: reveal.expiresAt } : null
    },
  }
}

const capabilityFor = (kind: PersonalKind): Permission =>
  kind === 'PICTURES' ? 'pictures.view' : 'persons.read'

/** The case of the session, where it lies in the caller's hands: theirs, or those of whom their key speaks for. */
async function heldCase(context: Context, sessionId: string): Promise<Grounds | null> {
  const caller = context.principal()
  const reviewerId = caller.kind === 'MEMBER' ? caller.id : caller.speaksFor?.id
  if (!reviewerId || !context.may('cases.review')) return null
  const found = await context.loaders().casesBySession.load(sessionId)
  return found?.status === 'ASSIGNED' &&
    found.assigneeId === reviewerId &&
    found.leaseExpiresAt !== null &&
    found.leaseExpiresAt > context.dependencies.clock()
    ? { why: 'REVIEW', id: found.id, until: null }
    : null
}
