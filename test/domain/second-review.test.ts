import { expect, test } from 'vitest'
import {
  agree,
  needsSecondPerson,
  secondReviewOf,
  stageAfter,
  type SecondReviewPolicy,
} from '../../domain/second-review.ts'

const off: SecondReviewPolicy = {
  always: false,
  onDecline: false,
  fromOpenChecks: null,
  samplePercent: 0,
  knownPercent: 0,
}
const approve = { resolution: 'APPROVE', slots: [] } as const
const decline = { resolution: 'DECLINE', slots: [] } as const
const again = (...slots: string[]) => ({ resolution: 'ASK_AGAIN', slots }) as const

test('a policy that says nothing wants one person', () => {
  expect(secondReviewOf(off, 12)).toBe('NEVER')
})

test('many open checks want two people whatever they find, and few do not', () => {
  const policy = { ...off, fromOpenChecks: 3, onDecline: true }
  expect(secondReviewOf(policy, 2)).toBe('ON_DECLINE')
  expect(secondReviewOf(policy, 3)).toBe('ALWAYS')
})

test('asking again needs nobody else, turning away does', () => {
  expect(needsSecondPerson('ALWAYS', again('FACE'))).toBe(false)
  expect(needsSecondPerson('ALWAYS', approve)).toBe(true)
  expect(needsSecondPerson('ON_DECLINE', approve)).toBe(false)
  expect(needsSecondPerson('ON_DECLINE', decline)).toBe(true)
  expect(needsSecondPerson('NEVER', decline)).toBe(false)
})

test('two people agree in the outcome and in what is to be taken again, in whatever order', () => {
  expect(agree(approve, approve)).toBe(true)
  expect(agree(approve, decline)).toBe(false)
  expect(agree(again('FACE', 'BACK'), again('BACK', 'FACE'))).toBe(true)
  expect(agree(again('FACE'), again('BACK'))).toBe(false)
})

test('a case goes from one person to another, and to a supervisor where they differ', () => {
  expect(stageAfter('FIRST', approve, null, 'ALWAYS')).toBe('SECOND')
  expect(stageAfter('FIRST', approve, null, 'NEVER')).toBeNull()
  expect(stageAfter('SECOND', approve, approve, 'ALWAYS')).toBeNull()
  expect(stageAfter('SECOND', decline, approve, 'ALWAYS')).toBe('SUPERVISOR')
  expect(stageAfter('SUPERVISOR', decline, approve, 'ALWAYS')).toBeNull()
})
