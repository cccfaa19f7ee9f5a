import type { CheckResult } from '../../domain/check.ts'
import { compareWithReading } from '../../domain/compare-with-reading.ts'
import type { DeclaredData } from '../../domain/declared-data.ts'
import { documentCatalogue, type FieldKey } from '../../domain/document-catalogue.ts'
import type { DocumentReading, FieldReading } from '../../domain/findings.ts'
import { slots } from '../../domain/method.ts'
import { licenceCheckDigit } from '../../domain/numbers.ts'
import { readingsOf } from '../checks/readings.ts'
import type { CheckFindings } from '../checks/check-input.ts'
import type { FactValue } from '../operators.ts'
import type { Thresholds } from '../thresholds.ts'
import type { ImaginedFacts } from './imagined-findings.ts'

type Imagined = Partial<CheckFindings> | null

/** Any day: facts count from it. */
const day = '2024-06-15'

/** A date that was not read is imagined an ordinary one, when it is imagined read. */
export function expiryFindings(
  { remainingDays, trusted }: ImaginedFacts,
  was: CheckResult,
  { minRemainingDays }: Thresholds,
): Imagined {
  if (isUnread(trusted, remainingDays, was)) {
    return { day, documentReading: reading([untrusted('expiryDate')]) }
  }
  const days = typeof remainingDays === 'number' ? remainingDays : minRemainingDays + 365
  return { day, documentReading: reading([read('expiryDate', daysLater(days))]) }
}

export function birthDateFindings(
  { age, matches, trusted }: ImaginedFacts,
  was: CheckResult,
  { minAge }: Thresholds,
): Imagined {
  if (isUnread(trusted, age, was)) {
    // whether a day was declared is not told where none was read
    return { day, declared: { birthDate: day }, documentReading: reading([untrusted('birthDate')]) }
  }
  const years = typeof age === 'number' ? age : Math.max(minAge ?? 0, 40)
  if (!Number.isInteger(years)) return null
  const born = `${String(2024 - years).padStart(4, '0')}-01-15`
  const declared: DeclaredData =
    matches === null && was.facts['trusted'] === true
      ? {}
      : { birthDate: matches === false ? '1900-12-31' : born }
  return { day, declared, documentReading: reading([read('birthDate', born)]) }
}

const isUnread = (
  trusted: FactValue | undefined,
  value: FactValue | undefined,
  was: CheckResult,
): boolean => trusted !== true && (was.facts['trusted'] === true || typeof value !== 'number')

export function documentNumberFindings(facts: ImaginedFacts, was: CheckResult): Imagined {
  const { checkDigit, yearMatches } = facts
  const body = '3010000000'
  const digit = licenceCheckDigit(body) ?? 0
  if (checkDigit === 'UNREAD') return { documentReading: reading([untrusted('number')]) }
  const number = `${body}${checkDigit === 'OK' ? digit : (digit + 1) % 10}0`
  // a wrong one that was certain failed
  const certain = checkDigit === 'OK' || was.reasonCodes.includes('DOC_NUMBER_INVALID')
  const first = typeof yearMatches === 'boolean' ? [yearMatches ? '2010-01-15' : '2011-01-15'] : []
  return {
    documentReading: reading([
      { ...read('number', number), trusted: certain },
      ...first.map((iso) => read('firstIssuedOther', iso)),
    ]),
  }
}

/** Of what was missing, refused and unread only the number is told, so that it is all or nothing of each. */
export function qualityFindings(facts: ImaginedFacts, was: CheckResult): Imagined {
  const { missingCaptures: missing, rejectedCaptures: rejected, unreadableFields: unread } = facts
  if (typeof missing !== 'number' || typeof rejected !== 'number' || typeof unread !== 'number') {
    return null
  }
  const required = documentCatalogue.DRIVERS_LICENCE.fields.filter((field) => field.required)
  if (missing + rejected > slots.length || unread > required.length) return null
  const fromPictures = was.reasonCodes.filter((code) => !fromElsewhere.has(code))
  return {
    slots,
    verdicts: slots.slice(missing).map((slot, index) => ({
      slot,
      accepted: index >= rejected,
      reasonCodes: index < rejected ? fromPictures : [],
      bestFrame: 0,
      quad: null,
      measures: {},
    })),
    documentReading: was.reasonCodes.includes('MACHINE_UNAVAILABLE')
      ? null
      : reading(
          required.map(({ key }, index) => (index < unread ? untrusted(key) : read(key, 'read'))),
        ),
  }
}
const fromElsewhere: ReadonlySet<string> = new Set([
  'IMG_MISSING',
  'FIELD_UNREADABLE',
  'MACHINE_UNAVAILABLE',
])

export function nameFindings({ tier, support }: ImaginedFacts, was: CheckResult): Imagined {
  const answered = answerOf(tier, support, was.facts['tier'] ?? null, 'EXACT')
  if (!answered) {
    return { declared: { name: '山田太郎' }, documentReading: reading([untrusted('name')]) }
  }
  const pair = namePairs.find(isPair(answered))
  if (!pair) return null
  const field = seen('name', pair.read, isCertain(answered.answer, was.facts['tier'], was))
  return { declared: { name: pair.declared }, documentReading: reading([field]) }
}

