/** What a field's print means, or null when it can't be such a field. */
export interface Parsed {
  /** As printed, look-alikes put right. */
  readonly text: string
  /** Normal form: ISO day, digits; null where the field has none. */
  readonly value: string | null
}

export type Grammar = (read: string) => Parsed | null

/** NFKC, no white space: how every reading is compared. */
export const squeeze = (read: string): string => read.normalize('NFKC').replaceAll(/\s/gu, '')

/** Letters that the reader takes digits for, where only digits can stand. */
export const toDigits = (text: string): string =>
  text
    .replaceAll(/[OoQ○〇°ODU]/g, '0')
    .replaceAll(/[lI|!i丨]/g, '1')
    .replaceAll(/[Zz]/g, '2')
    .replaceAll(/[Ss]/g, '5')
    .replaceAll('B', '8')
