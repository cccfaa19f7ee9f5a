import { GraphQLError } from 'graphql'
import { errorCodes, isDomainError, type ErrorCode } from '../../domain/errors.ts'
import type { Dependencies } from '../dependencies.ts'
import { internal, unstorable } from '../expected-errors.ts'
import { logFault } from '../log-fault.ts'

/** What was expected keeps its code; everything else becomes a code and a number to look up in the log. */
export function createErrorMask({
  log,
  random,
}: Pick<Dependencies, 'log' | 'random'>): (error: unknown) => GraphQLError {
  return (error) => {
    const graphqlError = error instanceof GraphQLError ? error : null
    const cause = graphqlError?.originalError ?? (graphqlError ? null : error)
    const at = {
      ...(graphqlError?.path ? { path: graphqlError.path } : {}),
      ...(graphqlError?.nodes ? { nodes: graphqlError.nodes } : {}),
    }
    const told = isDomainError(cause) ? cause : unstorable(cause)
    if (told && !internal.includes(told.code)) {
      return new GraphQLError(told.message, { ...at, extensions: { code: told.code } })
    }
    if (graphqlError && (!cause || cause instanceof GraphQLError)) {
      const { code, ...extensions } = graphqlError.extensions
      // parser and validator give no code of ours
      return new GraphQLError(graphqlError.message, {
        ...at,
        extensions: { ...extensions, code: knownCode(code) ?? 'INPUT_INVALID' },
      })
    }
    const faultId = random(8).toString('hex')
    logFault(log, cause, { faultId })
    return new GraphQLError('something went wrong on our side; nothing was lost, try again', {
      ...at,
      extensions: { code: 'UNEXPECTED', faultId },
    })
  }
}

/** Parser, validator and yoga have codes of their own; a caller switches on ours. */
const knownCode = (code: unknown): ErrorCode | undefined =>
  errorCodes.find((known) => known === code)
