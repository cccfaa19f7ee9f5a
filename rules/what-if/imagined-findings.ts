import type { CheckKey, CheckResult } from '../../domain/check.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import type { AuthenticitySignal, FarLevel } from '../../domain/findings.ts'
import { slots } from '../../domain/method.ts'
import type { CheckFindings } from '../checks/check-input.ts'
import type { FactValue } from '../operators.ts'
import type { Thresholds } from '../thresholds.ts'
import {
  addressFindings,
  birthDateFindings,
  documentNumberFindings,
  expiryFindings,
  nameFindings,
  qualityFindings,
} from './imagined-readings.ts'

/** What a check is imagined to say: the facts of its record, with the changes. `outcome` counts where a machine alone gives it. */
export type ImaginedFacts = Readonly<Record<string, FactValue>>

/** Findings of which the check would have said these facts, as far as the record tells them; null: there are none. */
type Imagine = (
  facts: ImaginedFacts,
  was: CheckResult,
  thresholds: Thresholds,
) => Partial<CheckFindings> | null

const by = { engine: 'imagined', model: null, version: '1' } as const

export const findingsByCheck: Record<CheckKey, Imagine> = {
  DOC_TYPE: documentTypeFindings,
  IMAGE_QUALITY: qualityFindings,
  DOC_AUTHENTICITY: authenticityFindings,
  THICKNESS: thicknessFindings,
  EXPIRY: expiryFindings,
  DOC_NUMBER: documentNumberFindings,
  NAME: nameFindings,
  ADDRESS: addressFindings,
  DOB_AGE: birthDateFindings,
  FACE_MATCH: faceFindings,
  LIVENESS: livenessFindings,
  BACK_SIDE: backFindings,
  DUPLICATE: ({ count }) => (typeof count === 'number' ? { duplicateCount: count } : null),
  MASKING: maskFindings,
}

/** Where the type was certain, the reasons tell whether it was the chosen one; else it is taken for that. */
function documentTypeFindings(facts: ImaginedFacts, was: CheckResult) {
  const documentType = documentTypes.find((known) => known === facts['documentType'])
  const { score, accepted } = facts
  const mismatch = was.outcome === 'FAIL' && was.reasonCodes.includes('DOC_TYPE_MISMATCH')
  const chosen = mismatch ? documentTypes.find((each) => each !== documentType) : documentType
  if (!documentType || !chosen || typeof score !== 'number') return null
  return {
    documentType: chosen,
    acceptedDocuments: accepted === true ? [documentType] : [],
    documentReading: { documentType, typeScore: score, fields: [], portraitBox: null, by },
  }
}

const kindByFact: Readonly<Record<string, AuthenticitySignal['kind']>> = {
  screen: 'SCREEN',
  print: 'PRINT',
  grey: 'GREY',
  beltColour: 'BELT_COLOUR',
  dates: 'DATES',
  number: 'NUMBER',
}

function authenticityFindings(facts: ImaginedFacts, was: CheckResult) {
  const signals = Object.entries(kindByFact).flatMap(([fact, kind]) => {
    const score = facts[fact]
    const slot = was.evidence.find(({ label }) => label === kind)?.slot ?? 'FRONT'
    return typeof score === 'number' ? [{ kind, score, slot, box: null }] : []
  })
  return { authenticity: { signals, by } }
}

/** Whether the edge and the face make it a card is for the machine that saw them. */
function thicknessFindings(facts: ImaginedFacts, { reasonCodes }: CheckResult) {
  const { usableFrames } = facts
  return {
    thickness: {
      thicknessMm: numberOf(facts['thicknessMm']),
      tiltDegrees: numberOf(facts['tiltDegrees']),
      portraitScore: numberOf(facts['portraitScore']),
      usableFrames: numberOf(usableFrames) ?? 0,
      frames: numberOf(usableFrames) ?? 0,
      accepted: facts['outcome'] === 'PASS',
      reasonCodes: facts['outcome'] === 'PASS' ? [] : reasonCodes,
      by,
    },
  }
}

const farLevels: readonly FarLevel[] = ['HIGH', 'MEDIUM', 'LOW', 'NONE']
/** A score is told to three decimals. */
const justBelow = 0.001

