import { describe, expect, test } from 'vitest'
import { diffMarks } from '../../admin-ui/case/diff-marks.ts'
import { changesSince, type Baseline } from '../../admin-ui/case/changes-since.ts'
import {
  changeItem,
  draftProblem,
  emptyDraft,
  toggleSlot,
} from '../../admin-ui/case/decision-draft.ts'
import { matchOf, type FieldValue } from '../../admin-ui/case/field-match.ts'
import { momentsOf, stepMoment } from '../../admin-ui/case/moments.ts'
import type { LoadedCase } from '../../admin-ui/case/case-types.ts'
import { filmNotes } from '../../admin-ui/pictures/film-notes.ts'
import { displayOf } from '../../admin-ui/pictures/pane-table.ts'

const kinds = (left: string, right: string) =>
  diffMarks(left, right).right.map(({ text, kind }) => `${kind} ${text}`)

describe('two writings, character by character', () => {
  test('variants, related characters and look-alikes are told from what has no counterpart', () => {
    expect(kinds('髙橋', '高橋')).toEqual(['VARIANT 高', 'SAME 橋'])
    expect(kinds('斎藤', '斉藤')).toEqual(['RELATED 斉', 'SAME 藤'])
    expect(kinds('力石', 'カ石')).toEqual(['LOOK_ALIKE カ', 'SAME 石'])
    expect(kinds('佐藤', '加藤')).toEqual(['DIFFERENT 加', 'SAME 藤'])
  })
  test('width and blanks are no difference, and a variation selector is a variant', () => {
    expect(kinds('１－２　山田', '1-2 山田')).toEqual(['SAME 1-2 山田'])
    expect(kinds('葛\u{E0100}城', '葛城')).toEqual(['VARIANT 葛', 'SAME 城'])
  })
  test('the same characters are paired before variants are', () => {
    expect(kinds('高髙', '髙')).toEqual(['SAME 髙'])
  })
  test('nothing against something, and a thousand characters, come to an end', () => {
    expect(diffMarks('', '山').differing).toBe(1)
    expect(diffMarks('', '').differing).toBe(0)
    const long = '東京都千代田区'.repeat(100)
    expect(diffMarks(long, `${long}1`).differing).toBe(1)
  })
})

const value = (source: string, text: string | null, other: Partial<FieldValue> = {}) => ({
  source,
  text,
  normalised: null,
  trusted: true,
  confidence: 0.9,
  candidates: [],
  ...other,
})

describe('a field by its sources', () => {
  const declared = (text: string) => value('DECLARED', text)

  test('a name has the tier that the check has', () => {
    expect(matchOf('name', declared('髙橋 一郎'), value('READ', '高橋一郎'))).toMatchObject({
      answer: 'GLYPH',
      support: 'READ',
      standing: 'AGREES',
    })
    expect(matchOf('name', declared('佐藤'), value('READ', '加藤'))).toMatchObject({
      answer: 'DIFFERENT',
      standing: 'DIFFERS',
    })
  })
  test('engines that contradict each other support nothing', () => {
    const doubtful = value('READ', null, { trusted: false, candidates: ['佐藤', '加藤'] })
    expect(matchOf('name', declared('武藤'), { ...doubtful, text: '佐藤' })).toMatchObject({
      support: 'NONE',
      standing: 'UNSUPPORTED',
    })
  })
  test('an address has its own answers, a date is compared by what it means', () => {
    expect(
      matchOf('address', declared('東京都港区芝1-2-3'), value('READ', '港区芝1丁目2番3号')),
    ).toMatchObject({ answer: 'PREFECTURE_OMITTED', standing: 'AGREES' })
    expect(
      matchOf(
        'birthDate',
        declared('1986-05-01'),
        value('READ', '昭和61年5月1日生', { normalised: '1986-05-01' }),
      ),
    ).toMatchObject({ answer: 'SAME', standing: 'AGREES' })
  })
  test('a source of a later day is compared as well', () => {
    expect(matchOf('name', declared('山田'), value('SOME_NEW_CHIP', '山田'))).toMatchObject({
      answer: 'EXACT',
    })
    expect(matchOf('name', declared('山田'), value('SOME_NEW_CHIP', null))).toBeNull()
  })
})

test('a picture of a kind that is not known yet finds its place', () => {
  // as a newer server would send it
  const slot: never = 'CHIP' as never
  expect(displayOf(slot)).toEqual({ pane: 'DOCUMENT', variant: 'MASKED' })
})

