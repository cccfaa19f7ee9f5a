import { formatEra } from '../../domain/dates.ts'
import { documentCatalogue, type FieldKey } from '../../domain/document-catalogue.ts'
import type {
  AuthenticitySignal,
  By,
  CaptureVerdict,
  DocumentReading,
  FaceComparison,
  FieldReading,
  LivenessFinding,
  ThicknessFinding,
} from '../../domain/findings.ts'
import { slots } from '../../domain/method.ts'
import type { CheckFindings } from '../../rules/checks/check-input.ts'
import { makeLicenceNumber } from '../licence-number.ts'
import type { Random } from '../random.ts'
import { newAddress, type PastPerson } from './past-person.ts'

const face: By = { engine: 'onnxruntime', model: 'sface', version: '2021-12' }
const reader: By = { engine: 'tesseract.js', model: 'jpn fast + best', version: '7.0.0' }
const edge: By = { engine: 'kakunin-edge', model: null, version: '1' }
const signals: By = { engine: 'kakunin-signals', model: null, version: '1' }
const mask: By = { engine: 'kakunin-mask', model: null, version: '1' }
const turns: By = { engine: 'head-turn', model: 'sface', version: '2021-12' }

/** Cosines of the false-accept rates 1e-5, 1e-4 and 1e-3. */
const [high, medium, low] = [0.485, 0.43, 0.38]

/** What vision would say of this applicant's pictures; each next attempt is made with more care. */
export function makePastFindings(
  random: Random,
  person: PastPerson,
  { day, attempt, verdicts }: { day: string; attempt: number; verdicts: readonly CaptureVerdict[] },
): CheckFindings {
  const quality = Math.min(1, person.quality + 0.12 * (attempt - 1))
  const reading = read(random, person, quality, day)
  return {
    day,
    slots,
    documentType: 'DRIVERS_LICENCE',
    acceptedDocuments: ['DRIVERS_LICENCE'],
    declared: person.declared,
    verdicts,
    documentReading: reading,
    backReading: reading,
    thickness: thickness(random, person, quality),
    authenticity: { signals: authenticity(random, person, quality), by: signals },
    face: compareFaces(random, person, quality),
    liveness: liveness(random, person, quality),
    masks: (['FRONT', 'BACK'] as const).map((slot) => ({
      slot,
      boxes: documentCatalogue.DRIVERS_LICENCE.masks
        .filter((each) => each.slot === slot)
        .map(({ box }) => box),
      confident: random.next() < 0.982 + 0.018 * quality,
      by: mask,
    })),
    duplicateCount: person.truth === 'TWICE' ? random.int(1, 3) : 0,
    // a machine that was down for a moment
    machineUnavailable: random.next() < 0.0015 ? [random.pick(['FACE_MATCH', 'LIVENESS'])] : [],
  }
}

function read(random: Random, person: PastPerson, quality: number, day: string): DocumentReading {
  const { identity, truth, moved } = person
  const expiryDate = daysLater(day, truth === 'EXPIRED' ? -random.int(1, 900) : random.int(3, 1800))
  const firstYear = Math.max(1970, Number(identity.birthDate.slice(0, 4)) + 18)
  const number = makeLicenceNumber(random, {
    prefecture: identity.prefecture,
    firstYear,
    wrongCheckDigit: truth === 'WRONG_NUMBER',
  })
  const texts: readonly (readonly [FieldKey, string, string | null])[] = [
    ['name', `${identity.familyName}${identity.givenName}`, null],
    ['birthDate', `${formatEra(identity.birthDate)}生`, identity.birthDate],
    ['address', identity.address.replace('　', ''), null],
    ['expiryDate', `${expiryDate.slice(0, 4)}年まで有効 ${formatEra(expiryDate)}`, expiryDate],
    ['number', number, number],
    ['firstIssuedOther', formatEra(`${firstYear}-06-01`), `${firstYear}-06-01`],
    ...(moved ? ([['addressChange', newAddress(identity.address), null]] as const) : []),
  ]
  return {
    documentType: 'DRIVERS_LICENCE',
    typeScore: Math.min(0.999, 0.72 + 0.27 * quality + 0.03 * random.gaussian()),
    portraitBox: documentCatalogue.DRIVERS_LICENCE.portrait,
    by: reader,
    fields: texts.map(([key, text, value]) => readField(random, quality, { key, text, value })),
  }
}

/** Poor pictures are read doubtfully: the engines differ by a character, or one of them sees nothing. */
function readField(
  random: Random,
  quality: number,
  { key, text, value }: { key: FieldKey; text: string; value: string | null },
): FieldReading {
  const described = documentCatalogue.DRIVERS_LICENCE.fields.find((field) => field.key === key)
  const place = {
    key,
    slot: described?.slot ?? 'FRONT',
    box: described?.box ?? { x0: 0, y0: 0, x1: 1, y1: 1 },
  }
  const doubt = (key === 'addressChange' ? 0.5 : 0.012) + 0.05 * (1 - quality) ** 2
  if (random.next() >= doubt) {
    const confidence = Math.round((0.86 + 0.13 * quality) * 1000) / 1000
    return { ...place, text, value, confidence, trusted: true, candidates: [text, text] }
  }
  const at = random.int(0, text.length - 1)
  const slip = `${text.slice(0, at)}${random.pick(['ー', '木', '1', '日'])}${text.slice(at + 1)}`
  const unread = random.next() < 0.3
  return {
    ...place,
    text: unread ? null : text,
    value: unread ? null : value,
    confidence: 0.41,
    trusted: false,
    candidates: unread ? [slip, ''] : [text, slip],
  }
}

