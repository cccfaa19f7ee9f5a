import { ActivityFailure, ApplicationFailure } from '@temporalio/common'
import { errorCodes, type ErrorCode } from '../domain/errors.ts'

/** The code with which an activity gave up; `UNEXPECTED` where it has none. */
export function codeOfFailure(error: unknown): ErrorCode {
  const cause = error instanceof ActivityFailure ? error.cause : error
  const type = cause instanceof ApplicationFailure ? cause.type : undefined
  return errorCodes.find((code) => code === type) ?? 'UNEXPECTED'
}
