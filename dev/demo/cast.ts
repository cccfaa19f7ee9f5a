import type { SessionStatus } from '../../domain/session-state.ts'
import type { Slot } from '../../domain/method.ts'
import type { ApplicantOptions } from '../../specimens/applicant.ts'

/** One applicant of the demo: who they are, what they do, and the status that the session is to show in the end. */
export interface Part {
  readonly key: string
  readonly wanted: SessionStatus
  readonly applicant: ApplicantOptions
  readonly sends: readonly Slot[]
  /** Turns the head as asked, or looks on into the camera. */
  readonly film: 'TURNS' | 'STILL'
  readonly submits: boolean
  /** Less time than the tenant gives. */
  readonly expiresInSeconds?: number
}

const everything = ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS'] as const

/**
 * The applicants, each another person with another face. Nothing is staged behind the API: pictures and deeds lead to the
 * status by the published profile.
 * @param year licences are valid for at least a year from its end
 */
export function castOf(year: number): readonly Part[] {
  const valid = { today: `${year}-11-22` }
  return [
    {
      key: 'time-runs-out',
      wanted: 'EXPIRED',
      applicant: { seed: 16, licence: valid },
      sends: [],
      film: 'STILL',
      submits: false,
      expiresInSeconds: 10,
    },
    {
      key: 'honest',
      wanted: 'APPROVED',
      applicant: { seed: 4, licence: valid },
      sends: everything,
      film: 'TURNS',
      submits: true,
    },
    {
      key: 'expired-licence',
      wanted: 'DECLINED',
      applicant: { seed: 6, licence: { expiry: '2024-11-15' } },
      sends: everything,
      film: 'TURNS',
      submits: true,
    },
    {
      key: 'another-face',
      wanted: 'IN_REVIEW',
      applicant: { seed: 8, selfieFaceSeed: 1149, licence: valid },
      sends: everything,
      film: 'TURNS',
      submits: true,
    },
    {
      key: 'does-not-turn',
      wanted: 'RESUBMISSION_REQUESTED',
      applicant: { seed: 10, licence: valid },
      sends: everything,
      film: 'STILL',
      submits: true,
    },
    {
      key: 'stops-half-way',
      wanted: 'CAPTURING',
      applicant: { seed: 12, licence: valid },
      sends: ['FRONT'],
      film: 'STILL',
      submits: false,
    },
  ]
}
