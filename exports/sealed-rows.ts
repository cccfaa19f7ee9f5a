import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '../db/client.ts'
import { filtered, type SessionFilter } from '../db/reads/sessions.ts'
import type { Part } from './export-row.ts'

export type SealedRow = Awaited<ReturnType<typeof readSealedRows>>[number]

/**
 * Sessions newest first, with what the parts need and no more; what is personal is still sealed.
 * @param after the session behind which to go on
 */
export function readSealedRows(
  trx: Trx,
  filter: SessionFilter,
  parts: ReadonlySet<Part>,
  { after, limit }: { readonly after: string | null; readonly limit: number },
) {
  const page = filtered(trx, filter)
    .$if(after !== null, (query) => query.where('sessions.id', '<', after ?? ''))
    .orderBy('sessions.id', 'desc')
    .limit(limit)
    .selectAll('sessions')
  const has = (part: Part) => sql.lit(parts.has(part))
  // a part that nobody needs is a false condition: its rows are not even looked for
  return trx
    .selectFrom(page.as('s'))
    .leftJoin('applicants as applicant', (join) =>
      join.onRef('applicant.id', '=', 's.applicantId').on(sql<boolean>`${has('externalId')}`),
    )
    .leftJoin('checkProfileVersions as version', (join) =>
      join.onRef('version.id', '=', 's.checkProfileVersionId').on(sql<boolean>`${has('profile')}`),
    )
    .leftJoin('checkProfiles as profile', 'profile.id', 'version.profileId')
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom('attempts')
          .select('attempts.id')
          .whereRef('attempts.sessionId', '=', 's.id')
          .where(sql<boolean>`${sql.lit(ofAttempt.some((part) => parts.has(part)))}`)
          .orderBy('attempts.number', 'desc')
          .limit(1)
          .as('attempt'),
      (join) => join.onTrue(),
    )
    .leftJoin('extractions as extraction', (join) =>
      join.onRef('extraction.attemptId', '=', 'attempt.id').on(sql<boolean>`${has('reading')}`),
    )
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom('checkResults')
          .select([
            sql<string | null>`string_agg(key || ':' || (record->>'outcome'), ' ')`.as('outcomes'),
            sql<
              number | null
            >`max((record->>'score')::float8) filter (where key = 'FACE_MATCH')`.as('faceScore'),
          ])
          .whereRef('checkResults.attemptId', '=', 'attempt.id')
          .where(sql<boolean>`${has('checks')}`)
          .as('checked'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom('decisions')
          .select('decisions.outcome')
          .whereRef('decisions.sessionId', '=', 's.id')
          .where('decisions.decidedBy', '=', 'SYSTEM')
          .where(sql<boolean>`${has('system')}`)
          .orderBy('decisions.createdAt', 'desc')
          .limit(1)
          .as('machine'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom('decisions')
          .select([
            'decisions.id',
            'decisions.outcome',
            'decisions.memberId',
            'decisions.internalNoteSealed',
          ])
          .whereRef('decisions.sessionId', '=', 's.id')
          .where('decisions.decidedBy', '=', 'REVIEWER')
          .where(sql<boolean>`${sql.lit(parts.has('review') || parts.has('note'))}`)
          .orderBy('decisions.createdAt', 'desc')
          .limit(1)
          .as('review'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom('caseOpinions')
          .innerJoin('cases', 'cases.id', 'caseOpinions.caseId')
          .select([
            sql<
              string | null
            >`(array_agg(member_id) filter (where case_opinions.stage = 'FIRST'))[1]`.as('first'),
            sql<
              string | null
            >`(array_agg(member_id order by case_opinions.created_at desc) filter (where case_opinions.stage <> 'FIRST'))[1]`.as(
              'second',
            ),
          ])
          .whereRef('cases.attemptId', '=', 'attempt.id')
          .where(sql<boolean>`${has('opinions')}`)
          .as('opinion'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom('captures')
          .select([
            inJapan(sql`max(received_at) filter (where slot in ('FRONT', 'BACK', 'THICKNESS'))`).as(
              'documentAt',
            ),
            inJapan(sql`max(received_at) filter (where slot in ('FACE', 'LIVENESS'))`).as('faceAt'),
          ])
          .whereRef('captures.sessionId', '=', 's.id')
          .where('captures.accepted', '=', true)
          .where('captures.supersededAt', 'is', null)
          .where(sql<boolean>`${has('pictures')}`)
          .as('picture'),
      (join) => join.onTrue(),
    )
    .select([
      's.id',
      's.status',
      's.method',
      's.regulationLabel',
      's.documentType',
      's.sandbox',
      's.attemptNumber',
      's.reasonCodes',
      's.wrappedKey',
      'applicant.id as applicantId',
      'applicant.externalIdSealed',
      'attempt.id as attemptId',
      'extraction.readingSealed',
      'checked.outcomes',
      'checked.faceScore',
      'machine.outcome as systemOutcome',
      'review.id as reviewId',
      'review.outcome as reviewOutcome',
      'review.memberId',
      'review.internalNoteSealed',
      'opinion.first as firstReviewerId',
      'opinion.second as secondReviewerId',
      'picture.documentAt',
      'picture.faceAt',
      'profile.name as profileName',
      'version.number as profileNumber',
    ])
    .select(
      sql<Buffer | null>`case when ${has('declared')} then s.declared_sealed end`.as(
        'declaredSealed',
      ),
    )
    .select([
      inJapan(sql`s.created_at`)
        .$notNull()
        .as('createdAt'),
      inJapan(sql`s.consented_at`).as('consentedAt'),
      inJapan(sql`s.submitted_at`).as('submittedAt'),
      inJapan(sql`s.decided_at`).as('decidedAt'),
    ])
    .orderBy('s.id', 'desc')
    .execute()
}

/** What is found by the last attempt. */
const ofAttempt: readonly Part[] = ['reading', 'checks', 'opinions']

/** `YYYY/MM/DD HH:mm:ss`, Japanese standard time; the database writes it faster than we could read and write it. */
const inJapan = (at: RawBuilder<unknown>) =>
  sql<string | null>`to_char(${at} at time zone 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS')`
