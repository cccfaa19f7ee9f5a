import sharp from 'sharp'
import { makeApplicant } from '../specimens/applicant.ts'
import { reviewDocument } from '../vision/documents/review-document.ts'
import type { Bench } from './bench.ts'
import { median, percentile, round } from './statistics.ts'

const pictures = 40

/** One 12-megapixel JPEG as a phone sends it: decoding, finding the card, every measure, the verdict; beside it decoding alone. */
export const bench: Bench = async ({ say }) => {
  const tookMs: number[] = []
  const decodeMs: number[] = []
  let accepted = 0
  for (let i = 0; i < pictures; i += 1) {
    const applicant = makeApplicant({ seed: 900_000 + (i % 8), grade: i % 2 ? 'medium' : 'mild' })
    const jpeg = await sharp(await applicant.front())
      .resize(4032, 3024, { kernel: 'cubic' })
      .jpeg({ quality: 90 })
      .toBuffer()
    const decodeStartMs = performance.now()
    await sharp(jpeg).raw().toBuffer()
    decodeMs.push(performance.now() - decodeStartMs)
    const startMs = performance.now()
    const verdict = await reviewDocument([jpeg], { documentType: 'DRIVERS_LICENCE', slot: 'FRONT' })
    tookMs.push(performance.now() - startMs)
    if (verdict.accepted) accepted += 1
    if (i % 10 === 9) say(`${i + 1} of ${pictures}`)
  }
  return {
    rows: [
      {
        what: 'verdict',
        'p50 ms': round(median(tookMs)),
        'p95 ms': round(percentile(tookMs, 0.95)),
      },
      {
        what: 'decoding alone, at full size',
        'p50 ms': round(median(decodeMs)),
        'p95 ms': round(percentile(decodeMs, 0.95)),
      },
    ],
    notes: [`${accepted} of ${pictures} accepted; budget: p50 ≤ 400 ms`],
    figures: { p50_ms: round(median(tookMs)), p95_ms: round(percentile(tookMs, 0.95)) },
  }
}
