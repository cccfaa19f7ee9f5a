import { setImmediate as nextTurn } from 'node:timers/promises'
import { readAdviceRows, type AdviceRow } from '../db/reads/advice.ts'
import type { CheckProfileVersion } from '../db/reads/check-profiles.ts'
import { DomainError } from '../domain/errors.ts'
import { readPastProfile, type PastProfile } from '../rules/back-test-facts.ts'
import { readPastAttempt } from '../rules/back-test-read.ts'
import type { PastAttempt } from '../rules/back-test.ts'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import { advisable, createCurve, type AdvicePoint } from '../rules/threshold-advice.ts'
import type { Context } from './context.ts'
import { existing } from './existing.ts'

export interface Advice {
  readonly threshold: string
  /** Attempts that the share, and that the error, is told from. */
  readonly recent: number
  readonly judged: number
  /** Of redacted sessions, which nothing is left of. */
  readonly gone: number
  readonly points: readonly AdvicePoint[]
}

/** Most attempts of either kind: so many make an interval narrow enough, and are decided in a second or two. */
const mostAttempts = 2000

/**
 * What the tenant's own history says of each value of a threshold.
 * @throws DomainError `INPUT_INVALID` (no such threshold, or its check is off), `PROFILE_INVALID`
 */
export async function adviseOn(
  context: Context,
  version: CheckProfileVersion,
  threshold: string,
): Promise<Advice> {
  const profile = parseCheckProfile(JSON.parse(version.definition))
  const name = advisable(profile).find((known) => known === threshold)
  if (!name) {
    throw new DomainError(
      'INPUT_INVALID',
      'threshold: expected a number or level of a check in use',
    )
  }
  const { recent, judged } = await context.read(async (trx) => ({
    recent: await readAdviceRows(trx, version.profileId, { judged: false, limit: mostAttempts }),
    judged: await readAdviceRows(trx, version.profileId, { judged: true, limit: mostAttempts }),
  }))
  const curve = createCurve(profile, name)
  const read = createReader(context)
  const counted = {
    recent: await eachInTurns(recent, read, curve.addRecent),
    judged: await eachInTurns(judged, read, curve.addJudged),
  }
  const gone = [...recent, ...judged].filter(({ decided }) => decided === null)
  return {
    threshold: name,
    ...counted,
    gone: new Set(gone.map(({ attemptId }) => attemptId)).size,
    points: curve.points(),
  }
}

type Reader = (row: AdviceRow) => Promise<PastAttempt | null>

/** Versions that attempts were checked by are read once. */
function createReader(context: Context): Reader {
  const known = new Map<string, PastProfile>()
  return async ({ decided, documentType }) => {
    if (!decided) return null
    let then = known.get(decided.profileVersionId)
    if (!then) {
      const version = existing(await context.loaders().versions.load(decided.profileVersionId))
      then = readPastProfile(version.definition)
      known.set(decided.profileVersionId, then)
    }
    return readPastAttempt(decided, documentType, then)
  }
}

/** Longest that other requests wait for this one. */
const turnMs = 15

/** @returns how many there were to be looked at */
async function eachInTurns(
  rows: readonly AdviceRow[],
  read: Reader,
  add: (past: PastAttempt) => void,
): Promise<number> {
  let count = 0
  let turnBeganMs = performance.now()
  for (const row of rows) {
    const past = await read(row)
    if (!past) continue
    add(past)
    count += 1
    if (performance.now() - turnBeganMs > turnMs) {
      await nextTurn()
      turnBeganMs = performance.now()
    }
  }
  return count
}
