import { checkWords } from '../domain/words/checks.ts'
import { diffProfiles, type ProfileChange } from './diff-profiles.ts'
import type { SentenceLocale } from './phrases.ts'
import type { CheckProfile, Rule } from './profile-schema.ts'
import { sceneWords } from './scene-words.ts'
import { effectPhrase, ruleSentence } from './sentences.ts'
import { thresholdPhrase } from './threshold-phrase.ts'
import { thresholdTable } from './thresholds.ts'

/** A change in words. */
export interface ChangeWords {
  /** Of the same diff no other change has it. */
  readonly key: string
  /** What changes: a check, a threshold, a rule by its name. */
  readonly subject: string
  /** How it changes; null: `before` and `after` say it. */
  readonly told: string | null
  /** Null: it was not there, or what it says is the same. */
  readonly before: string | null
  readonly after: string | null
}

/** What the second profile decides otherwise than the first, each change in words. */
export const diffInWords = (
  before: CheckProfile,
  after: CheckProfile,
  locale: SentenceLocale,
): readonly ChangeWords[] =>
  diffProfiles(before, after).map((change) => changeInWords(change, locale))

function changeInWords(change: ProfileChange, locale: SentenceLocale): ChangeWords {
  const said = words[locale]
  switch (change.kind) {
    case 'SCENE':
      return {
        ...turned(change.kind, said.scene),
        before: sceneWords[locale][change.before],
        after: sceneWords[locale][change.after],
      }
    case 'CHECK':
      return {
        ...turned(`CHECK ${change.check}`, checkWords[locale][change.check]),
        before: change.on ? said.off : said.on,
        after: change.on ? said.on : said.off,
      }
    case 'THRESHOLD':
      return {
        ...turned(`THRESHOLD ${change.threshold}`, thresholdTable[change.threshold].words[locale]),
        before: thresholdPhrase(change.threshold, change.before, locale),
        after: thresholdPhrase(change.threshold, change.after, locale),
      }
    case 'ADDED':
      return {
        ...ofRule(change.kind, change.rule, locale, change.place),
        told: said.added(change.place),
        after: ruleSentence(change.rule, locale),
      }
    case 'REMOVED':
      return {
        ...ofRule(change.kind, change.rule, locale, change.place),
        told: said.removed,
        before: ruleSentence(change.rule, locale),
      }
    case 'ALTERED':
      return altered(change, locale)
    case 'MOVED':
      return {
        ...ofRule(change.kind, change.rule, locale, change.after),
        told: said.moved(change.before, change.after),
      }
    case 'OTHERWISE':
      return {
        ...turned(change.kind, said.otherwise),
        before: effectPhrase(change.before, locale),
        after: effectPhrase(change.after, locale),
      }
  }
}

/** Where a rule was only named anew, its sentence is not repeated. */
function altered(
  { before, after }: Extract<ProfileChange, { kind: 'ALTERED' }>,
  locale: SentenceLocale,
): ChangeWords {
  const sentences = [ruleSentence(before, locale), ruleSentence(after, locale)] as const
  const isReworded = sentences[0] !== sentences[1]
  const [oldName, newName] = [nameOf(before, locale), nameOf(after, locale)]
  return {
    ...ofRule('ALTERED', after, locale),
    told: oldName === newName ? words[locale].altered : words[locale].renamed(oldName),
    before: isReworded ? sentences[0] : null,
    after: isReworded ? sentences[1] : null,
  }
}

const turned = (key: string, subject: string) => ({ key, subject, told: null })

const ofRule = (kind: string, rule: Rule, locale: SentenceLocale, place: number | null = null) => ({
  key: `${kind} ${rule.id} ${place ?? ''}`,
  subject: nameOf(rule, locale),
  before: null,
  after: null,
})

const nameOf = (rule: Rule, locale: SentenceLocale): string => rule.name?.[locale] || rule.id

const words = {
  ja: {
    scene: '用途',
    on: 'オン',
    off: 'オフ',
    added: (place: number) => `追加（${place}番目）`,
    removed: '削除',
    altered: '変更',
    renamed: (before: string) => `変更（旧名称：${before}）`,
    moved: (before: number, after: number) =>
      `順序の変更（${before}番目から${after}番目へ。${after < before ? '先に' : '後で'}適用されます）`,
    otherwise: 'どのルールにも当てはまらないとき',
  },
  en: {
    scene: 'Scene',
    on: 'on',
    off: 'off',
    added: (place: number) => `new, in place ${place}`,
    removed: 'removed',
    altered: 'changed',
    renamed: (before: string) => `changed, was named “${before}”`,
    moved: (before: number, after: number) =>
      `moved from place ${before} to ${after}, so it is tried ${after < before ? 'earlier' : 'later'}`,
    otherwise: 'If no rule holds',
  },
} as const