function compareFaces(random: Random, { truth }: PastPerson, quality: number): FaceComparison {
  const other = truth === 'OTHER_FACE'
  const score = other
    ? 0.14 + 0.11 * random.gaussian()
    : 0.75 - 0.19 * (1 - quality) + 0.058 * random.gaussian()
  const rounded = Math.round(Math.min(0.97, Math.max(-0.3, score)) * 10_000) / 10_000
  return {
    score: rounded,
    farLevel:
      rounded >= high ? 'HIGH' : rounded >= medium ? 'MEDIUM' : rounded >= low ? 'LOW' : 'NONE',
    thresholdHigh: high,
    portraitWidthPx: Math.round(120 + 130 * quality + 12 * random.gaussian()),
    faceWidthPx: random.next() < 0.002 ? 0 : Math.round(220 + 200 * quality),
    faceCount: random.next() < 0.004 ? 2 : 1,
    by: face,
  }
}

function liveness(random: Random, { truth }: PastPerson, quality: number): LivenessFinding {
  const frames = random.int(24, 48)
  const spoof = truth === 'OTHER_FACE' && random.next() < 0.25
  const missed = random.next() < 0.012 + 0.05 * (1 - quality)
  const steps = (['LEFT', 'RIGHT'] as const).map((direction, i) => {
    const seen = !(missed && i === 1)
    return {
      direction,
      seen,
      peakDegrees: seen ? Math.round(24 + 6 * Math.abs(random.gaussian())) : 0,
      atMs: seen ? 900 + i * 1600 + random.int(0, 700) : null,
    }
  })
  const samePersonScore = spoof ? 0.2 + 0.08 * random.gaussian() : 0.74 + 0.05 * random.gaussian()
  const passiveScore = truth === 'OTHER_FACE' ? random.next() : 1 - 0.35 * random.next() ** 3
  return {
    live: !missed,
    steps,
    reasonCodes: missed ? [random.pick(['LIVENESS_NG', 'LIVENESS_ORDER'] as const)] : [],
    samePersonScore: Math.round(samePersonScore * 1000) / 1000,
    samePersonThreshold: high,
    framesWithFace: Math.round(frames * (0.9 + 0.1 * quality)),
    frames,
    otherFaces: random.next() < 0.003 ? 1 : 0,
    passiveScore: Math.round(passiveScore * 1000) / 1000,
    by: turns,
  }
}

function thickness(random: Random, { truth }: PastPerson, quality: number): ThicknessFinding {
  const paper = truth === 'PAPER_COPY'
  const poor = random.next() < 0.01 + 0.06 * (1 - quality)
  const otherPortrait = truth === 'OTHER_FACE' && random.next() < 0.1
  const mm = paper ? 0.12 + 0.05 * random.next() : 0.77 + 0.05 * random.gaussian()
  const accepted = !paper && !poor && !otherPortrait
  return {
    thicknessMm: poor ? null : Math.round(mm * 100) / 100,
    tiltDegrees: Math.round(46 + 6 * random.gaussian()),
    usableFrames: poor ? 0 : random.int(2, 5),
    frames: 5,
    accepted,
    portraitScore: Math.round((otherPortrait ? 0.2 : 0.5 + 0.25 * quality) * 1000) / 1000,
    reasonCodes: accepted ? [] : [otherPortrait ? 'THICKNESS_FACE_MISMATCH' : 'THICKNESS_NG'],
    by: edge,
  }
}

function authenticity(
  random: Random,
  { truth }: PastPerson,
  quality: number,
): readonly AuthenticitySignal[] {
  const noise = () =>
    Math.round(Math.min(0.8, 0.3 * random.next() ** 2 + 0.1 * (1 - quality)) * 1000) / 1000
  const certain = () => Math.round((0.62 + 0.37 * random.next()) * 1000) / 1000
  // glare on laminate and moiré of old cameras look like a screen now and then
  const falseAlarm = random.next() < 0.006
  const score = (kind: AuthenticitySignal['kind'], guilty: boolean): AuthenticitySignal => ({
    kind,
    score: guilty ? certain() : noise(),
    slot: 'FRONT',
    box: null,
  })
  return [
    score('SCREEN', truth === 'SCREEN_COPY' || falseAlarm),
    score('PRINT', truth === 'PAPER_COPY'),
    score('GREY', truth === 'PAPER_COPY' && random.next() < 0.5),
    score('BELT_COLOUR', truth === 'WRONG_NUMBER' && random.next() < 0.4),
    score('DATES', truth === 'WRONG_NUMBER' && random.next() < 0.3),
    score('NUMBER', truth === 'WRONG_NUMBER'),
  ]
}

const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
