import type { RuleGroupType, RuleType } from 'react-querybuilder'
import type { Comparison, Condition } from '../../rules/condition.ts'
import { comparisonToLeaf, leafToComparison } from './leaf.ts'

/** A rule's condition as the tree that the builder shows. Its ids are places, so that it can be made anew on every change. */
export function conditionToTree(condition: Condition, place = 'c'): RuleGroupType {
  if ('all' in condition || 'any' in condition) {
    const every = 'all' in condition
    const parts = every ? condition.all : condition.any
    return {
      id: place,
      combinator: every ? 'and' : 'or',
      rules: parts.map((part, index) => nodeOf(part, `${place}-${index}`)),
    }
  }
  if (!('not' in condition)) {
    return { id: place, combinator: 'and', rules: [leafAt(condition, `${place}-0`)] }
  }
  const inner = condition.not
  return 'all' in inner || 'any' in inner
    ? { ...conditionToTree(inner, place), not: true }
    : { id: place, combinator: 'and', not: true, rules: [nodeOf(inner, `${place}-0`)] }
}

/** What the builder shows as a condition. A nested group without conditions says nothing, so it goes. */
export function treeToCondition(tree: RuleGroupType): Condition {
  return groupToCondition(tree) ?? { all: [] }
}

const nodeOf = (part: Condition, place: string): RuleGroupType | RuleType =>
  'fact' in part ? leafAt(part, place) : conditionToTree(part, place)

const leafAt = (comparison: Comparison, id: string): RuleType => ({
  id,
  ...comparisonToLeaf(comparison),
})

function groupToCondition(group: RuleGroupType): Condition | null {
  const parts = group.rules
    .map((node) => ('rules' in node ? groupToCondition(node) : leafToComparison(node)))
    .filter((part) => part !== null)
  const [only] = parts
  if (only === undefined) return null
  const body = group.combinator === 'or' ? { any: parts } : { all: parts }
  if (group.not !== true) return body
  // a single line, or another "not", needs no group of its own
  const isBare = parts.length === 1 && !('all' in only) && !('any' in only)
  return { not: isBare ? only : body }
}
