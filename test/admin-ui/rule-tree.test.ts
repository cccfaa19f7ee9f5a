import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstValue, leafToComparison, operatorsFor } from '../../admin-ui/profiles/leaf.ts'
import { conditionToTree, treeToCondition } from '../../admin-ui/profiles/rule-tree.ts'
import { conditionProblem } from '../../rules/condition-problem.ts'
import { facts } from '../../rules/facts.ts'
import { satisfies } from '../../rules/operators.ts'
import { presets } from '../../rules/presets.ts'
import {
  conditionSchema,
  comparisonsOf,
  type Comparison,
  type Condition,
} from '../../rules/condition.ts'

const roundTrip = (condition: Condition) => treeToCondition(conditionToTree(condition))

test('every rule of every preset comes back as it was', () => {
  for (const { profile } of presets) {
    for (const { when } of profile.rules) expect(roundTrip(when)).toEqual(when)
  }
})

const comparison: fc.Arbitrary<Comparison> = fc
  .constantFrom(...facts)
  .chain(({ id }) => fc.tuple(fc.constant(id), fc.constantFrom(...operatorsFor(id))))
  .map(([fact, operator]) => ({ fact, operator, value: firstValue(fact, operator) }))

const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    comparison,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node

/** Truth of a condition where some comparisons hold and others don't. */
const holds = (each: Condition, truth: (leaf: Comparison) => boolean): boolean => {
  if ('all' in each) return each.all.every((part) => holds(part, truth))
  if ('any' in each) return each.any.some((part) => holds(part, truth))
  return 'not' in each ? !holds(each.not, truth) : truth(each)
}

test('any condition comes back valid, with the same comparisons and the same meaning', () => {
  fc.assert(
    fc.property(condition, fc.array(fc.boolean(), { minLength: 1 }), (original, lot) => {
      const back = roundTrip(original)
      expect(conditionSchema.safeParse(back).success).toBe(true)
      expect(comparisonsOf(back)).toEqual(comparisonsOf(original))
      const keys = comparisonsOf(original).map((leaf) => JSON.stringify(leaf))
      const truth = (leaf: Comparison) =>
        lot[keys.indexOf(JSON.stringify(leaf)) % lot.length] ?? false
      expect(holds(back, truth)).toBe(holds(original, truth))
      expect(roundTrip(back)).toEqual(back)
    }),
    { numRuns: 2000 },
  )
})

test('ids are unique in a tree, and stand still while it is edited', () => {
  fc.assert(
    fc.property(condition, (original) => {
      const ids = [...JSON.stringify(conditionToTree(original)).matchAll(/"id":"([^"]+)"/g)]
      expect(new Set(ids.map(([, id]) => id)).size).toBe(ids.length)
      expect(conditionToTree(original)).toEqual(conditionToTree(original))
    }),
  )
})

test('a group without conditions says nothing', () => {
  const empty = { combinator: 'or', rules: [], not: true }
  expect(treeToCondition(empty)).toEqual({ all: [] })
  const line = { field: 'EXPIRY.outcome', operator: 'EQUAL', value: 'FAIL' }
  expect(treeToCondition({ combinator: 'and', rules: [empty, line] })).toEqual({
    all: [{ fact: 'EXPIRY.outcome', operator: 'EQUAL', value: 'FAIL' }],
  })
})

test('whatever fact and operator are chosen, the comparison fits', () => {
  for (const { id } of facts) {
    for (const operator of operatorsFor(id)) {
      for (const value of [undefined, '', 5, true, [], ['FAIL'], 'FAIL']) {
        const made = leafToComparison({ field: id, operator, value })
        const problem = made && conditionProblem(made)
        // a text of another vocabulary is left for the linter to name
        if (value !== 'FAIL' && !Array.isArray(value) && value !== '' && value !== 5) {
          expect(problem).toBe(null)
        }
        expect(problem === null || problem === 'VALUE_UNFIT').toBe(true)
      }
    }
  }
})

test('a value is kept where the operator asks for a list, and the other way round', () => {
  const outcome = { field: 'NAME.outcome', value: 'SKIPPED' }
  expect(leafToComparison({ ...outcome, operator: 'ONE_OF' })?.value).toEqual(['SKIPPED'])
  const list = { field: 'NAME.outcome', value: ['SKIPPED', 'PASS'] }
  expect(leafToComparison({ ...list, operator: 'EQUAL' })?.value).toBe('SKIPPED')
  expect(satisfies('SKIPPED', 'EQUAL', 'SKIPPED')).toBe(true)
})

test('an operator that the fact does not have becomes one that it has', () => {
  expect(leafToComparison({ field: 'DOB_AGE.age', operator: 'INCLUDES', value: 20 })).toEqual({
    fact: 'DOB_AGE.age',
    operator: 'EQUAL',
    value: 20,
  })
})
