import { verifyAuditChain } from '../db/audit.ts'
import { withTenant, type Database } from '../db/client.ts'

export interface Outcomes {
  /** Sessions that came to no decision: neither one of the machine nor a case for a person. */
  readonly lost: readonly string[]
  /** Attempts with more than one decision or submission, sessions with more than one outcome. */
  readonly decidedTwice: readonly string[]
  readonly auditIntact: boolean
  readonly byStatus: Readonly<Record<string, number>>
}

const decided = ['APPROVED', 'DECLINED', 'IN_REVIEW']

/** What became of these sessions, read off the rows that an auditor would read. */
export function countOutcomes(
  db: Database,
  tenantId: string,
  sessionIds: readonly string[],
): Promise<Outcomes> {
  return withTenant(db, tenantId, async (trx) => {
    const sessions = await trx.selectFrom('sessions').select(['id', 'status']).execute()
    const decisions = await trx
      .selectFrom('decisions')
      .select(['sessionId', 'attemptId', 'outcome', 'decidedBy'])
      .execute()
    const events = await trx
      .selectFrom('auditEvents')
      .select(['subjectId', 'action'])
      .where('subjectKind', '=', 'verification_session')
      .execute()
    const statusById = new Map(sessions.map(({ id, status }) => [id, status]))
    const withDecision = new Set(decisions.map(({ sessionId }) => sessionId))
    const final = ['verification_session.approved', 'verification_session.declined']
    const byStatus: Record<string, number> = {}
    for (const id of sessionIds) {
      const status = statusById.get(id) ?? 'NO ROW'
      byStatus[status] = (byStatus[status] ?? 0) + 1
    }
    const attemptsOf = (id: string) =>
      new Set(decisions.filter(({ sessionId }) => sessionId === id).map((row) => row.attemptId))
        .size
    return {
      lost: sessionIds.filter(
        (id) => !decided.includes(statusById.get(id) ?? '') || !withDecision.has(id),
      ),
      decidedTwice: [
        ...repeated(decisions.map((row) => `${row.attemptId} ${row.decidedBy}`)),
        ...repeated(
          decisions.filter((row) => row.outcome !== 'REVIEW').map((row) => row.attemptId),
        ),
        ...repeated(events.filter((row) => final.includes(row.action)).map((row) => row.subjectId)),
        ...sessionIds.filter(
          (id) =>
            events.filter(
              (row) => row.subjectId === id && row.action === 'verification_session.submitted',
            ).length > attemptsOf(id),
        ),
      ],
      auditIntact: (await verifyAuditChain(trx)).intact,
      byStatus,
    }
  })
}

const repeated = (keys: readonly string[]): string[] => [
  ...new Set(keys.filter((key, i) => keys.indexOf(key) !== i)),
]
