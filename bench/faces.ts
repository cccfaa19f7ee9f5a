import { documentCatalogue } from '../domain/document-catalogue.ts'
import { loadModels, type Models } from '../models/session.ts'
import { renderLicence } from '../specimens/licence.ts'
import { makeIdentity } from '../specimens/identity.ts'
import { cast } from '../specimens/persons/cast.ts'
import { portraitPhoto, selfiePhoto } from '../specimens/persons/photographs.ts'
import { rasterToJpeg } from '../specimens/raster.ts'
import { photographCard } from '../specimens/scene.ts'
import { decodeImage } from '../vision/decode.ts'
import { loadDocument } from '../vision/documents/load-document.ts'
import { rectify } from '../vision/documents/rectify.ts'
import { compareFaces } from '../vision/faces/compare-faces.ts'
import { findPortrait } from '../vision/faces/find-portrait.ts'
import type { Raster } from '../vision/raster.ts'
import type { Bench } from './bench.ts'
import { median, round } from './statistics.ts'

type Grade = 'mild' | 'medium'

/** The licence's portrait, photographed on the card, against selfies: the holder's own and everybody else's of the cast. */
export const bench: Bench = async ({ say }) => {
  const portraits: Raster[] = []
  const selfies: Record<Grade, Raster[]> = { mild: [], medium: [] }
  const npmOnly = await loadModels({ npmOnly: true })
  for (const [index, faceSeed] of cast.entries()) {
    const licence = await renderLicence({
      seed: 700_000 + index,
      identity: makeIdentity(700_000 + index),
      portrait: portraitPhoto(faceSeed),
    })
    const { image } = await photographCard(licence.front, { grade: 'mild', seed: index })
    portraits.push(await portraitOf(await rasterToJpeg(image, 92), npmOnly))
    for (const grade of ['mild', 'medium'] as const) {
      selfies[grade].push(await decodeImage(await selfiePhoto(faceSeed, { grade })))
    }
    if (index % 6 === 5) say(`${index + 1} of ${cast.length} persons`)
  }
  const best = await loadModels()
  const sets: readonly (readonly [string, Models])[] = [
    ['npm only', npmOnly],
    ...(best.embedder.spec.name === npmOnly.embedder.spec.name
      ? []
      : ([['best present', best]] as const)),
  ]
  const rows = []
  const measured: Measured[] = []
  for (const [name, models] of sets) {
    const figures = await measure(portraits, selfies, models)
    measured.push(figures)
    rows.push({
      models: name,
      embedder: models.embedder.spec.name,
      'cosine for FAR 1e-5': models.embedder.spec.thresholds.HIGH ?? '–',
      'own accepted, mild': figures.mild,
      'own accepted, medium': figures.medium,
      'others accepted': `${figures.others} of ${figures.otherPairs}`,
      'one match p50 ms': figures.p50,
    })
  }
  const [first] = measured
  return {
    rows,
    notes: [
      `${cast.length} made persons; thresholds are the manifest's (calibrated on photographs of real persons by their source), never fitted here`,
      'made persons prove that the parts work together; they say nothing about accuracy in the field',
    ],
    figures: {
      tar_mild: first?.mild ?? 0,
      tar_medium: first?.medium ?? 0,
      other_accepted: first?.others ?? 0,
      p50_ms: first?.p50 ?? 0,
      best_tar_mild: measured.at(-1)?.mild ?? 0,
      model: best.embedder.spec.name,
    },
  }
}

interface Measured {
  readonly mild: number
  readonly medium: number
  readonly others: number
  readonly otherPairs: number
  readonly p50: number
}

async function portraitOf(photograph: Uint8Array, models: Models): Promise<Raster> {
  const { image, found } = await loadDocument(photograph)
  const region = documentCatalogue.DRIVERS_LICENCE.portrait
  if (!found || !region) throw new Error('the specimen shows no card')
  const portrait = await findPortrait(rectify(image, found.quad).card, region, models)
  if (!portrait) throw new Error('the specimen shows no portrait')
  return portrait.raster
}

async function measure(
  portraits: readonly Raster[],
  selfies: Readonly<Record<Grade, readonly Raster[]>>,
  models: Models,
): Promise<Measured> {
  const tookMs: number[] = []
  const accepted = async (portrait: Raster | undefined, selfie: Raster | undefined) => {
    if (!portrait || !selfie) return false
    const startMs = performance.now()
    const { farLevel } = await compareFaces(portrait, [selfie], models)
    tookMs.push(performance.now() - startMs)
    return farLevel === 'HIGH'
  }
  const own = { mild: 0, medium: 0 }
  let others = 0
  let otherPairs = 0
  for (const [i, portrait] of portraits.entries()) {
    for (const grade of ['mild', 'medium'] as const) {
      if (await accepted(portrait, selfies[grade][i])) own[grade] += 1
    }
    for (const [j, selfie] of selfies.mild.entries()) {
      if (i === j) continue
      otherPairs += 1
      if (await accepted(portrait, selfie)) others += 1
    }
  }
  return {
    mild: round(own.mild / portraits.length, 3),
    medium: round(own.medium / portraits.length, 3),
    others,
    otherPairs,
    p50: round(median(tookMs), 1),
  }
}
