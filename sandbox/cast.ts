import type { Slot } from '../domain/method.ts'
import { sandboxSeed, type SandboxApplicantKey } from '../domain/sandbox-applicants.ts'
import type { ApplicantOptions } from '../specimens/applicant.ts'

/** What is drawn for a made applicant, and what they do. */
export interface Role {
  readonly applicant: ApplicantOptions
  /** A front that is sent first, to be refused. */
  readonly firstFront?: ApplicantOptions
  readonly sends: readonly Slot[]
  readonly film: 'TURNS' | 'STILL'
  readonly submits: boolean
}

const everything: readonly Slot[] = ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS']

/** @param year licences are valid for at least a year from its end */
export function castOf(year: number): Readonly<Record<SandboxApplicantKey, Role>> {
  const valid = { today: `${year}-11-22` }
  const holder = { seed: sandboxSeed, licence: valid } satisfies ApplicantOptions
  const honest: Role = { applicant: holder, sends: everything, film: 'TURNS', submits: true }
  const other = (applicant: Omit<ApplicantOptions, 'seed'>): Role => ({
    ...honest,
    applicant: { ...holder, ...applicant },
  })
  return {
    HONEST: honest,
    RETAKES_FRONT: { ...honest, firstFront: { ...holder, scene: { blur: 5 } } },
    ANOTHER_FACE: other({ selfieFaceSeed: 1149 }),
    OTHER_NAME: honest,
    WRONG_NUMBER: other({ licence: { ...valid, wrongCheckDigit: true } }),
    PAPER_COPY: other({ scene: { paper: true } }),
    DOES_NOT_TURN: { ...honest, film: 'STILL' },
    EXPIRED_LICENCE: other({ licence: { expiry: '2024-11-15' } }),
    STOPS_HALF_WAY: { ...honest, sends: ['FRONT'], submits: false },
  }
}
