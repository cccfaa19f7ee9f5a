import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { cellAad } from '../../db/aad.ts'
import type { Keyring } from '../../db/keyring.ts'
import { searchTokensOf } from '../../db/search-tokens.ts'
import { nameKey } from '../../domain/names.ts'
import { createCopyRows } from './copy-rows.ts'
import { makePastScreens } from './past-screens.ts'
import type { PastSession } from './past-session.ts'
import type { PastPlan } from './plan.ts'

/** What is written beside applicants, sessions, attempts, decisions and cases, which always are. */
export interface PastParts {
  /** Check records, and the traces of decisions: what back-tests and explanations read. */
  readonly facts: boolean
  /** Captures with their verdicts, screens that were seen, and the devices: what a funnel reads. No picture lies behind. */
  readonly captures: boolean
  /** What was read from the documents, sealed. */
  readonly readings: boolean
}

export interface PastTables {
  /** Seals a session's personal fields as the product does and lays its rows aside. */
  add(session: PastSession): Promise<void>
  /** Takes the rows laid aside, to be written in one transaction while the next are made. */
  take(): (client: Client) => Promise<void>
}

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))

/** Rows of the past as the product's own writes leave them (db/writes). */
export function createPastTables(
  keyring: Keyring,
  tenantId: string,
  plan: PastPlan,
  parts: PastParts,
): PastTables {
  const tables = {
    applicants: createCopyRows('applicants', [
      'tenant_id',
      'id',
      'external_id_sealed',
      'external_id_index',
      'created_at',
    ]),
    sessions: createCopyRows('sessions', [
      'tenant_id',
      'id',
      'applicant_id',
      'status',
      'event_seq',
      'method',
      'regime',
      'accepted_documents',
      'document_type',
      'locale',
      'check_profile_version_id',
      'sandbox',
      'wrapped_key',
      'declared_sealed',
      'person_index',
      'asked_slots',
      'attempt_number',
      'reason_codes',
      'consent_version',
      'consented_at',
      'created_at',
      'updated_at',
      'expires_at',
      'submitted_at',
      'decided_at',
      'redacted_at',
      'device_kind',
    ]),
    searchTokens: createCopyRows('search_tokens', ['tenant_id', 'token', 'session_id']),
    devices: createCopyRows('capture_devices', [
      'tenant_id',
      'id',
      'session_id',
      'token_hash',
      'created_at',
      'expires_at',
      'revoked_at',
    ]),
    screenVisits: createCopyRows('screen_visits', [
      'tenant_id',
      'session_id',
      'screen',
      'visits',
      'total_ms',
      'first_at',
      'last_at',
    ]),
    attempts: createCopyRows('attempts', [
      'tenant_id',
      'id',
      'session_id',
      'number',
      'asked_slots',
      'started_at',
      'submitted_at',
    ]),
    captures: createCopyRows('captures', [
      'tenant_id',
      'id',
      'session_id',
      'attempt_id',
      'slot',
      'frames',
      'original_key',
      'accepted',
      'verdict',
      'received_at',
      'superseded_at',
    ]),
    extractions: createCopyRows('extractions', [
      'tenant_id',
      'attempt_id',
      'reading_sealed',
      'created_at',
    ]),
    checkResults: createCopyRows('check_results', [
      'tenant_id',
      'attempt_id',
      'key',
      'record',
      'created_at',
    ]),
    decisions: createCopyRows('decisions', [
      'tenant_id',
      'id',
      'session_id',
      'attempt_id',
      'outcome',
      'decided_by',
      'member_id',
      'reason_codes',
      'slots',
      'check_profile_version_id',
      'profile_sha256',
      'rule_id',
      'trace',
      'created_at',
    ]),
    cases: createCopyRows('cases', [
      'tenant_id',
      'id',
      'session_id',
      'attempt_id',
      'status',
      'version',
      'queue',
      'priority',
      'assignee_id',
      'due_at',
      'reason_codes',
      'resolution',
      'opened_at',
      'resolved_at',
      'escalated_at',
    ]),
    caseEvents: createCopyRows('case_events', [
      'tenant_id',
      'id',
      'case_id',
      'type',
      'member_id',
      'at',
      'detail',
    ]),
  }

  return {
    async add(session) {
      const kept = await addSession(session)
      for (const attempt of session.attempts) {
        tables.attempts.add([
          tenantId,
          attempt.id,
          session.id,
          attempt.number,
          attempt.askedSlots,
          date(attempt.startedAtMs),
          date(attempt.submittedAtMs),
        ])
        if (!attempt.checked) continue
        const at = date(attempt.checked.atMs)
        if (parts.facts) {
          for (const result of attempt.checked.results)
            tables.checkResults.add([tenantId, attempt.id, result.key, JSON.stringify(result), at])
        }
        if (parts.readings && kept) {
          const reading = JSON.stringify(attempt.checked.reading)
          const sealed = kept.seal(reading, cellAad(tenantId, 'extractions', attempt.id, 'reading'))
          tables.extractions.add([tenantId, attempt.id, sealed, at])
        }
      }
      if (parts.captures) addCaptures(session)
      addDecisions(session)
      addCases(session)
    },
    take() {
      // parents before children
      const writes = Object.values(tables).map((table) => table.take())
      return async (client) => {
        await client.query('begin')
        for (const write of writes) await write(client)
        await client.query('commit')
      }
    },
  }

  /** @returns the session's box; null where its key was destroyed */
  async function addSession(session: PastSession) {
    const { applicant, person } = session
    if (session.isNewApplicant) {
      const box = await keyring.tenantBox(tenantId)
      tables.applicants.add([
        tenantId,
        applicant.id,
        box.seal(
          applicant.externalId,
          cellAad(tenantId, 'applicants', applicant.id, 'external_id'),
        ),
        await keyring.blindIndex(tenantId, 'external-id', applicant.externalId),
        date(applicant.createdAtMs),
      ])
    }
    const { wrapped, box } = await keyring.newSessionKey(tenantId, session.id)
    const gone = session.redactedAtMs !== null
    const { name = '', birthDate = '' } = person.declared
    const wasChecked = session.attempts.some(({ checked }) => checked !== null)
    tables.sessions.add([
      tenantId,
      session.id,
      applicant.id,
      session.status,
      session.eventSeq,
      'DOC_SELFIE',
      'NONE',
      plan.acceptedDocuments,
      session.documentChosen ? 'DRIVERS_LICENCE' : null,
      person.locale,
      plan.profileVersionId,
      false,
      gone ? null : wrapped,
      gone
        ? null
        : box.seal(
            JSON.stringify(person.declared),
            cellAad(tenantId, 'sessions', session.id, 'declared'),
          ),
      gone || !wasChecked
        ? null
        : await keyring.blindIndex(tenantId, 'person', `${nameKey(name)}|${birthDate}`),
      session.askedSlots,
      session.attempts.length,
      session.reasonCodes,
      session.consentedAtMs === null ? null : '1',
      date(session.consentedAtMs),
      date(session.createdAtMs),
      date(session.updatedAtMs),
      date(session.expiresAtMs),
      date(session.submittedAtMs),
      date(session.decidedAtMs),
      date(session.redactedAtMs),
      session.openedAtMs === null ? null : person.device,
    ])
    if (gone) return null
    const reading = session.attempts.findLast(({ checked }) => checked)?.checked?.reading ?? null
    for (const token of await searchTokensOf(keyring, tenantId, person.declared, reading))
      tables.searchTokens.add([tenantId, token, session.id])
    return box
  }

  function addCaptures(session: PastSession): void {
    if (session.openedAtMs !== null) {
      tables.devices.add([
        tenantId,
        // one device a session: the session's own number does
        session.id,
        session.id,
        randomBytes(32),
        date(session.openedAtMs),
        date(session.expiresAtMs),
        null,
      ])
    }
    for (const { screen, visits, totalMs, firstAtMs, lastAtMs } of makePastScreens(session)) {
      tables.screenVisits.add([
        tenantId,
        session.id,
        screen,
        visits,
        totalMs,
        date(firstAtMs),
        date(lastAtMs),
      ])
    }
    for (const capture of session.captures) {
      const attempt = session.attempts.findLast((each) => each.startedAtMs <= capture.receivedAtMs)
      if (!attempt) continue
      tables.captures.add([
        tenantId,
        capture.id,
        session.id,
        attempt.id,
        capture.slot,
        JSON.stringify(capture.frames),
        `${tenantId}/${session.id}/${capture.id}`,
        capture.verdict.accepted,
        JSON.stringify(capture.verdict),
        date(capture.receivedAtMs),
        date(capture.supersededAtMs),
      ])
    }
  }

  function addDecisions(session: PastSession): void {
    for (const decision of session.decisions) {
      tables.decisions.add([
        tenantId,
        decision.id,
        session.id,
        decision.attemptId,
        decision.outcome,
        decision.memberId === null ? 'SYSTEM' : 'REVIEWER',
        decision.memberId,
        decision.reasonCodes,
        decision.slots,
        plan.profileVersionId,
        plan.profileSha256,
        decision.ruleId,
        parts.facts ? decision.trace : '[]',
        date(decision.atMs),
      ])
    }
  }

  function addCases(session: PastSession): void {
    for (const one of session.cases) {
      const changes = one.events.filter(({ type }) => type !== 'OPENED' && type !== 'ESCALATED')
      tables.cases.add([
        tenantId,
        one.id,
        session.id,
        one.attemptId,
        one.status,
        1 + changes.length,
        one.queue,
        one.priority,
        one.assigneeId,
        date(one.dueAtMs),
        one.reasonCodes,
        one.resolution,
        date(one.openedAtMs),
        date(one.resolvedAtMs),
        date(one.events.find(({ type }) => type === 'ESCALATED')?.atMs ?? null),
      ])
      for (const event of one.events)
        tables.caseEvents.add([
          tenantId,
          event.id,
          one.id,
          event.type,
          event.memberId,
          date(event.atMs),
          '{}',
        ])
    }
  }
}
