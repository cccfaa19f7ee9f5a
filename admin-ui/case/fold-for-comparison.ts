/** One character as it is compared: full width as half width, small letters, dashes alike, blanks as nothing. */
export const foldForComparison = (character: string): string =>
  character
    .normalize('NFKC')
    .toLowerCase()
    // dashes of every kind, but never the long vowel mark of kana
    .replaceAll(/[\u2010-\u2015\u2212\uFF0D]/gu, '-')
    .replaceAll(/\s/gu, '')
