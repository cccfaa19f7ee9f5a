import { checkKeys, type CheckKey } from '../domain/check.ts'
import type { Words } from './facts.ts'
import type { Comparison } from './condition.ts'
import {
  parseCheckProfile,
  type CheckProfile,
  type Effect,
  type Rule,
  type Scene,
} from './profile-schema.ts'

/** A profile to start from; what a tenant publishes is its own copy. */
export interface Preset {
  readonly scene: Exclude<Scene, 'OWN'>
  readonly words: Words
  readonly profile: CheckProfile
}

const is = (check: CheckKey, outcome: 'PASS' | 'FAIL'): Comparison => ({
  fact: `${check}.outcome`,
  operator: 'EQUAL',
  value: outcome,
})
const passes = (check: CheckKey): Comparison => is(check, 'PASS')
/** SKIPPED: nothing was declared to compare with, or the method doesn't ask for the picture. */
const passesOrSkipped = (check: CheckKey): Comparison => ({
  fact: `${check}.outcome`,
  operator: 'ONE_OF',
  value: ['PASS', 'SKIPPED'],
})
const says = (check: CheckKey, reasonCode: string): Comparison => ({
  fact: `${check}.reasons`,
  operator: 'INCLUDES',
  value: reasonCode,
})

// Ahead of what is merely unclear: a fraud that waits is a fraud that is tried again.
const toSuspicion: Effect = {
  kind: 'REVIEW',
  reasonCodes: [],
  queue: 'suspicion',
  priority: 50,
  outsource: false,
  secondPerson: false,
}

// What the machine suspects is looked at by a person and never declined by itself: a wrong decline can't be seen from outside.
const suspicion = (...conditions: readonly Comparison[]): Rule => ({
  id: 'suspicion',
  name: { ja: '不正の疑いは目視', en: 'Suspicions go to a person' },
  when: { any: conditions },
  effect: toSuspicion,
})

// Nets that come with npm alone miss several of a hundred true holders at the level of a clear mismatch, so no automatic decline.
const otherFace: Rule = {
  id: 'other-face',
  name: { ja: '顔の不一致は目視', en: 'Another face goes to a person' },
  when: { all: [is('FACE_MATCH', 'FAIL')] },
  effect: toSuspicion,
}

// Printed facts that were read with certainty decide: no new picture and no person can mend them.
const underAge: Rule = {
  id: 'under-age',
  name: { ja: '年齢条件を満たさない申請は否認', en: 'Under age is declined' },
  when: { all: [is('DOB_AGE', 'FAIL'), says('DOB_AGE', 'AGE_UNDER')] },
  effect: { kind: 'DECLINE', reasonCodes: ['AGE_UNDER'] },
}
const expired: Rule = {
  id: 'expired',
  name: { ja: '有効期限切れは否認', en: 'An expired document is declined' },
  when: { all: [is('EXPIRY', 'FAIL')] },
  effect: { kind: 'DECLINE', reasonCodes: ['DOC_EXPIRED'] },
}

const otherDocument: Rule = {
  id: 'other-document',
  name: { ja: '書類違いは再提出', en: 'A wrong document is asked again' },
  when: { all: [is('DOC_TYPE', 'FAIL')] },
  effect: { kind: 'ASK_AGAIN', reasonCodes: [], slots: [] },
}
const pictures = (...conditions: readonly Comparison[]): Rule => ({
  id: 'pictures',
  name: { ja: '画像の不備は再撮影', en: 'Poor pictures are taken again' },
  when: { any: conditions },
  effect: { kind: 'ASK_AGAIN', reasonCodes: [], slots: [] },
})
const facePictures = [
  is('LIVENESS', 'FAIL'),
  says('FACE_MATCH', 'FACE_NOT_FOUND'),
  says('FACE_MATCH', 'SELFIE_MANY_FACES'),
]

const approve = (must: readonly CheckKey[], may: readonly CheckKey[]): Rule => ({
  id: 'approve',
  name: { ja: 'すべてOKなら承認', en: 'All in order is approved' },
  when: { all: [...must.map(passes), ...may.map(passesOrSkipped)] },
  effect: { kind: 'APPROVE' },
})

