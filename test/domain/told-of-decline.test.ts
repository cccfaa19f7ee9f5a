import { expect, test } from 'vitest'
import { locales } from '../../domain/method.ts'
import { mayDisclose, reasonCodes } from '../../domain/reason-codes.ts'
import { toldOfDecline } from '../../domain/told-of-decline.ts'
import { explainToApplicant } from '../../graphql/explain-to-applicant.ts'

const secret = reasonCodes.filter((code) => !mayDisclose(code))
const open = reasonCodes.filter(mayDisclose)

test('who was turned away for reasons that may all be told reads each, with what to do', () => {
  expect(toldOfDecline(['NAME_MISMATCH', 'DOC_EXPIRED'])).toEqual(['NAME_MISMATCH', 'DOC_EXPIRED'])
  expect(explainToApplicant({ outcome: 'DECLINE', reasonCodes: ['NAME_MISMATCH'] }, 'en')).toEqual([
    'The name you gave differs from the one on the document. Please enter the name exactly as it is printed on the document',
  ])
})

test('one reason that may not be told keeps all others back on a decline, in every language', () => {
  for (const code of secret) {
    for (const locale of locales) {
      const reasons = ['DOC_EXPIRED', code, 'IMG_GLARE'] as const
      expect(explainToApplicant({ outcome: 'DECLINE', reasonCodes: reasons }, locale)).toEqual([])
      // pictures are asked for again all the same, and nothing is said of the rest
      expect(
        explainToApplicant({ outcome: 'ASK_AGAIN', reasonCodes: reasons }, locale),
      ).toHaveLength(2)
    }
  }
})

test('nothing is told of what is approved or waits, nor any number or level of what is told', () => {
  expect(explainToApplicant({ outcome: 'APPROVE', reasonCodes: [] }, 'ja')).toEqual([])
  expect(explainToApplicant({ outcome: 'REVIEW', reasonCodes: ['NAME_MISMATCH'] }, 'ja')).toEqual(
    [],
  )
  for (const locale of locales) {
    const all = explainToApplicant({ outcome: 'DECLINE', reasonCodes: open }, locale)
    expect(all).toHaveLength(open.length)
    expect(all.filter((sentence) => /\d/.test(sentence))).toEqual([])
  }
})
