import { ApplicationFailure } from '@temporalio/common'
import { isDomainError } from '../domain/errors.ts'

/** Codes that may pass by themselves. */
const passing = new Set(['UNEXPECTED', 'MODEL_UNAVAILABLE', 'RATE_LIMITED'])

/**
 * Gives failures the form that the story switches on: a domain error becomes a failure whose type is its code, and is
 * not tried again unless time can mend it. The message names what was expected, never a value.
 */
export function asActivity<Input, Output>(
  run: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await run(input)
    } catch (error) {
      if (!isDomainError(error)) throw error
      throw ApplicationFailure.create({
        message: error.message,
        type: error.code,
        nonRetryable: !passing.has(error.code),
      })
    }
  }
}
