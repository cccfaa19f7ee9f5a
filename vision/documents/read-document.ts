import {
  documentCatalogue,
  type DocumentType,
  type FieldDescriptor,
} from '../../domain/document-catalogue.ts'
import type { DocumentReading, FieldReading } from '../../domain/findings.ts'
import { warpQuad } from '../pixels/warp.ts'
import type { RgbPixels } from '../pixels/pixels.ts'
import { readerEngines, type LineReading, type Reader } from './reader.ts'
import { cutLines } from './cut-lines.ts'
import { grammars } from './grammars/grammars.ts'
import { squeeze } from './grammars/grammar.ts'
import { maybeNumber } from './grammars/numbers.ts'
import { loadDocument } from './load-document.ts'
import { entriesOfBack } from './read-back.ts'
import { rectify } from './rectify.ts'

export interface DocumentPictures {
  readonly documentType: DocumentType
  /** JPEG, PNG or WebP files. */
  readonly front: Uint8Array
  readonly back: Uint8Array | null
}

/** One and a half times the rectified card: the size at which the engines err least. */
const readingPx = { width: 1500, height: 946 } as const
/** Less ink than this is guilloche and dust. */
const minInkShare = 0.004

const maxLinesByGrammar: Partial<Record<FieldDescriptor['grammar'], number>> = { FREE_TEXT: 7 }

/**
 * Reads every field of a document, each region by two engines. A reading is `trusted` when both agree on one that the field's
 * grammar allows; otherwise the one the grammar allows is taken, then the more confident one. A side without a card yields none.
 * @throws DomainError as `decodeImage`; MODEL_UNAVAILABLE when the engines don't answer
 */
export async function readDocument(
  { documentType, front, back }: DocumentPictures,
  reader: Reader,
): Promise<DocumentReading> {
  const { fields, portrait } = documentCatalogue[documentType]
  const frontSide = await straighten(front)
  const backSide = back && (await straighten(back))
  const readings = await Promise.all(
    fields.map(async (field) => {
      const side = field.slot === 'BACK' ? backSide : frontSide
      return side ? readField(side.card, field, reader) : null
    }),
  )
  return {
    documentType,
    typeScore: frontSide?.score ?? 0,
    fields: readings.filter((reading) => reading !== null),
    portraitBox: frontSide ? portrait : null,
    by: { engine: 'tesseract.js', model: `jpn ${readerEngines.join(' + ')}`, version: '7.0.0' },
  }
}

async function straighten(
  bytes: Uint8Array,
): Promise<{ readonly card: RgbPixels; readonly score: number } | null> {
  const { image, found } = await loadDocument(bytes)
  if (!found) return null
  const { quad, scores } = rectify(image, found.quad)
  return { card: warpQuad(image, quad, readingPx), score: scores.front }
}

async function readField(
  card: RgbPixels,
  field: FieldDescriptor,
  reader: Reader,
): Promise<FieldReading> {
  const { key, slot, box, grammar } = field
  const { lines, inkShare } = await cutLines(card, box, maxLinesByGrammar[grammar] ?? 1)
  const empty = { key, slot, box, text: null, value: null, candidates: [] }
  if (lines.length === 0 || inkShare < minInkShare)
    return { ...empty, confidence: 1, trusted: false }

  const answers = await Promise.all(
    readerEngines.map(async (engine) => {
      const parts = await Promise.all(lines.map((line) => reader.readLine(line, engine)))
      return key === 'addressChange' ? entriesOfBack(parts) : joined(parts)
    }),
  )
  const readings = answers.filter((answer) => answer !== null)
  if (readings.length === 0) return { ...empty, confidence: 1, trusted: false }
  const candidates = readings.map(({ text }) =>
    grammar === 'FREE_TEXT' ? text.normalize('NFKC').replaceAll(/[^\S\n]/gu, '') : squeeze(text),
  )
  const parsed = readings.map(({ text, confidence }) => {
    const meaning = grammars[grammar](text)
    return meaning && { ...meaning, confidence }
  })
  const lawful = parsed
    .filter((reading) => reading !== null)
    .toSorted((a, b) => b.confidence - a.confidence)
  const [best] = lawful
  if (!best) return { ...empty, candidates, confidence: 0, trusted: false }
  const agree =
    grammar === 'LICENCE_NUMBER'
      ? candidates.length === readerEngines.length &&
        candidates.every((candidate) => maybeNumber(candidate, best.text))
      : lawful.length === readerEngines.length &&
        lawful.every(({ text, value }) =>
          best.value === null ? text === best.text : value === best.value,
        )
  return {
    ...empty,
    text: best.text,
    value: best.value,
    confidence: agree ? best.confidence : best.confidence / 2,
    trusted: agree && !hasFineMarks(best.text),
    candidates,
  }
}

/** Two or three pixels tell ボ from ポ: both engines can miss them, so their agreement vouches for nothing. */
const hasFineMarks = (text: string): boolean =>
  /[バビブベボパピプペポばびぶべぼぱぴぷぺぽ]/u.test(text)

const joined = (parts: readonly LineReading[]): LineReading => ({
  text: parts.map(({ text }) => text).join('\n'),
  confidence: parts.reduce((sum, { confidence }) => sum + confidence, 0) / parts.length,
})
