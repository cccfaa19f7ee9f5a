import { sql } from 'kysely'
import { caseStatuses, resolutions } from '../../domain/case-state.ts'
import { isReasonCode } from '../../domain/reason-codes.ts'
import type { Trx } from '../client.ts'
import { member } from './closed-lists.ts'

/** A case as long as it lies with a partner. */
export type PartnerCase = Awaited<ReturnType<typeof partnerQueue>>[number]

/** What lies with a partner now, earliest due first. */
export async function partnerQueue(trx: Trx, partnerId: string, caseId: string | null = null) {
  const rows = await trx
    .selectFrom('caseHandovers')
    .innerJoin('cases', 'cases.id', 'caseHandovers.caseId')
    .innerJoin('sessions', 'sessions.id', 'cases.sessionId')
    .select([
      'cases.id',
      'cases.tenantId',
      'cases.sessionId',
      'cases.attemptId',
      'cases.status',
      'cases.version',
      'cases.assigneeId',
      'cases.leaseExpiresAt',
      'cases.reasonCodes',
      'sessions.documentType',
      'sessions.locale',
      'sessions.method',
      'caseHandovers.handedAt',
      'caseHandovers.dueAt',
      'caseHandovers.fields',
    ])
    .where('caseHandovers.partnerId', '=', partnerId)
    .where('caseHandovers.endedAt', 'is', null)
    .where('cases.partnerId', '=', partnerId)
    .where('cases.status', 'in', ['OPEN', 'ASSIGNED'])
    .$if(caseId !== null, (query) => query.where('cases.id', '=', caseId ?? ''))
    .orderBy('caseHandovers.dueAt')
    .orderBy('cases.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    ...row,
    status: member(caseStatuses, row.status),
    reasonCodes: row.reasonCodes.filter(isReasonCode),
  }))
}

export type InvoiceLine = Awaited<ReturnType<typeof invoiceLines>>[number]

/** One line for each stay of a case with the partner that began in the span, oldest first. */
export async function invoiceLines(
  trx: Trx,
  partnerId: string,
  span: { readonly from: Date; readonly to: Date },
) {
  const rows = await trx
    .selectFrom('caseHandovers')
    .innerJoin('cases', 'cases.id', 'caseHandovers.caseId')
    .leftJoin('members', 'members.id', 'caseHandovers.acceptedBy')
    .select([
      'caseHandovers.id',
      'caseId',
      'handedAt',
      'caseHandovers.dueAt',
      'acceptedAt',
      'endedAt',
      'ending',
      'workedMs',
      'yenPerAccepted',
      'yenPerResolved',
      'yenPerMinute',
      'members.displayName as reviewer',
      // what came of it is the company's own business until it is over
      sql<string | null>`case when cases.resolved_at is not null then cases.resolution end`.as(
        'resolution',
      ),
    ])
    .where('caseHandovers.partnerId', '=', partnerId)
    .where('handedAt', '>=', span.from)
    .where('handedAt', '<', span.to)
    .orderBy('handedAt')
    .orderBy('caseHandovers.id')
    .limit(10_000)
    .execute()
  return rows.map((row) => ({
    ...row,
    workedMs: Number(row.workedMs),
    resolution: row.resolution === null ? null : member(resolutions, row.resolution),
  }))
}
