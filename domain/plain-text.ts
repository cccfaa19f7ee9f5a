import { z } from 'zod'

/** Words that people write for people: lines of text without controls, and without marks that turn the direction of what follows. */
export const plainText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    // oxlint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/u, {
      message: 'expected plain text without control characters',
    })
    .transform((text) => text.normalize('NFC'))
