/** Comparison only, never display or record: full-width forms, compatibility ideographs and variation selectors go. */
export const foldWidth = (text: string): string =>
  text.replaceAll(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\u200B-\u200D\uFEFF]/gu, '').normalize('NFKC')

/** `foldWidth`, without blanks, dots and commas, in upper case: the same person written in another habit. */
export const foldName = (text: string): string =>
  // NFKC can bring the characters back that are dropped here, so it goes first
  foldWidth(
    foldWidth(text)
      .replaceAll(/[\s・･,，.．]/gu, '')
      .toUpperCase(),
  )
