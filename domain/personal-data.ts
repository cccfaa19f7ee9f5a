import type { FieldKey } from './document-catalogue.ts'

/** What is personal of a session, as far as it is told apart in showing and hiding it. */
export const personalKinds = [
  'NAME',
  'BIRTH_DATE',
  'ADDRESS',
  'NUMBER',
  'OTHER',
  'PICTURES',
] as const
export type PersonalKind = (typeof personalKinds)[number]

/** A field that is not here, also one of a document or chip to come, is OTHER: nothing is shown for being forgotten. */
export const kindOfField = (key: string): PersonalKind =>
  (Object.hasOwn(kinds, key) ? kinds[key] : undefined) ?? 'OTHER'

const kinds: Readonly<Record<string, PersonalKind>> = {
  name: 'NAME',
  birthDate: 'BIRTH_DATE',
  address: 'ADDRESS',
  addressChange: 'ADDRESS',
  number: 'NUMBER',
  inquiryNumber: 'NUMBER',
} satisfies Partial<Record<FieldKey, PersonalKind>>

/**
 * A value as it is shown to whoever has no need of it: enough to tell that something is there, and for what people take for
 * orientation a beginning. Always as many dots, so that the length says nothing.
 */
export function maskText(kind: PersonalKind, text: string): string {
  return `${beginnings[kind]?.(text) ?? ''}${dots}`
}

export const dots = '●●●●'

const beginnings: Readonly<Partial<Record<PersonalKind, (text: string) => string>>> = {
  NAME: (text) => /^./u.exec(text)?.[0] ?? '',
  // a year for a date that is written as one
  BIRTH_DATE: (text) => /^\d{4}-(?=\d{2}-\d{2}$)/.exec(text)?.[0] ?? '',
  ADDRESS: (text) =>
    /^(?:東京都|北海道|(?:京都|大阪)府|\p{Script=Han}{2,3}県)/u.exec(text)?.[0] ?? '',
}

/** For what a member may have personal data shown. */
export const revealPurposes = [
  'CUSTOMER_INQUIRY',
  'QUALITY_CHECK',
  'COMPLAINT',
  'FRAUD_INVESTIGATION',
  'LEGAL_REQUEST',
  'DISCLOSURE_REQUEST',
  'AUDIT',
  'OTHER',
] as const
export type RevealPurpose = (typeof revealPurposes)[number]

/** How long a reveal lasts. */
export const revealLifeMs = 10 * 60_000

/** What allowed somebody to see. REVIEW: the case was in their hands. KEY: a key whose scope is that. */
export const viewReasons = ['REVIEW', 'REVEAL', 'KEY', 'PARTNER', 'MASKING'] as const
export type ViewReason = (typeof viewReasons)[number]
