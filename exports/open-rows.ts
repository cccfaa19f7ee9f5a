import { cellAad } from '../db/aad.ts'
import type { Box } from '../db/crypto/box.ts'
import type { Keyring } from '../db/keyring.ts'
import { checkKeys, outcomes, type CheckKey, type Outcome } from '../domain/check.ts'
import type { DeclaredData } from '../domain/declared-data.ts'
import type { FieldKey } from '../domain/document-catalogue.ts'
import type { DocumentReading } from '../domain/findings.ts'
import type { ExportRow, ReadField, ReadFields } from './export-row.ts'
import type { SealedRow } from './sealed-rows.ts'

/** Opens pages of rows of one tenant. Its key is looked up for each page anew, so that one destroyed meanwhile ends it. */
export async function openRows(
  keyring: Keyring,
  tenantId: string,
  rows: readonly SealedRow[],
): Promise<readonly ExportRow[]> {
  const tenantBox = await keyring.tenantBox(tenantId)
  const sessionBox = await keyring.sessionBoxes(tenantId)
  return rows.map((row) => {
    const personal = row.declaredSealed ?? row.readingSealed ?? row.internalNoteSealed
    const box = row.wrappedKey && personal ? sessionBox(row.id, row.wrappedKey) : null
    return openRow(tenantId, row, box, tenantBox)
  })
}

function openRow(tenantId: string, row: SealedRow, box: Box | null, tenantBox: Box): ExportRow {
  const { applicantId, externalIdSealed, attemptId, reviewId, readingSealed } = row
  const open = (sealed: Buffer | null, table: string, id: string | null, column: string) =>
    box && sealed && id ? box.open(sealed, cellAad(tenantId, table, id, column)).toString() : null
  const declared = open(row.declaredSealed, 'sessions', row.id, 'declared')
  const reading = open(readingSealed, 'extractions', attemptId, 'reading')
  return {
    ...row,
    externalId:
      externalIdSealed && applicantId
        ? tenantBox
            .open(externalIdSealed, cellAad(tenantId, 'applicants', applicantId, 'external_id'))
            .toString()
        : null,
    declared: declared === null ? null : parseDeclared(declared),
    read: reading === null ? null : readFieldsOf(reading),
    outcomes: outcomesOf(row.outcomes),
    review: row.reviewOutcome && { outcome: row.reviewOutcome, memberId: row.memberId },
    note: open(row.internalNoteSealed, 'decisions', reviewId, 'internal_note'),
    documentReceivedAt: row.documentAt,
    faceReceivedAt: row.faceAt,
    profile: row.profileName === null ? null : `${row.profileName} v${row.profileNumber}`,
  }
}

// sealed by us: what opens is what was written, so nothing is checked a million times

function parseDeclared(text: string): DeclaredData {
  const declared: DeclaredData = JSON.parse(text)
  return declared
}

function readFieldsOf(text: string): ReadFields {
  const { fields }: DocumentReading = JSON.parse(text)
  const found: { [Key in FieldKey]?: ReadField } = {}
  for (const { key, text: printed, value } of fields) found[key] = { text: printed, value }
  return found
}

const knownKeys: ReadonlySet<string> = new Set(checkKeys)
const knownOutcomes: ReadonlySet<string> = new Set(outcomes)
const isCheckKey = (key: string): key is CheckKey => knownKeys.has(key)
const isOutcome = (text: string): text is Outcome => knownOutcomes.has(text)

/** `NAME:PASS FACE_MATCH:FAIL …` */
function outcomesOf(text: string | null): ExportRow['outcomes'] {
  const found: Partial<Record<CheckKey, Outcome>> = {}
  if (text === null || text === '') return found
  for (const pair of text.split(' ')) {
    const [key = '', outcome = ''] = pair.split(':')
    if (isCheckKey(key) && isOutcome(outcome)) found[key] = outcome
  }
  return found
}
