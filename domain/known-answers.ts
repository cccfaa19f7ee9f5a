import { agreementOf } from './agreement.ts'
import type { Resolution } from './case-state.ts'
import { wilsonInterval, type Interval } from './wilson.ts'

/** What somebody made of a case whose right outcome is known. */
export interface KnownAnswer {
  readonly memberId: string
  readonly expected: Resolution
  readonly answer: Resolution
  /** From taking it to answering. */
  readonly minutes: number
}

export interface KnownRecord {
  readonly memberId: string
  readonly cases: number
  readonly right: number
  readonly wrong: number
  /** Asked again for what was clear to others: neither right nor wrong. */
  readonly unclear: number
  /** Wrong ones of those that were right or wrong, with 95 % Wilson interval; null: there are none. */
  readonly error: (Interval & { readonly share: number }) | null
  /** Cohen's κ of what was expected and what was said. */
  readonly kappa: number | null
  readonly medianMinutes: number
}

/** Each person's answers, those with most first. */
export function knownRecordsOf(answers: readonly KnownAnswer[]): readonly KnownRecord[] {
  const records = [...Map.groupBy(answers, ({ memberId }) => memberId)].map(([memberId, theirs]) =>
    recordOf(memberId, theirs),
  )
  return records.toSorted((a, b) => b.cases - a.cases)
}

function recordOf(memberId: string, answers: readonly KnownAnswer[]): KnownRecord {
  const count = (verdict: Verdict) => answers.filter((each) => verdictOn(each) === verdict).length
  const [right, wrong] = [count('RIGHT'), count('WRONG')]
  const judged = right + wrong
  return {
    memberId,
    cases: answers.length,
    right,
    wrong,
    unclear: count('UNCLEAR'),
    error:
      judged === 0
        ? null
        : { share: wrong / judged, ...wilsonInterval(wrong, judged, ninetyFivePercent) },
    kappa: kappaOf(answers),
    medianMinutes: median(answers.map(({ minutes }) => minutes)),
  }
}

type Verdict = 'RIGHT' | 'WRONG' | 'UNCLEAR'
function verdictOn({ expected, answer }: KnownAnswer): Verdict {
  if (answer === expected) return 'RIGHT'
  return answer === 'ASK_AGAIN' ? 'UNCLEAR' : 'WRONG'
}

const kappaOf = (answers: readonly KnownAnswer[]): number | null =>
  agreementOf(
    answers.map(({ memberId, expected, answer }) => ({
      first: { memberId: 'known', resolution: expected },
      second: { memberId, resolution: answer },
      final: expected,
      reasonCodes: [],
    })),
  ).kappa

/** Standard deviations to either side. */
const ninetyFivePercent = 1.96

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper
  return (lower + upper) / 2
}
