import { documentCatalogue, type FieldKey } from '../domain/document-catalogue.ts'
import { parseJapaneseDate } from '../domain/dates.ts'
import { nameKey } from '../domain/names.ts'
import { grades, type Grade } from '../specimens/camera.ts'
import { renderLicence } from '../specimens/licence.ts'
import { makeIdentity } from '../specimens/identity.ts'
import { castSeed } from '../specimens/persons/cast.ts'
import { portraitPhoto } from '../specimens/persons/photographs.ts'
import { rasterToJpeg } from '../specimens/raster.ts'
import { photographCard } from '../specimens/scene.ts'
import { createReader } from '../vision/documents/reader.ts'
import { readDocument } from '../vision/documents/read-document.ts'
import { readWholeCard } from './peers/whole-card.ts'
import type { Bench } from './bench.ts'
import { median, round } from './statistics.ts'

const seedsAGrade = Number(process.env['BENCH_SEEDS'] ?? 100)
/** Far from the seeds that anything was tuned on. */
const firstSeed = 500_000
const fields: readonly FieldKey[] = [
  'name',
  'birthDate',
  'address',
  'issueDate',
  'inquiryNumber',
  'expiryDate',
  'number',
]

interface Tally {
  exact: number
  trusted: number
  trustedWrong: number
  fields: number
  readonly tookMs: number[]
  readonly exactByField: Map<FieldKey, number>
}

/** Every front field of fresh licences against their truth; beside it tesseract on the whole card, which must only contain the text. */
export const bench: Bench = async ({ say }) => {
  await using reader = createReader({ workers: 2 })
  const tallies = new Map<Grade, Tally>()
  let peerExact = 0
  let peerFields = 0
  for (const grade of grades) {
    const tally: Tally = {
      exact: 0,
      trusted: 0,
      trustedWrong: 0,
      fields: 0,
      tookMs: [],
      exactByField: new Map(),
    }
    tallies.set(grade, tally)
    for (let i = 0; i < seedsAGrade; i += 1) {
      const seed = firstSeed + i
      const licence = await renderLicence({
        seed,
        identity: makeIdentity(seed),
        portrait: portraitPhoto(castSeed(i)),
      })
      const { image } = await photographCard(licence.front, { grade, seed })
      const front = Buffer.from(await rasterToJpeg(image, 92))
      const startMs = performance.now()
      const reading = await readDocument(
        { documentType: 'DRIVERS_LICENCE', front, back: null },
        reader,
      )
      tally.tookMs.push(performance.now() - startMs)
      const whole = grade === 'mild' ? await readWholeCard(front) : null
      for (const key of fields) {
        const truth = licence.truth.front[key]?.text
        if (truth === undefined) continue
        const read = reading.fields.find((field) => field.key === key)
        const right = read?.text != null && sameField(key, read.text, truth)
        tally.fields += 1
        if (right) {
          tally.exact += 1
          tally.exactByField.set(key, (tally.exactByField.get(key) ?? 0) + 1)
        }
        if (read?.trusted) {
          tally.trusted += 1
          if (!right) tally.trustedWrong += 1
        }
        if (whole !== null) {
          peerFields += 1
          if (whole.includes(plain(truth))) peerExact += 1
        }
      }
      if (i % 20 === 19) say(`${grade}: ${i + 1} of ${seedsAGrade}`)
    }
  }
  const share = (part: number, whole: number) => round(part / whole, 3)
  const of = (grade: Grade) => tallies.get(grade) ?? missing(grade)
  const good = [of('mild'), of('medium')]
  const sum = (pick: (tally: Tally) => number) =>
    good.reduce((total, tally) => total + pick(tally), 0)
  const rows = grades.map((grade) => {
    const tally = of(grade)
    return {
      grade,
      'exact fields': share(tally.exact, tally.fields),
      trusted: share(tally.trusted, tally.fields),
      'wrong among trusted': tally.trustedWrong,
      'p50 ms': round(median(tally.tookMs)),
      ...Object.fromEntries(
        fields.map((key) => [key, share(tally.exactByField.get(key) ?? 0, seedsAGrade)]),
      ),
    }
  })
  return {
    rows,
    notes: [
      `${seedsAGrade} fresh seeds a grade; tesseract alone on the whole rectified card, mild: ${share(peerExact, peerFields)} of the fields somewhere in its text`,
      'hard lies below the capture gate: such a picture is refused while the applicant is there',
    ],
    figures: {
      exact_mild: share(of('mild').exact, of('mild').fields),
      exact_medium: share(of('medium').exact, of('medium').fields),
      exact_hard: share(of('hard').exact, of('hard').fields),
      trusted_share: share(
        sum(({ trusted }) => trusted),
        sum((tally) => tally.fields),
      ),
      trusted_wrong: sum(({ trustedWrong }) => trustedWrong),
      p50_ms: round(median(good.flatMap(({ tookMs }) => tookMs))),
      peer_exact_mild: share(peerExact, peerFields),
    },
  }
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '')

/** Dates by the day they mean, names letter for letter, the rest without blanks. */
function sameField(key: FieldKey, read: string, truth: string): boolean {
  const { grammar } = documentCatalogue.DRIVERS_LICENCE.fields.find(
    (field) => field.key === key,
  ) ?? { grammar: 'FREE_TEXT' }
  if (grammar === 'DATE' || grammar === 'BIRTH_DATE' || grammar === 'EXPIRY_BELT') {
    return parseJapaneseDate(read)?.iso === parseJapaneseDate(truth)?.iso
  }
  if (grammar === 'LICENCE_NUMBER' || grammar === 'DIGITS_5') {
    return read.replaceAll(/\D/g, '') === truth.normalize('NFKC').replaceAll(/\D/g, '')
  }
  if (grammar === 'NAME') return plain(read) === plain(truth) || nameKey(read) === nameKey(truth)
  return plain(read) === plain(truth)
}

function missing(grade: Grade): never {
  throw new Error(`no tally of ${grade}`)
}
