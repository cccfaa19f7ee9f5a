import { sql } from 'kysely'
import { z } from 'zod'
import { cellAad } from '../db/aad.ts'
import { withTenant, type Trx } from '../db/client.ts'
import type { Box } from '../db/crypto/box.ts'
import { searchTokensOf } from '../db/search-tokens.ts'
import { saveSearchTokens } from '../db/writes/save-search-tokens.ts'
import { saveChecks } from '../db/writes/save-results.ts'
import { checkResultSchema, type CheckKey } from '../domain/check.ts'
import { declaredDataSchema } from '../domain/declared-data.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import type { CaptureVerdict, DocumentReading } from '../domain/findings.ts'
import { slots, type Slot } from '../domain/method.ts'
import { nameKey } from '../domain/names.ts'
import { dayInJapan } from '../domain/japan-days.ts'
import type { DecidedEffect } from '../rules/decided-effect.ts'
import { readPastProfile } from '../rules/back-test-facts.ts'
import { evaluateProfile } from '../rules/evaluate.ts'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import { runChecks } from '../rules/run-checks.ts'
import type { CaseActivities } from '../workflows/activity-types.ts'
import type { Dependencies } from './dependencies.ts'
import { shadowAttempt } from './shadow-attempt.ts'

type Checks = Pick<CaseActivities, 'runChecks' | 'evaluateProfile'>

/** Turns findings into check records, and check records into what the pinned profile makes of them. */
export function createCheckActivities({ db, keyring, clock }: Dependencies): Checks {
  return {
    runChecks: ({ tenantId, sessionId, attemptId, ...findings }) =>
      withTenant(db, tenantId, async (trx) => {
        const session = await trx
          .selectFrom('sessions')
          .selectAll()
          .where('id', '=', sessionId)
          .executeTakeFirstOrThrow()
        const box = await keyring.sessionBox(tenantId, sessionId, session.wrappedKey)
        const declared = session.declaredSealed
          ? declaredDataSchema.parse(
              JSON.parse(
                box
                  .open(
                    session.declaredSealed,
                    cellAad(tenantId, 'sessions', sessionId, 'declared'),
                  )
                  .toString(),
              ),
            )
          : {}
        const reading = findings.readingDone
          ? await openReading(trx, box, tenantId, attemptId)
          : null
        const person = personOf(reading, declared)
        const personIndex = person ? await keyring.blindIndex(tenantId, 'person', person) : null
        const profile = await pinnedProfile(trx, session.checkProfileVersionId)
        const results = runChecks(
          {
            // the law counts the day on which the images came in, in Japan
            day: dayInJapan(session.submittedAt ?? clock()),
            slots: await slotsOfMethod(trx, sessionId),
            documentType: z.enum(documentTypes).parse(session.documentType),
            acceptedDocuments: z.array(z.enum(documentTypes)).parse(session.acceptedDocuments),
            declared,
            verdicts: await currentVerdicts(trx, sessionId),
            documentReading: reading,
            backReading: reading,
            thickness: findings.thickness,
            authenticity: findings.authenticity,
            face: findings.face,
            liveness: findings.liveness,
            masks: findings.masks ?? [],
            duplicateCount: personIndex
              ? await countDuplicates(trx, personIndex, session.applicantId, session.sandbox)
              : null,
            machineUnavailable: unavailable(findings),
          },
          profile,
        )
        await saveChecks(trx, { tenantId, sessionId, attemptId }, results, personIndex, clock())
        const tokens = await searchTokensOf(keyring, tenantId, null, reading)
        await saveSearchTokens(trx, { tenantId, sessionId }, tokens)
      }),

    async evaluateProfile(attempt) {
      const { live, definition, documentType, results } = await withTenant(
        db,
        attempt.tenantId,
        async (trx) => {
          const session = await trx
            .selectFrom('sessions')
            .select(['checkProfileVersionId', 'documentType'])
            .where('id', '=', attempt.sessionId)
            .executeTakeFirstOrThrow()
          const rows = await trx
            .selectFrom('checkResults')
            .select('record')
            .where('attemptId', '=', attempt.attemptId)
            .execute()
          const text = await pinnedDefinition(trx, session.checkProfileVersionId)
          const stored = rows.map(({ record }) => checkResultSchema.parse(record))
          return {
            live: await evaluateProfile(parseCheckProfile(JSON.parse(text)), stored),
            definition: text,
            documentType: session.documentType,
            results: stored,
          }
        },
      )
      const { effect, decidedBy, trace } = live
      await shadowAttempt(
        { db, clock },
        attempt,
        { live: effect.kind, liveRule: decidedBy },
        () => ({
          results,
          documentType: documentTypes.find((known) => known === documentType) ?? null,
          then: readPastProfile(definition),
        }),
      )
      return { ...answerOf(effect), ruleId: decidedBy, trace }
    },
  }
}

