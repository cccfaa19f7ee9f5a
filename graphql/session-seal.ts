import { cellAad } from '../db/aad.ts'
import type { Box } from '../db/crypto/box.ts'
import type { Keyring } from '../db/keyring.ts'
import type { Applicant } from '../db/reads/applicants.ts'
import type { Session } from '../db/reads/sessions.ts'
import { declaredDataSchema, type DeclaredData } from '../domain/declared-data.ts'
import type { DocumentReading } from '../domain/findings.ts'

type Sealed = Pick<Session, 'tenantId' | 'id' | 'wrappedKey'>

/** The box of a session's own key; null once the key is destroyed (redaction). */
export const sessionBox = async (keyring: Keyring, session: Sealed): Promise<Box | null> =>
  session.wrappedKey === null
    ? null
    : keyring.sessionBox(session.tenantId, session.id, session.wrappedKey)

/** The tenant's own id of the person. */
export async function openExternalId(
  keyring: Keyring,
  { tenantId, id, externalIdSealed }: Applicant,
): Promise<string> {
  const box = await keyring.tenantBox(tenantId)
  return box.open(externalIdSealed, cellAad(tenantId, 'applicants', id, 'external_id')).toString()
}

/** What the tenant or the applicant said of the person. */
export async function openDeclared(
  keyring: Keyring,
  session: Sealed & Pick<Session, 'declaredSealed'>,
): Promise<DeclaredData | null> {
  const box = await sessionBox(keyring, session)
  if (!box || !session.declaredSealed) return null
  const aad = cellAad(session.tenantId, 'sessions', session.id, 'declared')
  return declaredDataSchema.parse(JSON.parse(box.open(session.declaredSealed, aad).toString()))
}

/** What was read from the document in one attempt. */
export async function openReading(
  keyring: Keyring,
  session: Sealed,
  attemptId: string,
  sealed: Buffer | null,
): Promise<DocumentReading | null> {
  const box = await sessionBox(keyring, session)
  if (!box || !sealed) return null
  const aad = cellAad(session.tenantId, 'extractions', attemptId, 'reading')
  // sealed by the activity that read it: what opens is what was written
  const reading: DocumentReading = JSON.parse(box.open(sealed, aad).toString())
  return reading
}

/** A sealed text of a decision. */
export async function openDecisionText(
  keyring: Keyring,
  session: Sealed,
  decisionId: string,
  column: 'internal_note' | 'applicant_message' | 'checklist',
  sealed: Buffer | null,
): Promise<string | null> {
  const box = await sessionBox(keyring, session)
  if (!box || !sealed) return null
  return box.open(sealed, cellAad(session.tenantId, 'decisions', decisionId, column)).toString()
}

/** What a reviewer saw who sent pictures for masking. */
export async function openMaskingNote(
  keyring: Keyring,
  session: Sealed,
  taskId: string,
  sealed: Buffer | null,
): Promise<string | null> {
  const box = await sessionBox(keyring, session)
  if (!box || !sealed) return null
  return box.open(sealed, cellAad(session.tenantId, 'masking_tasks', taskId, 'note')).toString()
}

/** A sealed text of an opinion. */
export async function openOpinionText(
  keyring: Keyring,
  session: Sealed,
  opinionId: string,
  column: 'internal_note' | 'applicant_message',
  sealed: Buffer | null,
): Promise<string | null> {
  const box = await sessionBox(keyring, session)
  if (!box || !sealed) return null
  return box.open(sealed, cellAad(session.tenantId, 'case_opinions', opinionId, column)).toString()
}
