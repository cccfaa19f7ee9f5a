import type { FieldGrammar } from '../../../domain/document-catalogue.ts'
import { birthDateGrammar, dateGrammar, expiryBeltGrammar } from './dates.ts'
import type { Grammar } from './grammar.ts'
import { fiveDigitsGrammar, licenceNumberGrammar } from './numbers.ts'
import { addressGrammar, freeTextGrammar, nameGrammar } from './text.ts'

export const grammars: Record<FieldGrammar, Grammar> = {
  NAME: nameGrammar,
  ADDRESS: addressGrammar,
  DATE: dateGrammar,
  BIRTH_DATE: birthDateGrammar,
  EXPIRY_BELT: expiryBeltGrammar,
  LICENCE_NUMBER: licenceNumberGrammar,
  DIGITS_5: fiveDigitsGrammar,
  FREE_TEXT: freeTextGrammar,
}
