import { addressAnswers } from '../domain/addresses.ts'
import type { CheckKey, CheckResult } from '../domain/check.ts'
import type { DocumentType } from '../domain/document-catalogue.ts'
import type { AuthenticitySignal, FarLevel } from '../domain/findings.ts'
import { nameTiers } from '../domain/names.ts'
import type { ReasonCode } from '../domain/reason-codes.ts'
import { isWhole } from './checks/address.ts'
import { checkAuthenticity } from './checks/authenticity.ts'
import { skipped } from './checks/check-result.ts'
import { checkFaceMatch } from './checks/face-match.ts'
import { isNear } from './checks/name.ts'
import type { Thresholds } from './thresholds.ts'

/**
 * The record that a check would have written under other thresholds, told from the facts that it stored alone.
 * @param chosen the document that the applicant said it was
 * @returns null where the facts don't say enough
 */
export function judgeAgain(
  result: CheckResult,
  thresholds: Thresholds,
  chosen: DocumentType | null,
): CheckResult | null {
  // a machine that failed then says nothing under any threshold
  if (result.reasonCodes.includes('MACHINE_UNAVAILABLE')) return result
  const judge = judgesByCheck[result.key]
  return judge ? judge(result, thresholds, chosen) : result
}

type Judge = (
  result: CheckResult,
  thresholds: Thresholds,
  chosen: DocumentType | null,
) => CheckResult | null

/** The checks that have thresholds; every other one judges as it did. */
const judgesByCheck: Readonly<Partial<Record<CheckKey, Judge>>> = {
  DOC_TYPE: judgeDocumentType,
  DOC_AUTHENTICITY: judgeAuthenticity,
  EXPIRY: judgeExpiry,
  DOB_AGE: judgeBirthDate,
  NAME: judgeName,
  ADDRESS: judgeAddress,
  FACE_MATCH: judgeFace,
  LIVENESS: judgeLiveness,
}
/** Checks whose thresholds a back-test can change. */
export const judgedAgain: ReadonlySet<string> = new Set(Object.keys(judgesByCheck))

function judgeDocumentType(
  result: CheckResult,
  { minTypeScore }: Thresholds,
  chosen: DocumentType | null,
): CheckResult | null {
  const { score, facts } = result
  // where the type was certain, the reasons say whether it was the chosen one
  const wasCertain = result.outcome !== 'UNCERTAIN'
  if (score === null || (!wasCertain && chosen === null)) return null
  const asChosen = wasCertain
    ? !result.reasonCodes.includes('DOC_TYPE_MISMATCH')
    : facts['documentType'] === chosen
  const certain = score >= minTypeScore
  const reasonCodes: ReasonCode[] = [
    ...(asChosen && certain ? [] : (['DOC_TYPE_MISMATCH'] as const)),
    ...(facts['accepted'] === true ? [] : (['DOC_NOT_ACCEPTED'] as const)),
  ]
  const outcome = !certain ? 'UNCERTAIN' : reasonCodes.length > 0 ? 'FAIL' : 'PASS'
  return { ...result, outcome, reasonCodes }
}

const signalsByFact: Readonly<Record<string, AuthenticitySignal['kind']>> = {
  screen: 'SCREEN',
  print: 'PRINT',
  grey: 'GREY',
  beltColour: 'BELT_COLOUR',
  dates: 'DATES',
  number: 'NUMBER',
}

function judgeAuthenticity(result: CheckResult, thresholds: Thresholds): CheckResult {
  const signals = Object.entries(signalsByFact).flatMap(([fact, kind]) => {
    const score = result.facts[fact]
    const seen = result.evidence.find(({ label }) => label === kind)
    return typeof score === 'number'
      ? [{ kind, score, slot: seen?.slot ?? ('FRONT' as const), box: seen?.box ?? null }]
      : []
  })
  return checkAuthenticity({ authenticity: { signals, by: result.by }, thresholds })
}

function judgeExpiry(result: CheckResult, { minRemainingDays }: Thresholds): CheckResult {
  const { remainingDays } = result.facts
  if (typeof remainingDays !== 'number') return result
  return remainingDays >= minRemainingDays
    ? { ...result, outcome: 'PASS', reasonCodes: [] }
    : { ...result, outcome: 'FAIL', reasonCodes: ['DOC_EXPIRED'] }
}

