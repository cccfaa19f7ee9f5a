import { withTenant } from '../db/client.ts'
import { sessionsById } from '../db/reads/sessions.ts'
import { isDomainError } from '../domain/errors.ts'
import type { ApplicantPrincipal } from './auth/principals.ts'
import type { Dependencies } from './dependencies.ts'

const patienceMs = 1500
const pauseMs = 100

/**
 * Tells the story something that the session's row allows already. An outcome stands in the row a moment before the story
 * has gone on from it, and an applicant who is asked again may be that quick: what was refused for its state meanwhile is
 * told again. A refused update leaves no trace, so it keeps its id.
 */
export async function tellCaughtUp<Answer>(
  { db }: Pick<Dependencies, 'db'>,
  applicant: ApplicantPrincipal,
  tell: () => Promise<Answer>,
): Promise<Answer> {
  const endMs = performance.now() + patienceMs
  for (;;) {
    try {
      return await tell()
    } catch (error) {
      const mayPass = isDomainError(error) && error.code === 'SESSION_STATE'
      if (!mayPass || performance.now() > endMs || !(await takesPictures())) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  async function takesPictures(): Promise<boolean> {
    const { tenantId, sessionId } = applicant
    const sessions = await withTenant(db, tenantId, (trx) => sessionsById(trx, [sessionId], null))
    const status = sessions.get(sessionId)?.status
    return status === 'CAPTURING' || status === 'RESUBMISSION_REQUESTED'
  }
}
