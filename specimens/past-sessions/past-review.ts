import type { Resolution } from '../../domain/case-state.ts'
import { slotsToRetake, type ReasonCode } from '../../domain/reason-codes.ts'
import type { Slot } from '../../domain/method.ts'
import type { Random } from '../random.ts'
import type { Truth } from './past-person.ts'
import type { PastReviewer } from './plan.ts'

export interface PastReview {
  readonly resolution: Resolution
  readonly reasonCodes: readonly ReasonCode[]
  readonly slots: readonly Slot[]
  /** From the claim to the decision. */
  readonly seconds: number
}

/** What a person makes of a doubted session: by what is true, as far as this person sees it. */
export function makePastReview(
  random: Random,
  reviewer: PastReviewer,
  {
    truth,
    reasons,
    mayAskAgain,
  }: { truth: Truth; reasons: readonly ReasonCode[]; mayAskAgain: boolean },
): PastReview {
  const right = rightResolution(random, truth, reasons, mayAskAgain)
  const wrong = random.next() < reviewer.errorRate
  const resolution = !wrong ? right : right === 'APPROVE' ? 'DECLINE' : 'APPROVE'
  const slots = resolution === 'ASK_AGAIN' ? slotsFor(reasons) : []
  // declines are written with more care; a log-normal spread with a tail of hard cases
  const care = { APPROVE: 1, ASK_AGAIN: 1.15, DECLINE: 1.6 }[resolution]
  const seconds = reviewer.seconds * care * Math.exp(0.45 * random.gaussian())
  return {
    resolution,
    slots,
    reasonCodes: resolution === 'APPROVE' ? [] : reasonsFor(truth, reasons, resolution),
    seconds: Math.round(Math.min(1500, Math.max(8, seconds))),
  }
}

function rightResolution(
  random: Random,
  truth: Truth,
  reasons: readonly ReasonCode[],
  mayAskAgain: boolean,
): Resolution {
  if (truth === 'HONEST') {
    const unreadable = reasons.some(
      (code) => code === 'FIELD_UNREADABLE' || code.startsWith('IMG_'),
    )
    return unreadable && mayAskAgain && random.next() < 0.3 ? 'ASK_AGAIN' : 'APPROVE'
  }
  if (truth === 'OTHER_DATA') return random.next() < 0.35 ? 'APPROVE' : 'DECLINE'
  // two accounts of one person are sometimes what the company allows
  if (truth === 'TWICE') return random.next() < 0.25 ? 'APPROVE' : 'DECLINE'
  return 'DECLINE'
}

const slotsFor = (reasons: readonly ReasonCode[]): readonly Slot[] => {
  const named = new Set(reasons.flatMap((code) => slotsToRetake(code, 'FRONT')))
  return named.size > 0 ? [...named] : ['FRONT']
}

const reasonOfTruth: Record<Truth, ReasonCode> = {
  HONEST: 'OTHER',
  OTHER_FACE: 'FACE_MISMATCH',
  SCREEN_COPY: 'SCREEN_SUSPECT',
  PAPER_COPY: 'COPY_SUSPECT',
  WRONG_NUMBER: 'TAMPER_SUSPECT',
  EXPIRED: 'DOC_EXPIRED',
  OTHER_DATA: 'NAME_MISMATCH',
  TWICE: 'DUPLICATE',
}

function reasonsFor(
  truth: Truth,
  reasons: readonly ReasonCode[],
  resolution: Resolution,
): readonly ReasonCode[] {
  if (resolution === 'ASK_AGAIN') {
    const mended = reasons.filter((code) => slotsToRetake(code, 'FRONT').length > 0)
    return mended.length > 0 ? mended.slice(0, 3) : ['IMG_UNREADABLE']
  }
  const own = reasonOfTruth[truth]
  const seen: readonly ReasonCode[] = reasons.filter((code) => code !== 'MACHINE_UNAVAILABLE')
  return seen.includes(own) || seen.length === 0 ? [own] : seen.slice(0, 3)
}
