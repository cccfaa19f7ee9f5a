import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  subscribe,
  execute,
  validate,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql'
import { createIdentify } from '../../graphql/auth/identify.ts'
import { createContext } from '../../graphql/context.ts'
import { schema } from '../../graphql/schema.ts'
import type { Caller, Stack } from './stack.ts'

export type RootKind = 'query' | 'mutation' | 'subscription'
export interface RootField {
  readonly kind: RootKind
  readonly name: string
  readonly field: GraphQLField<unknown, unknown>
}

/** Every field by which the API is entered, read off the schema, so that none is forgotten. */
export const rootFields: readonly RootField[] = (
  [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const
).flatMap(([kind, type]) =>
  Object.entries(type?.getFields() ?? {}).map(([name, field]) => ({ kind, name, field })),
)

/** Paths of the arguments of type ID, e.g. `resolveCase.input.caseId`. */
export const idArguments = ({ name, field }: RootField): readonly string[] =>
  field.args.flatMap((argument) => idPaths(argument, [name]))

function idPaths(input: GraphQLArgument | GraphQLInputField, above: readonly string[]): string[] {
  const path = [...above, input.name]
  const type = getNamedType(input.type)
  if (type.name === 'ID') return [path.join('.')]
  if (!isInputObjectType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => idPaths(field, path))
}

/** A value for every argument that is required, and for those `give` has one for. */
export function argumentsOf(
  { name, field }: RootField,
  give: (path: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    field.args.flatMap((argument) => {
      const value = valueOf(argument, [name], give)
      return value === undefined ? [] : [[argument.name, value]]
    }),
  )
}

function valueOf(
  input: GraphQLArgument | GraphQLInputField,
  above: readonly string[],
  give: (path: string) => unknown,
): unknown {
  const path = [...above, input.name]
  const given = give(path.join('.'))
  if (given !== undefined) return given
  const type = getNullableType(input.type)
  if (isInputObjectType(type)) {
    const entries = Object.values(type.getFields()).flatMap((field) => {
      const value = valueOf(field, path, give)
      return value === undefined ? [] : [[field.name, value]]
    })
    return entries.length > 0 || isNonNullType(input.type) ? Object.fromEntries(entries) : undefined
  }
  return isNonNullType(input.type) ? anyOf(type) : undefined
}

function anyOf(type: GraphQLInputType): unknown {
  if (isListType(type)) return [anyOf(getNullableType(type.ofType))]
  if (isEnumType(type)) return type.getValues()[0]?.name
  const known: Record<string, unknown> = {
    Int: 1,
    Float: 1,
    Boolean: false,
    String: 'x',
    JSON: {},
    ID: 'x',
    Date: '2026-01-01',
    DateTime: '2026-01-01T00:00:00Z',
  }
  return known[getNamedType(type).name]
}

/** The operation's text; asks for ids and codes of whatever comes back. */
export function textOf({ kind, name, field }: RootField): string {
  const declared = field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`)
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`)
  const list = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '')
  return `${kind} ${list(declared)} { ${name}${list(passed)} ${selectionOf(field.type)} }`
}

function selectionOf(output: GraphQLOutputType): string {
  const type = getNamedType(output)
  if (isUnionType(type)) {
    const nodes = type
      .getTypes()
      .some((each) => each.getInterfaces().some(({ name }) => name === 'Node'))
    return `{ __typename ... on OperationError { code message }${nodes ? ' ... on Node { id }' : ''} }`
  }
  if (isInterfaceType(type)) return '{ __typename id }'
  if (!isObjectType(type)) return ''
  const fields = type.getFields()
  if (fields['edges']) return '{ edges { node { id } } }'
  return fields['id'] ? '{ __typename id }' : '{ __typename }'
}

export interface Outcome {
  readonly data: Record<string, unknown> | null
  /** Code of the error, be it part of the answer or beside it; null where it went well. */
  readonly code: string | null
  /** Everything that came back. */
  readonly text: string
}

/**
 * Any operation by any caller against the running stack's own parts, past the door: a login may send only persisted
 * operations there, and what protects a field must not be that nobody has written its operation yet.
 */
export async function askAnything(
  { dependencies }: Stack,
  caller: Caller,
  text: string,
  variableValues: Record<string, unknown> = {},
): Promise<Outcome> {
  const headers = new Headers()
  if (caller && 'key' in caller) headers.set('authorization', `Bearer ${caller.key}`)
  if (caller && 'cookie' in caller) headers.set('cookie', caller.cookie)
  const identity = await createIdentify(dependencies)(headers)
  const document = parse(text)
  const problems = validate(schema, document)
  if (problems.length > 0) throw new Error(`${text}: ${problems.join('; ')}`)
  const contextValue = createContext(dependencies, identity, 'test')
  const args = { schema, document, contextValue, variableValues }
  const answer = await (text.startsWith('subscription') ? subscribe(args) : execute(args))
  if (Symbol.asyncIterator in answer) {
    await answer.return?.()
    return { data: {}, code: null, text: '' }
  }
  if (!('data' in answer) && !('errors' in answer)) throw new Error('expected one answer')
  const data = answer.data ? { ...answer.data } : null
  const [value] = Object.values(data ?? {})
  const told = typeof value === 'object' && value !== null ? Reflect.get(value, 'code') : null
  const [error] = answer.errors ?? []
  const cause: unknown = error?.originalError
  const own = error?.extensions['code'] ?? (cause instanceof Error && Reflect.get(cause, 'code'))
  const code = error
    ? String(own || `FAULT ${error.message}`)
    : typeof told === 'string'
      ? told
      : null
  return { data, code, text: JSON.stringify(answer) }
}
