import DataLoader from 'dataloader'
import type { Trx } from '../db/client.ts'
import { findApiKey } from '../db/reads/api-keys.ts'
import { applicantsById } from '../db/reads/applicants.ts'
import {
  attemptsById,
  attemptsBySession,
  capturesByAttempt,
  capturesById,
  checksByAttempt,
  directionsByChallenge,
  madeAtByAttempt,
  readingsByAttempt,
} from '../db/reads/attempts.ts'
import { backTestsById } from '../db/reads/back-tests.ts'
import { maskingOpenBySession, maskingTasksById } from '../db/reads/masking.ts'
import { goldenCasesById } from '../db/reads/golden-cases.ts'
import { casesById, casesBySession, eventsByCase } from '../db/reads/cases.ts'
import {
  eventsByProfile,
  profilesById,
  versionsById,
  versionsByProfile,
} from '../db/reads/check-profiles.ts'
import { shadowsById, shadowsByVersion } from '../db/reads/shadows.ts'
import { partnersById } from '../db/reads/partners.ts'
import { revealsBySession } from '../db/reads/personal-reveals.ts'
import { opinionsByCase } from '../db/reads/opinions.ts'
import { decisionsById, decisionsBySession } from '../db/reads/decisions.ts'
import { sessionsById } from '../db/reads/sessions.ts'
import { certificatesBySession } from '../db/reads/evidence.ts'
import { exportsById } from '../db/reads/exports.ts'
import { membersById, readTenant } from '../db/reads/tenants.ts'
import { deliveriesById, endpointsById } from '../db/reads/webhooks.ts'
import type { Principal } from './auth/principals.ts'
import { casesWithKnown, eventsWithKnown, sessionCasesWithKnown, sessionsSeenBy } from './blind.ts'
import type { Read } from './shared-reads.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** One query for all rows that a level of the answer needs. They see what the principal may see, never more. */
export function createLoaders(
  read: Read,
  { sandbox, id: callerId }: Pick<Principal, 'sandbox' | 'id'>,
  clock: () => Date,
  /** The member before whom known cases may be laid, and who is not told; null: nobody. */
  blindFor: string | null = null,
) {
  const one = <Row>(
    load: (trx: Trx, ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
  ) =>
    new DataLoader<string, Row | null>(async (ids) => {
      const rows = await read((trx) => load(trx, ids))
      return ids.map((id) => rows.get(id) ?? null)
    })
  const many = <Row>(
    load: (trx: Trx, ids: readonly string[]) => Promise<ReadonlyMap<string, readonly Row[]>>,
  ) =>
    new DataLoader<string, readonly Row[]>(async (ids) => {
      const rows = await read((trx) => load(trx, ids))
      return ids.map((id) => rows.get(id) ?? [])
    })

  const sessions = one(async (trx, ids) =>
    sessionsSeenBy(trx, await sessionsById(trx, ids, sandbox), blindFor),
  )
  return {
    tenant: new DataLoader((ids: readonly string[]) =>
      read(async (trx) => {
        const tenant = await readTenant(trx)
        return ids.map((id) => (tenant?.id === id ? tenant : null))
      }),
    ),
    sessions,
    applicants: one((trx, ids) => applicantsById(trx, ids, sandbox)),
    attempts: one(attemptsById),
    attemptsBySession: many(attemptsBySession),
    captures: one(capturesById),
    capturesByAttempt: many(capturesByAttempt),
    checksByAttempt: many(checksByAttempt),
    readings: one(readingsByAttempt),
    madeAt: one(madeAtByAttempt),
    directions: one(directionsByChallenge),
    decisions: one(decisionsById),
    decisionsBySession: many(decisionsBySession),
    cases: one(async (trx, ids) =>
      casesWithKnown(trx, ids, await casesById(trx, ids, sandbox), blindFor),
    ),
    casesBySession: one(async (trx, ids) =>
      sessionCasesWithKnown(trx, ids, await casesBySession(trx, ids), blindFor),
    ),
    eventsByCase: many(async (trx, ids) =>
      eventsWithKnown(trx, ids, await eventsByCase(trx, ids), blindFor),
    ),
    maskingTasks: one(maskingTasksById),
    maskingBySession: one(maskingOpenBySession),
    partners: one(partnersById),
    opinionsByCase: many(opinionsByCase),
    members: one(membersById),
    profiles: one(profilesById),
    versions: one((trx, ids) => versionsById(trx, ids, clock())),
    versionsByProfile: many((trx, ids) => versionsByProfile(trx, ids, clock())),
    profileEvents: many(eventsByProfile),
    backTests: one(backTestsById),
    goldenCases: one(goldenCasesById),
    shadows: one(shadowsById),
    shadowsByVersion: many(shadowsByVersion),
    endpoints: one((trx, ids) => endpointsById(trx, ids, sandbox)),
    deliveries: one((trx, ids) => deliveriesById(trx, ids, sandbox)),
    certificates: one(certificatesBySession),
    exports: one((trx, ids) => exportsById(trx, ids, sandbox)),
    revealsBySession: many((trx, ids) => revealsBySession(trx, callerId, ids, clock())),
    apiKeys: new DataLoader((ids: readonly string[]) =>
      read((trx) => Promise.all(ids.map((id) => findApiKey(trx, id)))),
    ),
  }
}
