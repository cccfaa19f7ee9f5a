import { isDomainError, type ErrorCode } from '../../domain/errors.ts'

/** The code that a call fails with; `null` when it succeeds. Any other error is the test's to hear of. */
export function codeOf(call: () => unknown): ErrorCode | null {
  try {
    call()
    return null
  } catch (error) {
    if (isDomainError(error)) return error.code
    throw error
  }
}

/** As `codeOf`, of a promise. */
export async function codeOfAsync(call: Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await call
    return null
  } catch (error) {
    if (isDomainError(error)) return error.code
    throw error
  }
}
