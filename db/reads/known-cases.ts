import { sql } from 'kysely'
import { resolutions } from '../../domain/case-state.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import type { KnownAnswer } from '../../domain/known-answers.ts'
import type { Trx } from '../client.ts'
import type { Skills } from './cases.ts'
import { member } from './closed-lists.ts'

/** Cases in force, newest first, with how often each was answered. */
export async function knownCases(trx: Trx) {
  const rows = await trx
    .selectFrom('knownCases')
    .innerJoin('cases', 'cases.id', 'knownCases.caseId')
    .innerJoin('sessions', 'sessions.id', 'cases.sessionId')
    .select([
      'knownCases.id',
      'knownCases.caseId',
      'knownCases.expected',
      'knownCases.createdAt',
      'cases.queue',
      'sessions.documentType',
      sql<boolean>`sessions.redacted_at is null and sessions.pictures_erased_at is null`.as(
        'usable',
      ),
      sql<number>`(select count(*)::int from known_reviews r where r.tenant_id = known_cases.tenant_id
        and r.known_id = known_cases.id and r.resolution is not null)`.as('answers'),
    ])
    .where('knownCases.retiredAt', 'is', null)
    .orderBy('knownCases.id', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ documentType, ...row }) => ({
    ...row,
    documentType: documentType === null ? null : member(documentTypes, documentType),
  }))
}
export type KnownCase = Awaited<ReturnType<typeof knownCases>>[number]

/** What is expected of those of the cases that are known. */
export async function expectedByCase(
  trx: Trx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, KnownCase['expected']>> {
  const rows = await trx
    .selectFrom('knownCases')
    .select(['caseId', 'expected'])
    .where('caseId', 'in', caseIds)
    .where('retiredAt', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.caseId, row.expected]))
}

export interface KnownWish {
  /** The case that would be next: a known one comes from the same queue, once for each. */
  readonly insteadOf: string
  /** The person, or the partner organisation. */
  readonly drawnFor: string
  readonly partnerId: string | null
  /** Null: what they are given has no limits. */
  readonly skills: Pick<Skills, 'documentTypes' | 'locales'> | null
}

/**
 * Known cases that may be laid before a person, or any of a partner's people, least answered first: none that one of them decided,
 * held, opened or marked, none that they had already, none whose pictures are erased or wait for a mask operator.
 * @param knownId asks for one alone
 */
export async function fitKnownCases(
  trx: Trx,
  { insteadOf, drawnFor, partnerId, skills }: KnownWish,
  knownId: string | null = null,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select k.id from known_cases k
    join cases c on c.tenant_id = k.tenant_id and c.id = k.case_id
    join sessions s on s.tenant_id = c.tenant_id and s.id = c.session_id
    join cases next on next.tenant_id = k.tenant_id and next.id = ${insteadOf}::uuid
    join sessions ns on ns.tenant_id = next.tenant_id and ns.id = next.session_id and not ns.sandbox
    where k.retired_at is null and (${knownId}::uuid is null or k.id = ${knownId}::uuid)
      and c.queue = next.queue and c.session_id <> next.session_id
      and s.redacted_at is null and s.pictures_erased_at is null and not s.sandbox
      and (${skills?.documentTypes ?? null}::text[] is null or s.document_type = any(${skills?.documentTypes ?? null}::text[]))
      and (${skills?.locales ?? null}::text[] is null or s.locale = any(${skills?.locales ?? null}::text[]))
      and not exists (select from masking_tasks m where m.tenant_id = s.tenant_id and m.session_id = s.id
        and m.status in ('OPEN', 'ASSIGNED'))
      and not exists (select from known_reviews r where r.tenant_id = k.tenant_id
        and r.drawn_for = ${drawnFor}::uuid and (r.session_id = s.id or r.instead_of = next.id))
      and not exists (
        select from members m
        where m.tenant_id = k.tenant_id
          and case when ${partnerId}::uuid is null then coalesce(m.person_member_id, m.id) = ${drawnFor}::uuid
            else m.partner_id = ${partnerId}::uuid end
          and (coalesce(m.person_member_id, m.id) in (k.marked_by, c.submitter_id)
            or exists (select from known_reviews r where r.tenant_id = k.tenant_id
              and r.assignee_id = m.id and r.session_id = s.id)
            or exists (select from case_events e join cases had on had.tenant_id = e.tenant_id and had.id = e.case_id
              where had.tenant_id = k.tenant_id and had.session_id = s.id and e.member_id = m.id)
            or exists (select from case_opinions o join cases had on had.tenant_id = o.tenant_id and had.id = o.case_id
              where had.tenant_id = k.tenant_id and had.session_id = s.id and o.member_id = m.id)
            or exists (select from decisions d where d.tenant_id = k.tenant_id and d.session_id = s.id and d.member_id = m.id)))
    order by (select count(*) from known_reviews r where r.tenant_id = k.tenant_id and r.known_id = k.id), k.id
    limit 50`.execute(trx)
  return rows.map(({ id }) => id)
}

/** What was answered in the span, at most 20,000. */
export async function knownAnswers(
  trx: Trx,
  span: { readonly from: Date; readonly to: Date },
): Promise<readonly KnownAnswer[]> {
  const rows = await trx
    .selectFrom('knownReviews')
    .select(['assigneeId', 'expected', 'resolution', 'claimedAt', 'resolvedAt'])
    .where('status', '=', 'RESOLVED')
    .where('resolvedAt', '>=', span.from)
    .where('resolvedAt', '<', span.to)
    .orderBy('resolvedAt', 'desc')
    .limit(20_000)
    .execute()
  return rows.flatMap(({ assigneeId, expected, resolution, claimedAt, resolvedAt }) =>
    assigneeId && claimedAt && resolvedAt
      ? {
          memberId: assigneeId,
          expected,
          answer: member(resolutions, resolution ?? ''),
          minutes: (resolvedAt.getTime() - claimedAt.getTime()) / 60_000,
        }
      : [],
  )
}
