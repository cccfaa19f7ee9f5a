import { sql, type Expression, type SqlBool } from 'kysely'
import { dayInJapan } from '../../domain/japan-days.ts'
import { regimes, type Regime } from '../../domain/regulation.ts'
import {
  dutyOf,
  leastDays,
  outcomesKept,
  statusesOf,
  type ErasedKind,
  type OutcomeKept,
  type Retention,
} from '../../domain/retention.ts'
import type { Trx } from '../client.ts'

/** What is to be erased at a moment, under which terms. */
export interface Due {
  readonly kind: ErasedKind
  readonly retention: Retention
  readonly at: Date
}

/** Sessions whose turn has come, oldest first; none that is held. */
export async function dueSessions(trx: Trx, due: Due, most: number): Promise<readonly string[]> {
  const rows = await dueOf(trx, due, outcomesKept).select('id').orderBy('id').limit(most).execute()
  return rows.map(({ id }) => id)
}

/** Whether this session's turn has come; asked again once its row is locked. */
export async function isDue(trx: Trx, sessionId: string, due: Due): Promise<boolean> {
  const row = await dueOf(trx, due, outcomesKept)
    .select('id')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return row !== undefined
}

/** How many sessions' turn has come, of one outcome. */
export async function countDue(trx: Trx, due: Due, outcome: OutcomeKept): Promise<number> {
  const { sessions } = await dueOf(trx, due, [outcome])
    .select(sql<number>`count(*)::int`.as('sessions'))
    .executeTakeFirstOrThrow()
  return sessions
}

/** Sessions that a legal hold keeps from being erased. */
export async function countHeld(trx: Trx): Promise<number> {
  const { held } = await trx
    .selectFrom('sessions')
    .select(sql<number>`count(*)::int`.as('held'))
    .where('legalHoldAt', 'is not', null)
    .executeTakeFirstOrThrow()
  return held
}

const dueOf = (trx: Trx, due: Due, outcomes: readonly OutcomeKept[]) =>
  trx
    .selectFrom('sessions')
    .where('legalHoldAt', 'is', null)
    .where('redactedAt', 'is', null)
    .where(stillThere[due.kind])
    .where((is) => is.or(outcomes.flatMap((outcome) => termsEnded(due, outcome))))

/** Only what is there can be erased. */
const stillThere: Record<ErasedKind, Expression<SqlBool>> = {
  PICTURES: sql<boolean>`pictures_erased_at is null and exists (select from captures
    where captures.tenant_id = sessions.tenant_id and captures.session_id = sessions.id and captures.slot <> 'LIVENESS')`,
  FILMS: sql<boolean>`films_erased_at is null and exists (select from captures
    where captures.tenant_id = sessions.tenant_id and captures.session_id = sessions.id and captures.slot = 'LIVENESS')`,
  PERSON: sql<boolean>`true`,
}

/** The law that a session was opened under says how long at least, whatever the company's law is today. */
const termsEnded = (due: Due, outcome: OutcomeKept): readonly Expression<SqlBool>[] =>
  regimes.flatMap((regime) => {
    const wanted = due.retention[outcome][due.kind]
    if (wanted === null) return []
    const days = Math.max(wanted, leastDays(regime, outcome, due.kind))
    return [ended(due, outcome, regime, days)]
  })

function ended(
  { kind, at }: Due,
  outcome: OutcomeKept,
  regime: Regime,
  days: number,
): Expression<SqlBool> {
  const end = new Date(at.getTime() - days * dayMs)
  const duty = dutyOf(regime)
  const byContract =
    duty?.from === 'CONTRACT_END' && duty.outcome === outcome && duty.kinds.includes(kind)
  const statuses = sql.join(statusesOf[outcome].map((status) => sql`${status}`))
  return byContract
    ? sql<boolean>`(status in (${statuses}) and regime = ${regime} and contract_ended_on < ${dayInJapan(end)})`
    : sql<boolean>`(status in (${statuses}) and regime = ${regime} and coalesce(decided_at, updated_at) <= ${end})`
}

const dayMs = 86_400_000
