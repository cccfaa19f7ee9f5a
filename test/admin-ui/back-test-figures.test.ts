import { expect, test } from 'vitest'
import {
  figuresOf,
  flowCells,
  peopleCells,
  verdictOf,
} from '../../admin-ui/profiles/try/figures.ts'
import type { Counts } from '../../admin-ui/profiles/try/operations.ts'
import { ruleNames } from '../../admin-ui/profiles/try/rule-name.ts'
import { presetOf } from '../../rules/presets.ts'

const counts: Counts = {
  sessions: 90,
  sessionsChanged: 30,
  gone: 4,
  undecided: 6,
  attempts: 105,
  attemptsUntold: 5,
  untold: [{ check: 'DUPLICATE', attempts: 5 }],
  flows: [
    { then: 'APPROVE', now: 'APPROVE', attempts: 50, sample: [] },
    { then: 'APPROVE', now: 'REVIEW', attempts: 20, sample: [] },
    { then: 'REVIEW', now: 'REVIEW', attempts: 16, sample: [] },
    { then: 'REVIEW', now: 'DECLINE', attempts: 9, sample: [] },
    { then: 'HOLD_FOR_MASKING', now: 'ASK_AGAIN', attempts: 5, sample: [] },
  ],
  people: [
    { human: 'APPROVE', then: 'REVIEW', now: 'REVIEW', attempts: 10 },
    { human: 'APPROVE', then: 'REVIEW', now: 'DECLINE', attempts: 3 },
    { human: 'APPROVE', then: 'HOLD_FOR_MASKING', now: 'DECLINE', attempts: 1 },
    { human: 'DECLINE', then: 'REVIEW', now: 'DECLINE', attempts: 5 },
    { human: 'DECLINE', then: 'HOLD_FOR_MASKING', now: 'ASK_AGAIN', attempts: 2 },
  ],
  rules: [],
  untestable: [],
}

test('a machine agrees with a person, leaves it to one, differs, or says the opposite', () => {
  expect(verdictOf('APPROVE', 'APPROVE')).toBe('AGREES')
  expect(verdictOf('ASK_AGAIN', 'ASK_AGAIN')).toBe('AGREES')
  expect(verdictOf('DECLINE', 'REVIEW')).toBe('PERSON')
  expect(verdictOf('APPROVE', 'HOLD_FOR_MASKING')).toBe('PERSON')
  expect(verdictOf('DECLINE', 'APPROVE')).toBe('OPPOSITE')
  expect(verdictOf('APPROVE', 'DECLINE')).toBe('OPPOSITE')
  expect(verdictOf('APPROVE', 'ASK_AGAIN')).toBe('DIFFERS')
  expect(verdictOf('ASK_AGAIN', 'DECLINE')).toBe('DIFFERS')
})

test('figures are of what could be told, and of what people decided', () => {
  expect(figuresOf(counts)).toEqual({
    sessions: 90,
    sessionsChanged: 30,
    told: 100,
    automatic: 0.64,
    automaticThen: 0.7,
    people: 21,
    byVerdict: { AGREES: 5, PERSON: 10, DIFFERS: 2, OPPOSITE: 4 },
    byEffect: { APPROVE: 50, DECLINE: 9, ASK_AGAIN: 5, REVIEW: 36, HOLD_FOR_MASKING: 0 },
  })
  const nothing = figuresOf({ ...counts, flows: [], people: [] })
  expect(nothing).toMatchObject({ told: 0, automatic: 0, automaticThen: 0, people: 0 })
})

test('cells of one place are one cell, whichever side is looked at', () => {
  expect(peopleCells(counts.people, 'now')).toContainEqual({
    row: 'APPROVE',
    column: 'DECLINE',
    attempts: 4,
  })
  expect(peopleCells(counts.people, 'then')).toContainEqual({
    row: 'APPROVE',
    column: 'REVIEW',
    attempts: 13,
  })
  const sum = (cells: readonly { readonly attempts: number }[]) =>
    cells.reduce((total, { attempts }) => total + attempts, 0)
  expect(sum(flowCells(counts.flows))).toBe(100)
})

test('a rule goes by the name that the first who knows it gives it', () => {
  const { profile } = presetOf('FULL')
  const [first, ...others] = profile.rules
  if (!first) throw new Error('expected a rule')
  const renamed = { ...profile, rules: [{ ...first, name: { ja: '新', en: 'New' } }, ...others] }
  const nameOf = ruleNames([null, renamed, profile], 'en', 'none held')
  expect(nameOf(first.id)).toBe('New')
  expect(nameOf('of-another-profile')).toBe('of-another-profile')
  expect(nameOf(null)).toBe('none held')
})
