import type { CaptureVerdict } from '../../domain/findings.ts'
import { framesBySlot, type Slot } from '../../domain/method.ts'
import type { ReasonCode } from '../../domain/reason-codes.ts'
import type { Random } from '../random.ts'
import type { PastPerson } from './past-person.ts'

export interface PastCapture {
  readonly id: string
  readonly slot: Slot
  readonly verdict: CaptureVerdict
  readonly frames: readonly { readonly bytes: number; readonly atMs: number }[]
  readonly receivedAtMs: number
  /** Replaced by a later one of its slot, in this attempt or in the next. */
  supersededAtMs: number | null
}

/** Where people give up, and what goes wrong there. */
const screens: Record<
  Slot,
  {
    readonly leave: number
    readonly retake: number
    readonly seconds: number
    readonly why: readonly ReasonCode[]
  }
> = {
  FRONT: {
    leave: 0.022,
    retake: 0.2,
    seconds: 24,
    why: ['IMG_GLARE', 'IMG_BLUR', 'IMG_CROPPED', 'IMG_DARK'],
  },
  BACK: { leave: 0.008, retake: 0.11, seconds: 16, why: ['IMG_GLARE', 'IMG_BLUR', 'IMG_CROPPED'] },
  THICKNESS: { leave: 0.035, retake: 0.3, seconds: 34, why: ['THICKNESS_NG', 'IMG_BLUR'] },
  FACE: {
    leave: 0.014,
    retake: 0.1,
    seconds: 19,
    why: ['SELFIE_NG', 'FACE_NOT_FOUND', 'IMG_DARK'],
  },
  LIVENESS: { leave: 0.03, retake: 0.16, seconds: 28, why: ['LIVENESS_NG', 'FACE_NOT_FOUND'] },
}

/**
 * What is sent for one screen, try by try, until one is accepted or the applicant leaves.
 * @returns the captures and whether the applicant stayed
 */
export function makePastCaptures(
  random: Random,
  person: PastPerson,
  {
    slot,
    atMs,
    pace,
    id,
  }: { slot: Slot; atMs: number; pace: number; id: (atMs: number) => string },
): {
  readonly captures: readonly PastCapture[]
  readonly stayed: boolean
  readonly endsAtMs: number
} {
  const { leave, retake, seconds, why } = screens[slot]
  const trouble = 1.9 - 1.4 * person.quality
  const captures: PastCapture[] = []
  let at = atMs
  for (let tries = 0; tries < 6; tries += 1) {
    if (random.next() < leave * trouble * (tries === 0 ? 1 : 2.2)) break
    at += Math.round(
      1000 * pace * seconds * (tries === 0 ? 1 : 0.6) * Math.exp(0.4 * random.gaussian()),
    )
    const accepted = random.next() >= retake * trouble
    captures.push({
      id: id(at),
      slot,
      frames: frames(random, slot),
      receivedAtMs: at,
      supersededAtMs: null,
      verdict: {
        slot,
        accepted,
        reasonCodes: accepted ? [] : [random.pick(why)],
        bestFrame: 0,
        quad: null,
        measures: { sharpness: Math.round(40 + 80 * person.quality + 10 * random.gaussian()) },
      },
    })
    if (accepted) return { captures, stayed: true, endsAtMs: at }
  }
  return { captures, stayed: false, endsAtMs: at }
}

function frames(random: Random, slot: Slot): PastCapture['frames'] {
  const { min } = framesBySlot[slot]
  return Array.from({ length: min }, (_, i) => ({
    bytes: random.int(90_000, 420_000),
    atMs: i * 120,
  }))
}
