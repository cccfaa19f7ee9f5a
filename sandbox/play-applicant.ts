import { DomainError, isErrorCode } from '../domain/errors.ts'
import type { SandboxActivities } from '../workflows/activity-types.ts'
import { CaptureRefused, openCaptureLink, type ApplicantClient } from './applicant-client.ts'
import { castOf, type Role } from './cast.ts'
import type { SpecimenPool } from './specimen-pool.ts'

export interface Stage {
  /** Origin at which this machine reaches the API. */
  readonly apiUrl: string
  readonly specimens: SpecimenPool
  readonly clock: () => Date
  /** Throws when nobody wants the applicant any more. */
  readonly goOn: () => void
}

/** Where an applicant can still hand something in. */
const open: readonly string[] = ['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED']
const retryMs = 20_000

/**
 * Plays a made applicant against the public API. What an earlier try handed in is not handed in again.
 * @throws DomainError with the code that the API answered
 */
export async function playApplicant(
  { code, as }: Parameters<SandboxActivities['playApplicant']>[0],
  stage: Stage,
): Promise<void> {
  const role = castOf(stage.clock().getUTCFullYear())[as]
  try {
    const client = await openCaptureLink(`${stage.apiUrl}/c/${code}`, retryMs)
    if (!open.includes((await client.session()).status)) return
    await client.consent()
    await client.chooseLicence()
    await handIn(client, role, stage)
    if (role.submits) await client.submit()
  } catch (error) {
    throw withCode(error)
  }
}

async function handIn(client: ApplicantClient, role: Role, stage: Stage): Promise<void> {
  const { applicant, firstFront, sends, film } = role
  const { slots } = await client.session()
  const missing = sends.filter((slot) =>
    slots.some((state) => state.slot === slot && state.asked && !state.accepted),
  )
  const pictures = stage.specimens.applicant(applicant, missing, film)
  if (firstFront && missing.includes('FRONT')) {
    const poor = stage.specimens.applicant(firstFront, ['FRONT'], film)
    try {
      await client.capture('FRONT', poor)
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
    }
  }
  for (const slot of missing) {
    stage.goOn()
    await client.capture(slot, pictures)
  }
}

/** A picture that is refused stays refused, however often it is sent; the session shows it. */
function withCode(error: unknown): unknown {
  if (error instanceof CaptureRefused) {
    return new DomainError('SESSION_STATE', `${error.slot}: refused`, { cause: error })
  }
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return isErrorCode(code)
    ? new DomainError(code, 'the API refused what the applicant did', { cause: error })
    : error
}
