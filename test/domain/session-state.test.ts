import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseStatuses, nextCaseStatus, type CaseEvent } from '../../domain/case-state.ts'
import {
  isFinal,
  sessionStatuses,
  transition,
  type SessionEvent,
  type SessionStatus,
} from '../../domain/session-state.ts'

const events: readonly SessionEvent[] = [
  { type: 'CAPTURE_STARTED' },
  { type: 'SUBMITTED' },
  { type: 'REVIEW_OPENED', reasonCodes: ['NAME_VARIANT'] },
  { type: 'APPROVED', by: 'SYSTEM' },
  { type: 'DECLINED', by: 'REVIEWER', reasonCodes: ['DOC_EXPIRED'] },
  {
    type: 'RESUBMISSION_REQUESTED',
    by: 'SYSTEM',
    reasonCodes: ['IMG_BLUR'],
    slots: ['FRONT'],
  },
  { type: 'EXPIRED' },
  { type: 'CANCELLED' },
  { type: 'REDACTED' },
]

const allowed: Record<SessionStatus, readonly SessionEvent['type'][]> = {
  CREATED: ['CAPTURE_STARTED', 'EXPIRED', 'CANCELLED'],
  CAPTURING: ['SUBMITTED', 'EXPIRED', 'CANCELLED'],
  PROCESSING: ['REVIEW_OPENED', 'APPROVED', 'DECLINED', 'RESUBMISSION_REQUESTED', 'CANCELLED'],
  IN_REVIEW: ['APPROVED', 'DECLINED', 'RESUBMISSION_REQUESTED', 'CANCELLED'],
  RESUBMISSION_REQUESTED: ['CAPTURE_STARTED', 'EXPIRED', 'CANCELLED'],
  APPROVED: ['REDACTED'],
  DECLINED: ['REDACTED'],
  EXPIRED: ['REDACTED'],
  CANCELLED: ['REDACTED'],
  REDACTED: [],
}

test.each(sessionStatuses.map((status) => [status] as const))(
  'a session that is %s takes its events and refuses all others',
  (status) => {
    for (const event of events) {
      const next = transition(status, event)
      expect(next.allowed, event.type).toBe(allowed[status].includes(event.type))
      if (!next.allowed) expect(next.status).toBe(status)
    }
  },
)

test('an allowed change comes with its audit event', () => {
  expect(
    transition('PROCESSING', { type: 'REVIEW_OPENED', reasonCodes: ['NAME_VARIANT'] }),
  ).toEqual({
    allowed: true,
    status: 'IN_REVIEW',
    audit: {
      action: 'verification_session.review_opened',
      from: 'PROCESSING',
      to: 'IN_REVIEW',
      reasonCodes: ['NAME_VARIANT'],
    },
  })
})

test('nothing leaves a final status but its redaction', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (story) => {
      let status: SessionStatus = 'CREATED'
      for (const event of story) {
        const { status: next } = transition(status, event)
        if (isFinal(status)) expect([status, 'REDACTED']).toContain(next)
        if (status === 'REDACTED') expect(next).toBe('REDACTED')
        status = next
      }
    }),
  )
})

test('a case is worked on by one at a time and resolved once', () => {
  const caseEvents: readonly CaseEvent['type'][] = [
    'CLAIMED',
    'RELEASED',
    'LEASE_EXPIRED',
    'RESOLVED',
    'WITHDRAWN',
  ]
  const table = caseStatuses.map((status) =>
    caseEvents.map((type) => nextCaseStatus(status, { type })),
  )
  expect(table).toEqual([
    ['ASSIGNED', null, null, null, 'WITHDRAWN'],
    ['ASSIGNED', 'OPEN', 'OPEN', 'RESOLVED', 'WITHDRAWN'],
    [null, null, null, null, null],
    [null, null, null, null, null],
  ])
})
