import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { loadDocument } from '../../vision/documents/load-document.ts'
import { rectify } from '../../vision/documents/rectify.ts'

let worker: Promise<Worker> | null = null

/** What one would do first: straighten the card and let tesseract read all of it at once. @returns the text without blanks */
export async function readWholeCard(photograph: Uint8Array): Promise<string> {
  worker ??= start()
  const { image, found } = await loadDocument(photograph)
  if (!found) return ''
  const { card } = rectify(image, found.quad)
  const png = await sharp(card.data, {
    raw: { width: card.width, height: card.height, channels: 3 },
  })
    .resize({ width: 1500 })
    .greyscale()
    .normalise()
    .png()
    .toBuffer()
  const { data } = await (await worker).recognize(png)
  return data.text.normalize('NFKC').replaceAll(/\s/gu, '')
}

async function start(): Promise<Worker> {
  const langPath = fileURLToPath(
    new URL('4.0.0_best_int/', import.meta.resolve('@tesseract.js-data/jpn/package.json')),
  )
  const engine = await createWorker('jpn', OEM.LSTM_ONLY, {
    langPath,
    gzip: true,
    cacheMethod: 'none',
  })
  await engine.setParameters({ user_defined_dpi: '300', tessedit_pageseg_mode: PSM.SPARSE_TEXT })
  return engine
}
