import { withTenant } from '../../db/client.ts'
import { applicantsById } from '../../db/reads/applicants.ts'
import {
  attemptsBySession,
  capturesByAttempt,
  checksByAttempt,
  readingsByAttempt,
} from '../../db/reads/attempts.ts'
import { decisionsBySession } from '../../db/reads/decisions.ts'
import { listSessions, type SessionFilter } from '../../db/reads/sessions.ts'
import type { Dependencies } from '../dependencies.ts'
import { openDeclared, openExternalId, openReading } from '../session-seal.ts'
import type { ExportRow } from './columns.ts'

const sessionsAtOnce = 250

/** Sessions of one tenant with all that an export says of them, newest first; never more than a few hundred in memory. */
export async function* readRows(
  { db, keyring }: Pick<Dependencies, 'db' | 'keyring'>,
  tenantId: string,
  filter: SessionFilter,
): AsyncGenerator<readonly ExportRow[]> {
  let after: string | null = null
  for (;;) {
    const page = await readPage(after)
    if (page.length === 0) return
    yield await Promise.all(page.map(openRow))
    after = page.at(-1)?.session.id ?? null
  }

  function readPage(place: string | null) {
    return withTenant(db, tenantId, async (trx) => {
      const sessions = await listSessions(trx, filter, {
        limit: sessionsAtOnce,
        after: place,
        before: null,
        inverted: false,
      })
      if (sessions.length === 0) return []
      const ids = sessions.map(({ id }) => id)
      const attempts = await attemptsBySession(trx, ids)
      const lastAttempts = new Map(ids.map((id) => [id, attempts.get(id)?.at(-1)?.id ?? null]))
      const attemptIds = [...lastAttempts.values()].filter((id) => id !== null)
      const applicantIds = [...new Set(sessions.map(({ applicantId }) => applicantId))]
      const applicants = await applicantsById(trx, applicantIds, null)
      const decisions = await decisionsBySession(trx, ids)
      const none = attemptIds.length === 0
      const checks = none ? new Map() : await checksByAttempt(trx, attemptIds)
      const readings = none ? new Map() : await readingsByAttempt(trx, attemptIds)
      const captures = none ? new Map() : await capturesByAttempt(trx, attemptIds)
      return sessions.map((session) => {
        const attemptId = lastAttempts.get(session.id) ?? null
        const of = <T>(rows: ReadonlyMap<string, T>) =>
          attemptId === null ? null : (rows.get(attemptId) ?? null)
        return {
          session,
          attemptId,
          applicant: applicants.get(session.applicantId) ?? null,
          decisions: decisions.get(session.id) ?? [],
          checks: of(checks) ?? [],
          readingSealed: of(readings),
          captures: of(captures) ?? [],
        }
      })
    })
  }

  async function openRow(row: Awaited<ReturnType<typeof readPage>>[number]): Promise<ExportRow> {
    const { session, applicant, attemptId, readingSealed, checks, decisions, captures } = row
    return {
      session,
      externalId: applicant ? await openExternalId(keyring, applicant) : '',
      declared: await openDeclared(keyring, session),
      reading:
        attemptId === null ? null : await openReading(keyring, session, attemptId, readingSealed),
      checks,
      decisions,
      picturesAt: captures.at(-1)?.receivedAt ?? null,
    }
  }
}
