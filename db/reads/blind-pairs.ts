import { sql } from 'kysely'
import type { BlindPair } from '../../domain/agreement.ts'
import { resolutions } from '../../domain/case-state.ts'
import type { Trx } from '../client.ts'
import { member } from './closed-lists.ts'

/** Most that one page looks at; a year of a large company's double reviews is less. */
const most = 20_000

/** Cases that two people looked at blind, resolved in the span. Of those that are under way nothing is told. */
export async function blindPairs(
  trx: Trx,
  span: { readonly from: Date; readonly to: Date },
  sandbox: boolean,
): Promise<readonly BlindPair[]> {
  const rows = await trx
    .selectFrom('cases')
    .innerJoin('sessions', 'sessions.id', 'cases.sessionId')
    .innerJoin('caseOpinions as first', (join) =>
      join.onRef('first.caseId', '=', 'cases.id').on('first.stage', '=', 'FIRST'),
    )
    .innerJoin('caseOpinions as second', (join) =>
      join.onRef('second.caseId', '=', 'cases.id').on('second.stage', '=', 'SECOND'),
    )
    .select([
      'first.memberId as firstMember',
      'first.resolution as firstSaid',
      'second.memberId as secondMember',
      'second.resolution as secondSaid',
      'cases.resolution as final',
      'cases.reasonCodes',
    ])
    .where('cases.status', '=', 'RESOLVED')
    .where('cases.resolvedAt', '>=', span.from)
    .where('cases.resolvedAt', '<', span.to)
    .where('sessions.sandbox', '=', sandbox)
    .where('sessions.redactedAt', 'is', null)
    .orderBy('cases.resolvedAt', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    first: { memberId: row.firstMember, resolution: member(resolutions, row.firstSaid) },
    second: { memberId: row.secondMember, resolution: member(resolutions, row.secondSaid) },
    final: member(resolutions, row.final ?? ''),
    reasonCodes: row.reasonCodes,
  }))
}

/** Median minutes that each person held a case under review until they had said something of it. */
export async function minutesByMember(
  trx: Trx,
  span: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ memberId: string; minutes: number }>`
    select said.member_id as "memberId",
      percentile_cont(0.5) within group (order by extract(epoch from said.at - taken.at) / 60)::float8 as minutes
    from case_events said
    cross join lateral (
      select taken.at from case_events taken
      where taken.tenant_id = said.tenant_id and taken.case_id = said.case_id
        and taken.member_id = said.member_id and taken.type in ('CLAIMED', 'ASSIGNED') and taken.at <= said.at
      order by taken.at desc limit 1
    ) taken
    where said.type in ('OPINION_GIVEN', 'RESOLVED') and said.at >= ${span.from} and said.at < ${span.to}
    group by said.member_id`.execute(trx)
  return new Map(rows.map(({ memberId, minutes }) => [memberId, minutes]))
}
