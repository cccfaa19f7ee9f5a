import { ZodError } from 'zod'
import { DomainError, isDomainError, type ErrorCode } from '../domain/errors.ts'
import type { Permission } from './auth/permissions.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { ErrorCodeEnum } from './enums.ts'

export interface OperationErrorShape {
  readonly __typename: 'OperationError'
  readonly code: ErrorCode
  readonly message: string
  readonly field: string | null
}

/**
 * Runs a mutation's work after asking for its permission; what can be expected to go wrong becomes part of the answer,
 * everything else is thrown on.
 */
export async function expected<T>(
  context: Context,
  permission: Permission | 'applicant',
  work: () => Promise<T>,
): Promise<T | OperationErrorShape> {
  return expectedOfAnybody(async () => {
    if (permission === 'applicant') {
      const { sessionId } = context.applicant()
      if (context.dependencies.limits.count('applicantChange', sessionId) > 0) {
        throw new DomainError('RATE_LIMITED', 'too many changes in a short time; wait a little')
      }
    } else {
      context.principal()
      if (!context.may(permission)) {
        throw new DomainError('FORBIDDEN', 'this caller lacks the role or the scope for it')
      }
    }
    return work()
  })
}

/** As `expected`, where no login is asked for: what the caller brings says whether they may. */
export async function expectedOfAnybody<T>(
  work: () => Promise<T>,
): Promise<T | OperationErrorShape> {
  try {
    return await work()
  } catch (error) {
    if (isDomainError(error) && !internal.includes(error.code)) return shapeOf(error)
    if (error instanceof ZodError) return shapeOf(inputError(error))
    const told = unstorable(error)
    if (told) return shapeOf(told)
    throw error
  }
}

/** Faults of ours, not of the caller's: masked like any other surprise. */
export const internal: readonly ErrorCode[] = ['UNEXPECTED', 'SEAL_BROKEN', 'MODEL_UNAVAILABLE']

/** The first thing that doesn't hold, by its path; never the value. */
export function inputError(error: ZodError): DomainError {
  const [issue] = error.issues
  const path = issue?.path.join('.') ?? ''
  return new DomainError('INPUT_INVALID', `${path || 'input'}: ${issue?.message ?? 'invalid'}`)
}

/** Postgres keeps no zero bytes in its texts (22021, in JSON 22P05): wherever one is sent, it is the caller's input. */
export const unstorable = (error: unknown): DomainError | null =>
  error instanceof Error && ['22021', '22P05'].includes(Reflect.get(error, 'code'))
    ? new DomainError('INPUT_INVALID', 'expected text without zero bytes')
    : null

function shapeOf({ code, message }: DomainError): OperationErrorShape {
  const field = /^([A-Za-z][\w.]*): /.exec(message)?.[1] ?? null
  return { __typename: 'OperationError', code, message, field }
}

interface ErrorShape {
  readonly code: ErrorCode
  readonly message: string
}

const ErrorInterface = builder.interfaceRef<ErrorShape>('Error').implement({
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum }),
    message: t.exposeString('message'),
  }),
})

export const OperationError = builder.objectRef<OperationErrorShape>('OperationError').implement({
  description: 'An expected failure: what was wrong and what to do, never anybody’s data.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    field: t.exposeString('field', {
      nullable: true,
      description: 'Path of the input field, where one is to blame.',
    }),
  }),
})

/** Names the member of a result union; what has no `__typename` is the main one. */
export const typeNamed =
  (main: string) =>
  (value: object): string =>
    '__typename' in value && typeof value.__typename === 'string' ? value.__typename : main
