import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaText } from '../../graphql/print-schema.ts'

test('the committed schema is the one that is served (npm run schema writes it)', () => {
  const file = new URL('../../graphql/schema.graphql', import.meta.url)
  expect(readFileSync(file, 'utf8')).toBe(schemaText())
})
