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

/**
 * May this be another reading of a number whose check digit holds? One engine sees 06 or 0 in some 6s; what the check digit
 * already vouches for may differ in that.
 */
export function maybeNumber(read: string, number: string): boolean {
  const digits = onlyDigits(
    squeeze(read)
      .replace(/^[第弟]/, '')
      .replace(/[号兮]$/, ''),
  )
  return digits !== null && outline(digits) === outline(number)
}

const outline = (digits: string): string => digits.replaceAll('06', '6').replaceAll('6', '0')