/** Where the pictures have been masked by hand and a rule still holds them, a person looks. */
const answerOf = (effect: DecidedEffect) =>
  effect.kind === 'HOLD_FOR_MASKING'
    ? { ...effect, kind: 'REVIEW' as const, queue: 'standard', holdForMasking: true }
    : { ...effect, kind: effect.kind, queue: effect.queue ?? 'standard' }

const pinnedProfile = async (trx: Trx, versionId: string) =>
  parseCheckProfile(JSON.parse(await pinnedDefinition(trx, versionId)))

async function pinnedDefinition(trx: Trx, versionId: string): Promise<string> {
  const { definition } = await trx
    .selectFrom('checkProfileVersions')
    .select('definition')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow()
  return definition
}

/** What the session's method asked for when it was opened; later attempts ask for a part of it. */
async function slotsOfMethod(trx: Trx, sessionId: string): Promise<readonly Slot[]> {
  const { askedSlots } = await trx
    .selectFrom('attempts')
    .select('askedSlots')
    .where('sessionId', '=', sessionId)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
  return z.array(z.enum(slots)).parse(askedSlots)
}

async function openReading(
  trx: Trx,
  box: Box,
  tenantId: string,
  attemptId: string,
): Promise<DocumentReading | null> {
  const row = await trx
    .selectFrom('extractions')
    .select('readingSealed')
    .where('attemptId', '=', attemptId)
    .executeTakeFirst()
  if (!row) return null
  // sealed by saveReading: what opens is what was written
  return JSON.parse(
    box.open(row.readingSealed, cellAad(tenantId, 'extractions', attemptId, 'reading')).toString(),
  ) as DocumentReading
}

async function currentVerdicts(trx: Trx, sessionId: string): Promise<readonly CaptureVerdict[]> {
  const rows = await trx
    .selectFrom('captures')
    .select('verdict')
    .where('sessionId', '=', sessionId)
    .where('accepted', '=', true)
    .where('supersededAt', 'is', null)
    .execute()
  return rows.map(({ verdict }) => verdict as CaptureVerdict)
}

/** The same person, whatever glyph the name is written with; the document counts before what was declared. */
function personOf(
  reading: DocumentReading | null,
  declared: { name?: string | undefined; birthDate?: string | undefined },
): string | null {
  const trusted = (key: 'name' | 'birthDate') =>
    reading?.fields.find((field) => field.key === key && field.trusted)
  const name = trusted('name')?.text ?? declared.name
  const birthDate = trusted('birthDate')?.value ?? declared.birthDate
  return name && birthDate ? `${nameKey(name)}|${birthDate}` : null
}

/** 二重登録: sessions of other applicants of this tenant that are the same person's and still count. */
async function countDuplicates(
  trx: Trx,
  personIndex: Buffer,
  applicantId: string,
  sandbox: boolean,
): Promise<number> {
  const { count } = await trx
    .selectFrom('sessions')
    .select(sql<string>`count(distinct applicant_id)`.as('count'))
    .where('personIndex', '=', personIndex)
    .where('applicantId', '!=', applicantId)
    .where('sandbox', '=', sandbox)
    .where('status', 'not in', ['CANCELLED', 'EXPIRED', 'REDACTED'])
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Checks whose machine gave no finding. */
function unavailable({
  readingDone,
  thickness,
  authenticity,
  face,
  liveness,
  masks,
}: Omit<
  Parameters<CaseActivities['runChecks']>[0],
  'tenantId' | 'sessionId' | 'attemptId'
>): readonly CheckKey[] {
  const fromReading: readonly CheckKey[] = [
    'DOC_TYPE',
    'EXPIRY',
    'DOC_NUMBER',
    'NAME',
    'ADDRESS',
    'DOB_AGE',
    'BACK_SIDE',
  ]
  return [
    ...(readingDone ? [] : fromReading),
    ...(thickness ? [] : (['THICKNESS'] as const)),
    ...(authenticity ? [] : (['DOC_AUTHENTICITY'] as const)),
    ...(face ? [] : (['FACE_MATCH'] as const)),
    ...(liveness ? [] : (['LIVENESS'] as const)),
    ...(masks ? [] : (['MASKING'] as const)),
  ]
}