const build = (
  scene: Preset['scene'],
  on: readonly CheckKey[],
  thresholds: Partial<CheckProfile['thresholds']>,
  rules: readonly Rule[],
): CheckProfile =>
  parseCheckProfile({
    scene,
    checks: Object.fromEntries(checkKeys.map((key) => [key, { on: on.includes(key) }])),
    thresholds,
    rules,
    otherwise: { kind: 'REVIEW' },
  })

const full: Preset = {
  scene: 'FULL',
  words: { ja: '本人確認（全項目）', en: 'Full identity check' },
  profile: build('FULL', checkKeys, {}, [
    suspicion(
      is('DOC_AUTHENTICITY', 'FAIL'),
      is('DOC_NUMBER', 'FAIL'),
      is('DUPLICATE', 'FAIL'),
      says('THICKNESS', 'THICKNESS_FACE_MISMATCH'),
      says('LIVENESS', 'LIVENESS_PERSON_CHANGED'),
    ),
    otherFace,
    underAge,
    expired,
    otherDocument,
    pictures(
      is('IMAGE_QUALITY', 'FAIL'),
      is('THICKNESS', 'FAIL'),
      is('BACK_SIDE', 'FAIL'),
      ...facePictures,
    ),
    approve(
      [
        'DOC_TYPE',
        'IMAGE_QUALITY',
        'DOC_AUTHENTICITY',
        'THICKNESS',
        'EXPIRY',
        'DOC_NUMBER',
        'FACE_MATCH',
        'LIVENESS',
        'BACK_SIDE',
        'DUPLICATE',
        'MASKING',
      ],
      ['NAME', 'ADDRESS', 'DOB_AGE'],
    ),
  ]),
}

const ageOnlyChecks = [
  'DOC_TYPE',
  'IMAGE_QUALITY',
  'DOC_AUTHENTICITY',
  'EXPIRY',
  'DOB_AGE',
  'MASKING',
] as const
const faceChecks = ['FACE_MATCH', 'LIVENESS'] as const

const ageOnly: Preset = {
  scene: 'AGE_ONLY',
  words: { ja: '年齢確認のみ', en: 'Age check only' },
  profile: build('AGE_ONLY', [...ageOnlyChecks, ...faceChecks], { minAge: 18 }, [
    suspicion(is('DOC_AUTHENTICITY', 'FAIL'), says('LIVENESS', 'LIVENESS_PERSON_CHANGED')),
    otherFace,
    underAge,
    expired,
    otherDocument,
    pictures(is('IMAGE_QUALITY', 'FAIL'), ...facePictures),
    approve(ageOnlyChecks, faceChecks),
  ]),
}

const duplicateChecks = [
  'DOC_TYPE',
  'IMAGE_QUALITY',
  'DOC_AUTHENTICITY',
  'EXPIRY',
  'DUPLICATE',
  'MASKING',
] as const

const duplicatePrevention: Preset = {
  scene: 'DUPLICATE_PREVENTION',
  words: { ja: '二重登録の防止', en: 'Duplicate prevention' },
  profile: build(
    'DUPLICATE_PREVENTION',
    [...duplicateChecks, 'NAME', 'DOB_AGE', ...faceChecks],
    {},
    [
      suspicion(
        is('DOC_AUTHENTICITY', 'FAIL'),
        is('DUPLICATE', 'FAIL'),
        says('LIVENESS', 'LIVENESS_PERSON_CHANGED'),
      ),
      otherFace,
      expired,
      otherDocument,
      pictures(is('IMAGE_QUALITY', 'FAIL'), ...facePictures),
      approve(duplicateChecks, ['NAME', 'DOB_AGE', ...faceChecks]),
    ],
  ),
}

export const presets: readonly Preset[] = [full, ageOnly, duplicatePrevention]

/** The preset of a scene. */
export const presetOf = (scene: Preset['scene']): Preset =>
  scene === 'FULL' ? full : scene === 'AGE_ONLY' ? ageOnly : duplicatePrevention
