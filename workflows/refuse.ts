import { ApplicationFailure } from '@temporalio/workflow'
import type { ErrorCode } from '../domain/errors.ts'

/** Refuses a message with a code of domain/errors.ts; thrown by a validator it leaves no trace in history. */
export function refuse(code: ErrorCode, message: string): never {
  throw ApplicationFailure.nonRetryable(message, code)
}