export function addressFindings(facts: ImaginedFacts, was: CheckResult): Imagined {
  const { answer, support, changedOnBack } = facts
  if (changedOnBack === true) return entryFindings(facts, was)
  const answered = answerOf(answer, support, was.facts['answer'] ?? null, 'SAME')
  const pair = addressPairs.find(isPair(answered ?? { answer: 'SAME', support: 'READ' }))
  if (!pair) return null
  const certain = isCertain(answered?.answer, was.facts['answer'], was)
  const field = answered ? seen('address', pair.read, certain) : untrusted('address')
  return { declared: { address: pair.declared }, documentReading: reading([field]) }
}

/** An entry on the back confirms or is of another place; whether it was read with certainty is told where it confirms. */
function entryFindings({ answer, support }: ImaginedFacts, was: CheckResult): Imagined {
  const pair = addressPairs.find(isPair({ answer: answer ?? 'DIFFERENT', support: 'READ' }))
  if (!pair) return null
  const trusted = support === 'READ' || was.facts['answer'] !== answer
  return {
    declared: { address: pair.declared },
    documentReading: reading([]),
    backReading: reading([{ ...read('addressChange', pair.read), trusted }]),
  }
}

interface Answered {
  readonly answer: FactValue
  readonly support: FactValue
}

/** What was not read is imagined to agree, when it is imagined read; null: it is not. */
function answerOf(
  answer: FactValue | undefined,
  support: FactValue | undefined,
  was: FactValue,
  ordinary: string,
): Answered | null {
  if (typeof answer === 'string' && support === 'NONE') {
    return was === null ? { answer, support: 'READ' } : null
  }
  return typeof support !== 'string' || support === 'NONE'
    ? null
    : { answer: answer ?? ordinary, support }
}

const isPair =
  ({ answer, support }: Answered) =>
  (pair: Answered): boolean =>
    pair.answer === answer && pair.support === support

/** What differs failed where it was read with certainty, and where it is imagined anew. */
const isCertain = (
  answer: FactValue | undefined,
  before: FactValue | undefined,
  { outcome }: CheckResult,
): boolean => answer !== 'DIFFERENT' || outcome === 'FAIL' || answer !== before

const blank = {
  value: null,
  confidence: 1,
  box: { x0: 0, y0: 0, x1: 1, y1: 1 },
  slot: 'FRONT',
} as const

const reading = (fields: readonly FieldReading[]): DocumentReading => ({
  documentType: 'DRIVERS_LICENCE',
  typeScore: 1,
  fields,
  portraitBox: null,
  by: { engine: 'imagined', model: null, version: '1' },
})
const read = (key: FieldKey, text: string): FieldReading => ({
  ...blank,
  key,
  text,
  value: text,
  trusted: true,
  candidates: [text, text],
})
const untrusted = (key: FieldKey): FieldReading => ({
  ...blank,
  key,
  text: null,
  trusted: false,
  candidates: [],
})
/** Read alike by both engines, though the grammar may refuse it. */
const seen = (key: FieldKey, text: string, trusted: boolean): FieldReading => ({
  ...read(key, text),
  trusted,
})

const daysLater = (days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Nobody's names and places, one for each way in which two writings can agree. */
const namePairs = pairs(
  'name',
  ['山田太郎', '山田太郎'],
  ['山田太郎', '山田 太郎'],
  ['高橋太郎', '髙橋太郎'],
  ['斎藤太郎', '斉藤太郎'],
  ['山田太郎', '佐藤花子'],
  ['カ山太郎', '力山太郎'],
  ['カ山 太郎', '力山太郎'],
  ['カ山髙橋', '力山高橋'],
  ['カ山斎藤', '力山斉藤'],
)
const addressPairs = pairs(
  'address',
  ['東京都千代田区霞が関1丁目2番3号', '東京都千代田区霞が関1丁目2番3号'],
  ['千代田区霞が関1丁目2番3号', '東京都千代田区霞が関1丁目2番3号'],
  ['東京都千代田区霞が関1丁目2番3号', '東京都千代田区霞が関1丁目2番3号 緑荘101号室'],
  ['東京都千代田区霞が関1丁目2番3号 緑荘101', '東京都千代田区霞が関1丁目2番3号 青荘202'],
  ['東京都千代田区霞が関1丁目2番3号', '東京都千代田区永田町1丁目7番1号'],
  ['東京都千代田区ニ番町1丁目2番3号', '東京都千代田区二番町1丁目2番3号'],
  ['千代田区ニ番町1丁目2番3号', '東京都千代田区二番町1丁目2番3号'],
  ['東京都千代田区ニ番町1丁目2番3号', '東京都千代田区二番町1丁目2番3号 緑荘101号室'],
)

function pairs(kind: 'name' | 'address', ...known: readonly (readonly [string, string])[]) {
  return known.flatMap(([declared, text]) => {
    const candidates = readingsOf({ text, trusted: true, candidates: [text, text] })
    const compared =
      kind === 'name'
        ? compareWithReading(declared, candidates, 'name')
        : compareWithReading(declared, candidates, 'address')
    return compared ? [{ declared, read: text, ...compared }] : []
  })
}