/** Level, score and margin go together; of the levels below HIGH the record does not tell where they begin. */
function faceFindings(facts: ImaginedFacts, was: CheckResult) {
  const before = numberOf(was.score)
  const margin = numberOf(was.facts['margin'])
  const level = farLevels.find((each) => each === facts['farLevel'])
  if (before === null || margin === null || !level) return null
  const thresholdHigh = before - margin
  const scoreMoved = facts['score'] !== before
  const wanted = scoreMoved
    ? numberOf(facts['score'])
    : facts['margin'] === margin
      ? before
      : thresholdHigh + (numberOf(facts['margin']) ?? 0)
  if (wanted === null) return null
  const levelMoved = level !== was.facts['farLevel']
  const score = levelMoved && wanted === before ? atLevel(level, before, thresholdHigh) : wanted
  const isHigh = score >= thresholdHigh
  if (levelMoved && (level === 'HIGH') !== isHigh) return null
  // how far a score may fall before the next level ends is not known
  const hasFallen = !levelMoved && !isHigh && level === 'HIGH'
  if (hasFallen && thresholdHigh - score > 10 * justBelow) return null
  return {
    face: {
      score,
      farLevel: isHigh ? ('HIGH' as const) : hasFallen ? ('MEDIUM' as const) : level,
      thresholdHigh,
      faceCount: numberOf(facts['faceCount']) ?? 0,
      portraitWidthPx: numberOf(facts['portraitWidthPx']) ?? 0,
      faceWidthPx: numberOf(facts['faceWidthPx']) ?? 0,
      by,
    },
  }
}

function atLevel(level: FarLevel, score: number, thresholdHigh: number): number {
  if (level === 'HIGH') return Math.max(score, thresholdHigh)
  return score >= thresholdHigh ? thresholdHigh - justBelow : score
}

/** Why a person was not taken for live is the machine's own; where turns were missing, it is taken for that. */
function livenessFindings(facts: ImaginedFacts, was: CheckResult) {
  const asked = numberOf(facts['turnsAsked'])
  const seen = numberOf(facts['turnsSeen'])
  const samePersonScore = numberOf(facts['samePersonScore'])
  const share = numberOf(facts['faceShare'])
  if (asked === null || seen === null || samePersonScore === null || seen > asked) return null
  const failed = was.outcome === 'FAIL'
  const mended = failed && was.facts['turnsSeen'] !== was.facts['turnsAsked'] && seen === asked
  const judged = facts['outcome'] === was.outcome ? null : facts['outcome'] !== 'FAIL'
  const changed = was.reasonCodes.includes('LIVENESS_PERSON_CHANGED') && judged !== true
  return {
    liveness: {
      live: judged ?? (!failed || (mended && !changed)),
      steps: Array.from({ length: asked }, (_, index) => ({
        direction: 'LEFT' as const,
        seen: index < seen,
        peakDegrees: 0,
        atMs: null,
      })),
      reasonCodes: failed ? was.reasonCodes.filter((code) => code !== 'SELFIE_MANY_FACES') : [],
      samePersonScore,
      samePersonThreshold: changed ? Infinity : -Infinity,
      frames: share === null ? 0 : 1,
      framesWithFace: share ?? 0,
      otherFaces: numberOf(facts['otherFaces']) ?? 0,
      passiveScore: numberOf(facts['passiveScore']),
      by,
    },
  }
}

/** Whether an entry could be read with certainty is told by the outcome alone. */
function backFindings(facts: ImaginedFacts, was: CheckResult) {
  const accepted = facts['changesPrinted'] !== null
  const reasonCodes = was.reasonCodes.filter((code) => code !== 'IMG_MISSING')
  const verdict = {
    slot: 'BACK' as const,
    accepted,
    reasonCodes: accepted ? [] : reasonCodes,
    bestFrame: 0,
    quad: null,
    measures: {},
  }
  const entry = {
    key: 'addressChange' as const,
    slot: 'BACK' as const,
    text: facts['changesPrinted'] === true ? '令和6年4月1日 住所変更' : '',
    value: null,
    confidence: 1,
    trusted: facts['outcome'] === 'PASS',
    candidates: [],
    box: { x0: 0, y0: 0, x1: 1, y1: 1 },
  }
  return {
    verdicts: facts['captured'] === true ? [verdict] : [],
    backReading: {
      documentType: 'DRIVERS_LICENCE' as const,
      typeScore: 1,
      fields: [entry],
      portraitBox: null,
      by,
    },
  }
}

function maskFindings(facts: ImaginedFacts) {
  const count = numberOf(facts['maskedRegions'])
  if (count === null || count > mostRegions) return null
  const box = { x0: 0, y0: 0, x1: 1, y1: 1 }
  const confident = facts['confident'] === true
  return {
    masks: [
      { slot: 'FRONT' as const, boxes: Array.from({ length: count }, () => box), confident, by },
      { slot: 'BACK' as const, boxes: [], confident: true, by },
    ],
  }
}
/** No side of a card has more to mask. */
const mostRegions = 100

const numberOf = (value: FactValue | undefined): number | null =>
  typeof value === 'number' ? value : null

/** What no check of these looks at. */
export const noFindings: CheckFindings = {
  day: '2024-06-15',
  slots,
  documentType: 'DRIVERS_LICENCE',
  acceptedDocuments: ['DRIVERS_LICENCE'],
  declared: {},
  verdicts: [],
  documentReading: null,
  backReading: null,
  thickness: null,
  authenticity: null,
  face: null,
  liveness: null,
  masks: [],
  duplicateCount: null,
}
