import type { Case } from '../db/reads/cases.ts'
import type { CaseOpinion } from '../db/reads/opinions.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { Context } from './context.ts'

/**
 * Who may read what another person made of a case. Whoever is to look at it themselves reads nothing of it before: only when
 * people disagree, those who decide between them do, and when all is over, everybody who may see the case.
 */
export function mayReadOpinion(context: Context, found: Case, opinion: CaseOpinion): boolean {
  if (found.status === 'RESOLVED' || found.status === 'WITHDRAWN') return true
  if (personOf(context) === opinion.personId) return true
  return found.stage === 'SUPERVISOR' && context.may('cases.arbitrate')
}

/** What stands between this caller and the case, as its workflow will say it. */
export async function closedTo(context: Context, found: Case): Promise<ErrorCode | null> {
  const personId = personOf(context)
  if (personId === null || !context.may('cases.review')) return 'FORBIDDEN'
  if (found.status === 'RESOLVED' || found.status === 'WITHDRAWN') return 'CASE_STATE'
  if (found.partnerId !== null) return 'CASE_WITH_PARTNER'
  if (found.submitterId === personId) return 'CASE_OWN_SUBMISSION'
  if (found.stage === 'FIRST') return null
  const opinions = await context.loaders().opinionsByCase.load(found.id)
  if (opinions.some((opinion) => opinion.personId === personId)) return 'CASE_SAME_PERSON'
  return found.stage === 'SUPERVISOR' && !context.may('cases.arbitrate')
    ? 'CASE_NEEDS_SUPERVISOR'
    : null
}

function personOf({ identity: { principal } }: Context): string | null {
  if (principal?.kind === 'MEMBER') return principal.personId
  return principal?.speaksFor?.personId ?? null
}
