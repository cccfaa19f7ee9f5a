import type { DeclaredData } from './declared-data.ts'
import type { ReasonCode } from './reason-codes.ts'
import type { SessionStatus } from './session-state.ts'

/** One made applicant, and where the preset FULL leads them. */
export interface SandboxApplicant {
  readonly outcome: SessionStatus
  readonly reasonCodes: readonly ReasonCode[]
  /** What the session is to be created with. */
  readonly declared: DeclaredData
}

export const sandboxApplicantKeys = [
  'HONEST',
  'RETAKES_FRONT',
  'ANOTHER_FACE',
  'OTHER_NAME',
  'WRONG_NUMBER',
  'PAPER_COPY',
  'DOES_NOT_TURN',
  'EXPIRED_LICENCE',
  'STOPS_HALF_WAY',
] as const
export type SandboxApplicantKey = (typeof sandboxApplicantKeys)[number]

/** The person whom all of them play, made by `specimens/identity.ts`; nobody real. */
export const sandboxSeed = 4
const person: DeclaredData = {
  name: '山本 健一',
  birthDate: '1962-06-04',
  address: '茨城県つくば市吾妻3丁目2番11号',
}

/** One for all, since the same person under two is a duplicate. */
export const sandboxExternalId = 'sandbox-applicant'

export const sandboxApplicants: Readonly<Record<SandboxApplicantKey, SandboxApplicant>> = {
  HONEST: { outcome: 'APPROVED', reasonCodes: [], declared: person },
  RETAKES_FRONT: { outcome: 'APPROVED', reasonCodes: [], declared: person },
  ANOTHER_FACE: { outcome: 'IN_REVIEW', reasonCodes: ['FACE_MISMATCH'], declared: person },
  OTHER_NAME: {
    outcome: 'IN_REVIEW',
    reasonCodes: ['NAME_MISMATCH'],
    declared: { ...person, name: '佐藤 花子' },
  },
  WRONG_NUMBER: { outcome: 'IN_REVIEW', reasonCodes: ['DOC_NUMBER_INVALID'], declared: person },
  PAPER_COPY: {
    outcome: 'RESUBMISSION_REQUESTED',
    reasonCodes: ['THICKNESS_NG'],
    declared: person,
  },
  DOES_NOT_TURN: {
    outcome: 'RESUBMISSION_REQUESTED',
    reasonCodes: ['LIVENESS_NG'],
    declared: person,
  },
  EXPIRED_LICENCE: { outcome: 'DECLINED', reasonCodes: ['DOC_EXPIRED'], declared: person },
  STOPS_HALF_WAY: { outcome: 'CAPTURING', reasonCodes: [], declared: person },
}
