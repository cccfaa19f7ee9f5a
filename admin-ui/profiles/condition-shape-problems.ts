import { conditionProblem, type ConditionProblem } from '../../rules/condition-problem.ts'
import { conditionSchema } from '../../rules/condition.ts'
import { factsById, operatorsByKind, type Words } from '../../rules/facts.ts'
import { operators } from '../../rules/operators.ts'
import type { Path, ShapeProblem } from './shape-problems.ts'

/** Why a value is not a condition, each problem at its own place. */
export function conditionShapeProblems(value: unknown, path: Path): readonly ShapeProblem[] {
  if (!isRecord(value)) return [problem(path, words.notACondition)]
  const joint = joints.find((key) => Object.hasOwn(value, key))
  if (joint === undefined) return comparisonProblems(value, path)
  const extra = Object.keys(value)
    .filter((key) => key !== joint)
    .map((key) => problem([...path, key], words.unknownKey(key)))
  const inner = value[joint]
  if (joint === 'not') return [...extra, ...conditionShapeProblems(inner, [...path, joint])]
  if (!Array.isArray(inner)) return [...extra, problem([...path, joint], words.notAList)]
  const many = inner.length > 50 ? [problem([...path, joint], words.tooMany)] : []
  // only a whole rule may be without conditions
  const empty =
    inner.length === 0 && !(joint === 'all' && path.length === 3)
      ? [problem([...path, joint], words.emptyList)]
      : []
  return [
    ...extra,
    ...many,
    ...empty,
    ...inner.flatMap((part, index) => conditionShapeProblems(part, [...path, joint, index])),
  ]
}

const joints = ['all', 'any', 'not'] as const

function comparisonProblems(value: Record<string, unknown>, path: Path): readonly ShapeProblem[] {
  const { fact, operator } = value
  const found: ShapeProblem[] = []
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) found.push(problem([...path, key], words.unknownKey(key)))
  }
  for (const key of keys) {
    if (!Object.hasOwn(value, key)) found.push(problem(path, words.missingKey(key)))
  }
  if ('fact' in value && typeof fact !== 'string') {
    found.push(problem([...path, 'fact'], words.notAText))
  }
  const known = operators.find((each) => each === operator)
  const descriptor = typeof fact === 'string' ? factsById.get(fact) : undefined
  if ('operator' in value && !known) {
    const fitting = descriptor ? operatorsByKind[descriptor.kind] : operators
    found.push(problem([...path, 'operator'], words.unknownOperator(fitting.join(', '))))
  }
  if (found.length > 0) return found
  const whole = conditionSchema.safeParse(value)
  if (!whole.success || !('fact' in whole.data))
    return [problem([...path, 'value'], words.valueShape)]
  const unfit = conditionProblem(whole.data)
  return unfit ? [problem([...path, placeOf[unfit]], wordsOf(unfit, String(fact)), false)] : []
}

const keys = ['fact', 'operator', 'value']
const placeOf: Record<ConditionProblem, string> = {
  UNKNOWN_FACT: 'fact',
  OPERATOR_UNFIT: 'operator',
  VALUE_UNFIT: 'value',
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const problem = (path: Path, said: Words, fatal = true): ShapeProblem => ({
  path,
  words: said,
  fatal,
})

function wordsOf(code: ConditionProblem, fact: string): Words {
  const descriptor = factsById.get(fact)
  if (!descriptor) {
    return { ja: '存在しない項目です', en: 'There is no such fact' }
  }
  if (code === 'OPERATOR_UNFIT') {
    const fitting = operatorsByKind[descriptor.kind].join(', ')
    return { ja: `この項目に使える比較：${fitting}`, en: `This fact is compared by: ${fitting}` }
  }
  switch (descriptor.kind) {
    case 'NUMBER':
      return {
        ja: `${descriptor.min}〜${descriptor.max}の数値が必要です（"1" のような文字列は不可）`,
        en: `Expected a number from ${descriptor.min} to ${descriptor.max} (not a text like "1")`,
      }
    case 'FLAG':
      return { ja: 'true または false が必要です', en: 'Expected true or false' }
    case 'ENUM':
      return {
        ja: `次のいずれかが必要です：${descriptor.values.join(', ')}`,
        en: `Expected one of ${descriptor.values.join(', ')}`,
      }
    case 'REASONS':
      return { ja: '判定理由のコードが必要です', en: 'Expected a reason code' }
  }
}

const words = {
  notACondition: {
    ja: '条件が必要です：{"fact", "operator", "value"}、{"all": […]}、{"any": […]}、{"not": …} のいずれか',
    en: 'Expected a condition: {"fact", "operator", "value"}, {"all": […]}, {"any": […]} or {"not": …}',
  },
  notAList: { ja: '条件の配列が必要です', en: 'Expected a list of conditions' },
  emptyList: { ja: '条件が1つ以上必要です', en: 'Expected at least one condition' },
  tooMany: { ja: '条件は50個までです', en: 'At most 50 conditions' },
  notAText: { ja: '文字列が必要です', en: 'Expected a text' },
  valueShape: {
    ja: '数値、文字列、true・false、または文字列の配列が必要です',
    en: 'Expected a number, a text, true or false, or a list of texts',
  },
  unknownKey: (key: string): Words => ({
    ja: `「${key}」というキーはありません`,
    en: `There is no key “${key}”`,
  }),
  missingKey: (key: string): Words => ({
    ja: `「${key}」がありません`,
    en: `“${key}” is missing`,
  }),
  unknownOperator: (fitting: string): Words => ({
    ja: `存在しない比較です。使えるもの：${fitting}`,
    en: `There is no such comparison. Known: ${fitting}`,
  }),
} as const
