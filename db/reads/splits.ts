import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { splitGuardsSchema, type ArmCounts, type SplitGuards } from '../../domain/split-test.ts'
import type { Trx } from '../client.ts'
import type { SplitTests } from '../schema.ts'

const figuresSchema = z
  .object({ limit: z.number(), cases: z.number(), hits: z.number() })
  .nullable()

export type SplitTest = Omit<Selectable<SplitTests>, 'guards' | 'stopFigures'> & {
  readonly guards: SplitGuards
  /** What the guard rail saw that stopped it. */
  readonly stopFigures: z.infer<typeof figuresSchema>
}

/** Of a profile, newest first. @param limit of splits */
export async function splitsOf(
  trx: Trx,
  profileId: string,
  limit: number,
): Promise<readonly SplitTest[]> {
  const rows = await trx
    .selectFrom('splitTests')
    .selectAll()
    .where('profileId', '=', profileId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(rowToSplit)
}

export async function runningSplit(trx: Trx, profileId: string): Promise<SplitTest | null> {
  const row = await trx
    .selectFrom('splitTests')
    .selectAll()
    .where('profileId', '=', profileId)
    .where('status', '=', 'RUNNING')
    .executeTakeFirst()
  return row ? rowToSplit(row) : null
}

export type SplitArm = 'MAIN' | 'CHALLENGER'
const nothing: ArmCounts = { decided: 0, approved: 0, reviewed: 0, judged: 0, overturned: 0 }

/** Both sides of a split, counted now. */
export async function readArms(
  trx: Trx,
  splitId: string,
): Promise<Readonly<Record<SplitArm, ArmCounts>>> {
  const { rows } = await sql<ArmCounts & { arm: SplitArm }>`
    select arm, count(*)::int as decided,
      (count(*) filter (where machine = 'APPROVE'))::int as approved,
      (count(*) filter (where machine = 'REVIEW'))::int as reviewed,
      (count(*) filter (where machine = 'REVIEW' and human is not null))::int as judged,
      (count(*) filter (where machine = 'REVIEW' and human = 'APPROVE'))::int as overturned
    from split_cases where split_id = ${splitId} group by arm`.execute(trx)
  const of = (wanted: SplitArm) => rows.find(({ arm }) => arm === wanted) ?? nothing
  return { MAIN: of('MAIN'), CHALLENGER: of('CHALLENGER') }
}

const rowToSplit = (row: Selectable<SplitTests>): SplitTest => ({
  ...row,
  guards: splitGuardsSchema.parse(row.guards),
  stopFigures: figuresSchema.parse(row.stopFigures),
})
