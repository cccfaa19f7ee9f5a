/** The fields of an A/B test as they are typed; shares in per cent, an empty limit is none. */
export interface SplitTyped {
  readonly share: string
  readonly mostAutoApprove: string
  readonly mostHumanReview: string
  readonly mostOverturn: string
  readonly leastCases: string
}

export interface SplitWish {
  readonly share: number
  readonly mostAutoApprove: number | null
  readonly mostHumanReview: number | null
  readonly mostOverturn: number | null
  readonly leastCases: number
}

type Wrong = Partial<Record<keyof SplitTyped, readonly [string, string]>>

const limits = ['mostAutoApprove', 'mostHumanReview', 'mostOverturn'] as const

/** What was typed as the server takes it; null while a number is outside its bounds, or no limit is set. */
export function numbersOf(typed: SplitTyped): {
  readonly wish: SplitWish | null
  readonly wrong: Wrong
} {
  const wrong: Wrong = {}
  const share = numberIn(typed.share, 1, 50, true)
  if (share === null) wrong.share = ['1', '50']
  const leastCases = numberIn(typed.leastCases, 20, 10_000, true)
  if (leastCases === null) wrong.leastCases = ['20', '10,000']
  const shares = { mostAutoApprove: 0, mostHumanReview: 0, mostOverturn: 0 }
  for (const key of limits) {
    if (typed[key].trim() === '') continue
    const limit = numberIn(typed[key], 1, 99, false)
    if (limit === null) wrong[key] = ['1', '99']
    else shares[key] = limit / 100
  }
  const isSet = limits.some((key) => shares[key] > 0)
  if (share === null || leastCases === null || Object.keys(wrong).length > 0 || !isSet) {
    return { wish: null, wrong }
  }
  return {
    wrong,
    wish: {
      share,
      leastCases,
      mostAutoApprove: shares.mostAutoApprove || null,
      mostHumanReview: shares.mostHumanReview || null,
      mostOverturn: shares.mostOverturn || null,
    },
  }
}

/** Full-width digits, as a Japanese keyboard gives them, count too. */
function numberIn(text: string, min: number, max: number, whole: boolean): number | null {
  const plain = text.normalize('NFKC').replace(/,/g, '').trim()
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(plain)) return null
  const value = Number(plain)
  return value < min || value > max || (whole && !Number.isInteger(value)) ? null : value
}
