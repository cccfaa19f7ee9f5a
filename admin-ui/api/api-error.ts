import { errorCodes, type ErrorCode } from '../../domain/errors.ts'

/** What the manager can be told: a code of the API, or that it could not be reached. */
export type ApiErrorCode = ErrorCode | 'NETWORK'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  /** HTTP status, as react-admin asks for it; 0: no answer. */
  readonly status: number
  constructor(code: ApiErrorCode, status: number, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.status = status
  }
}

/** The code of whatever was thrown. */
export const codeOf = (error: unknown): ApiErrorCode =>
  error instanceof ApiError ? error.code : 'UNEXPECTED'

/** Why an answer is none: a GraphQL error, an HTTP status, a body that is no GraphQL. Null: it is one. */
export function refusalOf(status: number, answer: unknown): ApiError | null {
  const error = firstErrorOf(answer)
  if (error !== undefined) {
    const code = codeIn(error) ?? codeByStatus[status] ?? 'UNEXPECTED'
    return new ApiError(code, statusByCode[code] ?? status)
  }
  if (status >= 400) return new ApiError(codeByStatus[status] ?? 'UNEXPECTED', status)
  return property(answer, 'data') === undefined ? new ApiError('UNEXPECTED', status) : null
}

/** The value where an operation succeeded, else the refusal as a thrown `ApiError`. */
export function expectSuccess<Result extends { readonly __typename: string }>(
  result: Result,
): Exclude<Result, { readonly __typename: 'OperationError' }> {
  if (isSuccess(result)) return result
  const code: unknown = property(result, 'code')
  throw new ApiError(isErrorCode(code) ? code : 'UNEXPECTED', 200)
}

const isSuccess = <Result extends { readonly __typename: string }>(
  result: Result,
): result is Exclude<Result, { readonly __typename: 'OperationError' }> =>
  result.__typename !== 'OperationError'

const codeByStatus: Readonly<Partial<Record<number, ErrorCode>>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'RATE_LIMITED',
}
const statusByCode: Readonly<Partial<Record<ApiErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
}

function firstErrorOf(answer: unknown): unknown {
  const errors = property(answer, 'errors')
  return Array.isArray(errors) ? errors[0] : undefined
}

function codeIn(error: unknown): ErrorCode | undefined {
  const code = property(property(error, 'extensions'), 'code')
  return isErrorCode(code) ? code : undefined
}

const isErrorCode = (code: unknown): code is ErrorCode => errorCodes.some((known) => known === code)

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
