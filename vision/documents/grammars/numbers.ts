import { isLicenceNumber } from '../../../domain/numbers.ts'
import { squeeze, toDigits, type Grammar } from './grammar.ts'

/** 12 digits with their check digit. 第 before and 号 after belong to the form. */
export const licenceNumberGrammar: Grammar = (read) => {
  const digits = onlyDigits(
    squeeze(read)
      .replace(/^[第弟]/, '')
      .replace(/[号兮]$/, ''),
  )
  return digits !== null && isLicenceNumber(digits) ? { text: digits, value: digits } : null
}

/** The five digits of the 照会番号. */
export const fiveDigitsGrammar: Grammar = (read) => {
  const digits = onlyDigits(squeeze(read))
  return digits?.length === 5 ? { text: digits, value: digits } : null
}

function onlyDigits(text: string): string | null {
  const digits = toDigits(text).replaceAll(/[.,、。・'`"_\-|]/g, '')
  return /^\d+$/.test(digits) ? digits : null
}