test('a film tells the turns that a check noted, or else those that were asked for', () => {
  const film: Parameters<typeof filmNotes>[0] = {
    slot: 'LIVENESS',
    directions: ['LEFT', 'UP'],
    frameTimesMs: [500, 1000, 1500],
  }
  const at = (label: string, atMs: number | null, measured: number | null) => ({
    slot: 'LIVENESS' as const,
    box: null,
    label,
    atMs,
    measured,
  })
  const noted = [{ evidence: [at('LEFT', 1100, 30), at('UP', null, null)] }]
  expect(filmNotes(film, noted)).toEqual([
    { label: 'LEFT', atMs: 1100, measured: 30, seen: true, atFrame: 1 },
    { label: 'UP', atMs: null, measured: null, seen: false, atFrame: null },
  ])
  expect(filmNotes(film, []).map(({ label, seen }) => [label, seen])).toEqual([
    ['LEFT', null],
    ['UP', null],
  ])
})

describe('a decision', () => {
  const item = {
    id: 'phone',
    ja: '電話',
    en: 'Telephone',
    noteRequired: true,
    methods: [],
    documents: [],
    resolutions: ['APPROVE' as const],
  }
  test('is held up by an open item, and by a note that is missing', () => {
    const approve = { ...emptyDraft, resolution: 'APPROVE' as const }
    expect(draftProblem(approve, [item])).toBe('OPEN_ITEMS')
    const ticked = changeItem(approve, 'phone', { ticked: true })
    expect(draftProblem(ticked, [item])).toBe('OPEN_ITEMS')
    expect(draftProblem(changeItem(ticked, 'phone', { note: 'She said so' }), [item])).toBeNull()
    const decline = { ...approve, resolution: 'DECLINE' as const, reasonCodes: ['OTHER' as const] }
    expect(draftProblem(decline, [item])).toBeNull()
  })
  test('asks for one picture with the reasons of that picture alone', () => {
    const checks = [
      {
        outcome: 'UNCERTAIN',
        reasonCodes: ['FACE_DOUBTFUL'],
        evidence: [{ slot: 'FACE' as const }],
      },
      {
        outcome: 'FAIL',
        reasonCodes: ['THICKNESS_NG'],
        evidence: [{ slot: 'THICKNESS' as const }],
      },
    ]
    expect(toggleSlot(emptyDraft, 'THICKNESS', checks)).toMatchObject({
      resolution: 'ASK_AGAIN',
      slots: ['THICKNESS'],
      reasonCodes: ['THICKNESS_NG'],
    })
  })
})

const event = (type: string, at: string, member: { id: string; displayName: string } | null) => ({
  type,
  at,
  member,
})
const me = { id: 'me', displayName: 'Me' }
const other = { id: 'other', displayName: 'Other' }

/** As much of a case as these functions look at. */
const caseOf = (events: readonly object[]): LoadedCase =>
  ({
    version: 1,
    openedAt: '2026-11-25T00:00:00.000Z',
    resolvedAt: null,
    reasonCodes: [],
    events,
    session: { attempts: [], decisions: [] },
  }) as unknown as LoadedCase

test('what others did since is told, and not what oneself did', () => {
  const baseline: Baseline = { version: 1, events: 1, captures: [], decisions: [], reasonCodes: [] }
  const now = caseOf([
    event('OPENED', '2026-11-25T00:00:00.000Z', null),
    event('CLAIMED', '2026-11-25T00:01:00.000Z', me),
    event('CLAIMED', '2026-11-25T00:02:00.000Z', other),
    event('ESCALATED', '2026-11-25T00:03:00.000Z', null),
  ])
  expect(changesSince(baseline, now, 'me')).toEqual([
    { kind: 'EVENT', type: 'CLAIMED', at: '2026-11-25T00:02:00.000Z', by: 'Other' },
    { kind: 'EVENT', type: 'ESCALATED', at: '2026-11-25T00:03:00.000Z', by: null },
  ])
})

test('one walks through the moments of a case and comes back to now', () => {
  const moments = momentsOf(
    caseOf([
      event('OPENED', '2026-11-25T00:00:00.000Z', null),
      event('CLAIMED', '2026-11-25T00:01:00.000Z', me),
      event('RELEASED', '2026-11-25T00:02:00.000Z', me),
    ]),
  )
  const [opened, claimed] = moments.map(({ at }) => at)
  expect(stepMoment(moments, null, -1)).toBe(claimed)
  expect(stepMoment(moments, claimed ?? null, -1)).toBe(opened)
  expect(stepMoment(moments, opened ?? null, -1)).toBe(opened)
  expect(stepMoment(moments, claimed ?? null, 1)).toBeNull()
  expect(stepMoment(moments, null, 1)).toBeNull()
  expect(stepMoment([], null, -1)).toBeNull()
})
