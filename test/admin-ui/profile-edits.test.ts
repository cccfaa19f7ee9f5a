import { expect, test } from 'vitest'
import { effectOf, entriesOf, withField } from '../../admin-ui/profiles/effect-fields.ts'
import { beginHistory, nextHistory } from '../../admin-ui/profiles/edit-history.ts'
import { profileJson, readJson } from '../../admin-ui/profiles/read-json.ts'
import { addRule, duplicateRule, moveRule } from '../../admin-ui/profiles/rule-edits.ts'
import { standingOf } from '../../admin-ui/profiles/standing.ts'
import { lintProfile } from '../../rules/lint.ts'
import { presets } from '../../rules/presets.ts'
import { effectKinds, parseCheckProfile, type CheckProfile } from '../../rules/profile-schema.ts'

const [full] = presets
if (!full) throw new Error('expected a preset')
const { profile } = full
const idsOf = ({ rules }: CheckProfile) => rules.map(({ id }) => id)
const name = { ja: '新しいルール', en: 'New rule' }

test('a new rule is valid as it is, and stands first', () => {
  const changed = addRule(profile, name)
  // until its author says what it is for, it hides the one that asks the same
  expect(lintProfile(parseCheckProfile(changed)).map(({ code, rule }) => [code, rule])).toEqual([
    ['SHADOWED', 'other-document'],
  ])
  expect(changed.rules[0]?.name).toEqual(name)
  expect(changed.rules.slice(1)).toEqual(profile.rules)
})

test('new and copied rules have ids of their own', () => {
  const changed = duplicateRule(addRule(addRule(profile, name), name), 0)
  expect(new Set(idsOf(changed)).size).toBe(profile.rules.length + 3)
  expect(lintProfile(changed).filter(({ severity }) => severity === 'ERROR')).toEqual([])
})

test('rules move to another place, not past the ends', () => {
  const [first = '', second = '', ...rest] = idsOf(profile)
  expect(idsOf(moveRule(profile, 0, 1))).toEqual([second, first, ...rest])
  expect(idsOf(moveRule(profile, 1, 0))).toEqual([second, first, ...rest])
  expect(idsOf(moveRule(profile, 0, 99))).toEqual([second, ...rest, first])
  expect(idsOf(moveRule(profile, profile.rules.length - 1, 0)).at(1)).toBe(first)
  expect(moveRule(profile, 0, -1)).toBe(profile)
  expect(moveRule(profile, 99, 0)).toBe(profile)
})

test('another effect keeps the reasons', () => {
  const decline = { kind: 'DECLINE', reasonCodes: ['AGE_UNDER'] } as const
  expect(effectOf('ASK_AGAIN', decline)).toEqual({
    kind: 'ASK_AGAIN',
    reasonCodes: ['AGE_UNDER'],
    slots: [],
  })
  expect(effectOf('APPROVE', decline)).toEqual({ kind: 'APPROVE' })
  const review = withField(effectOf('REVIEW', decline), 'priority', 70)
  expect(review).toMatchObject({ reasonCodes: ['AGE_UNDER'], queue: 'standard', priority: 70 })
})

test('every kind of effect can be begun, and every field of it is asked for', () => {
  for (const kind of effectKinds) {
    const effect = effectOf(kind)
    expect(effect.kind).toBe(kind)
    const asked = entriesOf(effect).map(({ field }) => field)
    expect(asked.toSorted()).toEqual(
      Object.keys(effect)
        .filter((key) => key !== 'kind')
        .toSorted(),
    )
  }
})

test('a value that does not fit a field of an effect changes nothing', () => {
  const review = effectOf('REVIEW')
  expect(withField(review, 'queue', '../etc')).toBe(review)
  expect(withField(review, 'priority', 101)).toBe(review)
  expect(withField(review, 'outsource', 'yes')).toBe(review)
})

test('undo and redo go one change back and forth, and a typed word is one change', () => {
  const change = (next: string, place: string | null) => ({ kind: 'CHANGE', next, place }) as const
  let history = beginHistory('a')
  history = nextHistory(history, change('b', null))
  history = nextHistory(history, change('c', 'name'))
  history = nextHistory(history, change('cd', 'name'))
  history = nextHistory(history, { kind: 'UNDO' })
  expect(history.present).toBe('b')
  history = nextHistory(history, { kind: 'UNDO' })
  history = nextHistory(history, { kind: 'UNDO' })
  expect(history.present).toBe('a')
  history = nextHistory(nextHistory(history, { kind: 'REDO' }), { kind: 'REDO' })
  expect(history.present).toBe('cd')
  history = nextHistory(history, change('e', 'name'))
  expect(history.future).toEqual([])
  expect(nextHistory(history, { kind: 'UNDO' }).present).toBe('cd')
})

test('a profile as JSON is read back; anything else is told apart', () => {
  expect(readJson(profileJson(profile))).toEqual({
    kind: 'PROFILE',
    profile,
    clean: true,
    problems: [],
  })
  expect(readJson('{').kind).toBe('NOT_JSON')
  const wrong = readJson(JSON.stringify({ ...profile, extra: 1, thresholds: { minAge: 'x' } }))
  expect(wrong.kind === 'NOT_A_PROFILE' && wrong.problems.map(({ place }) => place)).toEqual([
    'thresholds.minAge',
    '',
  ])
  const unsafe = { ...profile, otherwise: { kind: 'APPROVE' } }
  expect(readJson(JSON.stringify(unsafe))).toMatchObject({ kind: 'PROFILE', clean: false })
})

test('a version is edited by its author, and published by another person', () => {
  const draft = { status: 'DRAFT', author: { id: 'A' } }
  const submitted = { status: 'SUBMITTED', author: { id: 'A' } }
  const author = { id: 'A', roles: ['PROFILE_AUTHOR'] as const }
  const owner = { id: 'A', roles: ['OWNER'] as const }
  const other = { id: 'B', roles: ['PROFILE_AUTHOR', 'PROFILE_PUBLISHER'] as const }
  expect(standingOf(draft, author)).toMatchObject({ mayEdit: true, publish: 'NO' })
  expect(standingOf(draft, other)).toMatchObject({ mayEdit: false, mayBeginDraft: true })
  expect(standingOf(submitted, author)).toMatchObject({ mayEdit: false, publish: 'NOT_BY_AUTHOR' })
  expect(standingOf(submitted, owner).publish).toBe('NOT_BY_AUTHOR')
  expect(standingOf(submitted, other).publish).toBe('YES')
  expect(standingOf(submitted, null).publish).toBe('NO')
  expect(standingOf(submitted, author)).toMatchObject({ mayWithdraw: true, maySendBack: false })
  expect(standingOf(submitted, other)).toMatchObject({ mayWithdraw: false, maySendBack: true })
  const scheduled = { status: 'SCHEDULED', author: { id: 'A' } }
  expect(standingOf(scheduled, other).mayCancel).toBe(true)
  expect(standingOf(scheduled, author).mayCancel).toBe(false)
  expect(standingOf(draft, author, true).mayEdit).toBe(false)
})