function judgeBirthDate(result: CheckResult, { minAge }: Thresholds): CheckResult | null {
  // skipped: no age was asked and no day declared, so the day was not looked at
  if (result.outcome === 'SKIPPED') return minAge === null ? result : null
  const { age, matches } = result.facts
  // not read: whether a day was declared isn't stored
  if (typeof age !== 'number') return minAge === null ? null : result
  if (typeof matches !== 'boolean' && minAge === null) return skipped('DOB_AGE')
  const reasonCodes: ReasonCode[] = [
    ...(minAge !== null && age < minAge ? (['AGE_UNDER'] as const) : []),
    ...(matches === false ? (['DOB_MISMATCH'] as const) : []),
  ]
  return { ...result, outcome: reasonCodes.length > 0 ? 'FAIL' : 'PASS', reasonCodes }
}

function judgeName(result: CheckResult, { nameTolerance }: Thresholds): CheckResult {
  const tier = nameTiers.find((known) => known === result.facts['tier'])
  if (tier === undefined || tier === 'DIFFERENT') return result
  return isNear(tier, nameTolerance)
    ? { ...result, outcome: 'PASS', reasonCodes: [] }
    : { ...result, outcome: 'UNCERTAIN', reasonCodes: ['NAME_VARIANT'] }
}

function judgeAddress(result: CheckResult, { buildingOmittedOk }: Thresholds): CheckResult | null {
  if (result.outcome === 'SKIPPED') return result
  // of several entries on the back only the one that confirmed is stored
  if (result.facts['changedOnBack'] === true) {
    const { answer } = result.facts
    return answer === 'SAME' || answer === 'PREFECTURE_OMITTED' ? result : null
  }
  const answer = addressAnswers.find((known) => known === result.facts['answer'])
  if (answer === undefined || answer === 'DIFFERENT') return result
  return isWhole(answer, buildingOmittedOk)
    ? { ...result, outcome: 'PASS', reasonCodes: [] }
    : { ...result, outcome: 'UNCERTAIN', reasonCodes: ['ADDRESS_PARTIAL'] }
}

const farLevels: readonly FarLevel[] = ['NONE', 'LOW', 'MEDIUM', 'HIGH']

function judgeFace(result: CheckResult, thresholds: Thresholds): CheckResult | null {
  if (result.outcome === 'SKIPPED') return result
  const { margin, faceCount, portraitWidthPx, faceWidthPx } = result.facts
  const farLevel = farLevels.find((known) => known === result.facts['farLevel'])
  if (
    result.score === null ||
    farLevel === undefined ||
    typeof margin !== 'number' ||
    typeof faceCount !== 'number' ||
    typeof portraitWidthPx !== 'number' ||
    typeof faceWidthPx !== 'number'
  ) {
    return null
  }
  const { score, by } = result
  const thresholdHigh = score - margin
  const face = { score, farLevel, thresholdHigh, faceCount, portraitWidthPx, faceWidthPx, by }
  return { ...checkFaceMatch({ slots: ['FACE'], face, thresholds }), facts: result.facts }
}

function judgeLiveness(result: CheckResult, { minPassiveScore }: Thresholds): CheckResult | null {
  const { passiveScore, otherFaces } = result.facts
  if (typeof passiveScore !== 'number') return result
  const doubtful = passiveScore < minPassiveScore
  const said = result.reasonCodes.includes('LIVENESS_NG')
  if (result.outcome === 'FAIL') {
    if (doubtful === said) return result
    // a failure and a doubt have the same name
    return doubtful ? { ...result, reasonCodes: [...result.reasonCodes, 'LIVENESS_NG'] } : null
  }
  const reasonCodes: ReasonCode[] = [
    ...(doubtful ? (['LIVENESS_NG'] as const) : []),
    ...(typeof otherFaces === 'number' && otherFaces > 0 ? (['SELFIE_MANY_FACES'] as const) : []),
  ]
  return { ...result, outcome: reasonCodes.length > 0 ? 'UNCERTAIN' : 'PASS', reasonCodes }
}
