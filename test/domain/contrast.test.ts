import { expect, test } from 'vitest'
import { brandShades, contrastAA, contrastRatio, grounds } from '../../domain/contrast.ts'

test('contrast is what WCAG says it is', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastRatio('#ffffff', '#ffffff')).toBe(1)
  // published examples: #767676 is the lightest grey that passes on white, #777777 fails
  expect(contrastRatio('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrastRatio('#777777', '#ffffff')).toBeLessThan(4.5)
})

test('whatever colour a company has, words on it and words in it can be read, light and dark', () => {
  const steps = ['00', '33', '66', '80', 'b3', 'cc', 'ff']
  for (const r of steps)
    for (const g of steps)
      for (const b of steps) {
        const colour = `#${r}${g}${b}`
        const shades = brandShades(colour)
        for (const theme of ['light', 'dark'] as const) {
          const { base, press, on } = shades[theme]
          for (const ground of grounds[theme])
            expect(contrastRatio(base, ground), `${colour} ${theme}`).toBeGreaterThanOrEqual(
              contrastAA,
            )
          expect(contrastRatio(on, base), colour).toBeGreaterThanOrEqual(contrastAA)
          expect(contrastRatio(on, press), colour).toBeGreaterThanOrEqual(contrastAA)
        }
      }
})

test('a colour that can be read already stays as it is', () => {
  expect(brandShades('#1f3f77').light.base).toBe('#1f3f77')
  expect(brandShades('#9dbcf2').dark.base).toBe('#9dbcf2')
})
