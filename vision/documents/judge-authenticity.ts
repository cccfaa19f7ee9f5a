import { documentCatalogue, type DocumentType } from '../../domain/document-catalogue.ts'
import { daysFromTo } from '../../domain/dates.ts'
import { isLicenceNumber } from '../../domain/numbers.ts'
import type {
  AuthenticityFinding,
  AuthenticitySignal,
  FieldReading,
} from '../../domain/findings.ts'
import { loadDocument } from './load-document.ts'
import { beltBox, chroma } from './classify-side.ts'
import { periodicity } from './periodicity.ts'
import { rectify } from './rectify.ts'

export interface AuthenticityAsked {
  readonly documentType: DocumentType
  readonly front: Uint8Array
  /** What was read from it, where that is known: adds the signals of dates and number. */
  readonly fields?: readonly FieldReading[]
}

/**
 * Signals of copies, screens and tampering on the front, each 0 (nothing suspicious) … 1. They rank cases for a person; none of
 * them proves anything, and their thresholds come from made pictures.
 * @throws DomainError as `decodeImage`
 */
export async function judgeAuthenticity({
  documentType,
  front,
  fields = [],
}: AuthenticityAsked): Promise<AuthenticityFinding> {
  const by = { engine: 'kakunin-signals', model: null, version: '1' }
  const { image, found } = await loadDocument(front)
  if (!found) return { signals: [], by }
  const { card, quad } = rectify(image, found.quad)
  const { portrait } = documentCatalogue[documentType]
  const belt = chroma(card, beltBox)
  const colour = Math.max(belt, portrait ? chroma(card, portrait) : 0)
  const raster = periodicity(image, quad)

  const signals: AuthenticitySignal[] = [
    signal('GREY', 1 - ramp(colour, 8, 25), null),
    signal('BELT_COLOUR', 1 - ramp(belt, 8, 25), beltBox),
    signal('SCREEN', raster.screen, null),
    signal('PRINT', raster.print, null),
  ]
  const dates = judgeDates(fields)
  if (dates !== null) signals.push(signal('DATES', dates, boxOf(fields, 'expiryDate')))
  const number = judgeNumber(fields)
  if (number !== null) signals.push(signal('NUMBER', number, boxOf(fields, 'number')))
  return { signals, by }
}

const signal = (
  kind: AuthenticitySignal['kind'],
  score: number,
  box: AuthenticitySignal['box'],
): AuthenticitySignal => ({ kind, score: Math.max(0, Math.min(1, score)), slot: 'FRONT', box })

const ramp = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)))

const boxOf = (fields: readonly FieldReading[], key: FieldReading['key']) =>
  fields.find((field) => field.key === key)?.box ?? null

const trustedValue = (fields: readonly FieldReading[], key: FieldReading['key']): string | null => {
  const field = fields.find((one) => one.key === key)
  return field?.trusted ? field.value : null
}

/** Expiry one month after a birthday (道路交通法92条の2), or the next working days; two to six years after the issue. */
function judgeDates(fields: readonly FieldReading[]): number | null {
  const birth = trustedValue(fields, 'birthDate')
  const issue = trustedValue(fields, 'issueDate')
  const expiry = trustedValue(fields, 'expiryDate')
  if (birth === null || expiry === null) return null
  let score = 0
  const [, month = 1, day = 1] = birth.split('-').map(Number)
  const year = Number(expiry.slice(0, 4))
  // January's expiry belongs to December's birthday of the year before.
  const offsets = [year - 1, year].map((birthdayYear) => {
    const last = new Date(Date.UTC(birthdayYear, month + 1, 0)).getUTCDate()
    const due = new Date(Date.UTC(birthdayYear, month, Math.min(day, last)))
    return daysFromTo(due.toISOString().slice(0, 10), expiry)
  })
  if (!offsets.some((days) => days >= -1 && days <= 10)) score = 0.6
  if (issue !== null) {
    const validDays = daysFromTo(issue, expiry)
    if (validDays < 2 * 365 || validDays > 6.2 * 366 || issue <= birth) score = 1
  }
  return score
}

/** The number's check digit, and its year of first licence against the earliest acquisition: exceptions are lawful, so half. */
function judgeNumber(fields: readonly FieldReading[]): number | null {
  const field = fields.find(({ key }) => key === 'number')
  if (!field) return null
  const candidates = field.candidates.map((text) => text.replaceAll(/\D/g, ''))
  const [first, second] = candidates
  if (field.text === null)
    return first?.length === 12 && first === second && !isLicenceNumber(first) ? 1 : null
  const days = (['firstIssuedMotorcycle', 'firstIssuedOther', 'firstIssuedClassTwo'] as const)
    .map((key) => trustedValue(fields, key))
    .filter((value) => value !== null)
    .toSorted()
  const [earliest] = days
  return earliest !== undefined && field.text.slice(2, 4) !== earliest.slice(2, 4) ? 0.5 : 0
}
