import { findNodeAtLocation, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser'
import { lintProfile } from '../../rules/lint.ts'
import { checkProfileShape, type CheckProfile } from '../../rules/profile-schema.ts'
import type { Words } from '../../rules/facts.ts'
import { shapeProblems, type Path } from './shape-problems.ts'

export interface JsonProblem {
  /** In the text, from 1. */
  readonly line: number
  readonly column: number
  /** Part of the text that is meant, from 0. */
  readonly from: number
  readonly to: number
  /** rules[3].when.all[0].operator; empty: the whole, or not even JSON. */
  readonly place: string
  readonly words: Words
}

export type JsonReading =
  /** `problems`: it can be taken over, but must be mended before it is saved. */
  | {
      readonly kind: 'PROFILE'
      readonly profile: CheckProfile
      readonly clean: boolean
      readonly problems: readonly JsonProblem[]
    }
  | { readonly kind: 'NOT_JSON'; readonly problems: readonly JsonProblem[] }
  | { readonly kind: 'NOT_A_PROFILE'; readonly problems: readonly JsonProblem[] }

/** What a typed, pasted or imported text is, and where it is not what was expected. */
export function readJson(text: string): JsonReading {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'NOT_JSON', problems: syntaxProblems(text) }
  }
  const found = shapeProblems(value)
  const problems = located(text, found)
  if (found.some(({ fatal }) => fatal)) return { kind: 'NOT_A_PROFILE', problems }
  const profile = checkProfileShape.parse(value)
  const clean = lintProfile(profile).every(({ severity }) => severity !== 'ERROR')
  return { kind: 'PROFILE', profile, clean, problems }
}

export const profileJson = (profile: CheckProfile): string => JSON.stringify(profile, null, 2)

function located(
  text: string,
  problems: readonly { readonly path: Path; readonly words: Words }[],
): readonly JsonProblem[] {
  if (problems.length === 0) return []
  const tree = calmly(() => parseTree(text))
  const lines = lineStarts(text)
  return problems.map(({ path, words }) => {
    const node = tree && nearestNode(tree, path)
    const from = node?.offset ?? 0
    return {
      ...placeOf(lines, from),
      from,
      to: from + Math.min(node?.length ?? 0, 200),
      place: path
        .map((part, i) => (typeof part === 'number' ? `[${part}]` : i > 0 ? `.${part}` : part))
        .join(''),
      words,
    }
  })
}

/** Of a key that is missing, the object that should have it. */
function nearestNode(tree: NonNullable<ReturnType<typeof parseTree>>, path: Path) {
  for (let end = path.length; end >= 0; end -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, end))
    if (node) return node.parent?.type === 'property' ? node.parent : node
  }
  return tree
}

function syntaxProblems(text: string): readonly JsonProblem[] {
  const errors: ParseError[] = []
  calmly(() => parseTree(text, errors, { disallowComments: true, allowTrailingComma: false }))
  const lines = lineStarts(text)
  const [first] = errors
  const from = first?.offset ?? 0
  return [
    {
      ...placeOf(lines, from),
      from,
      to: from + (first?.length ?? 0),
      place: '',
      words: {
        ja: `JSONとして正しくありません${first ? `（${printParseErrorCode(first.error)}）` : ''}`,
        en: `This is not JSON${first ? ` (${printParseErrorCode(first.error)})` : ''}`,
      },
    },
  ]
}

/** What is nested ten thousand deep overflows a reader that descends; then there are no places. */
function calmly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function placeOf(starts: readonly number[], offset: number) {
  const next = starts.findIndex((start) => start > offset)
  const line = next === -1 ? starts.length : next
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 }
}
