import { complexityFromQuery } from '@pothos/plugin-complexity'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { mostPerPage, queryLimits } from '../../graphql/builder.ts'
import { schema } from '../../graphql/schema.ts'

const documents = new URL(
  '../../graphql/operations/generated/admin/persisted-documents.json',
  import.meta.url,
)
const lists = Object.values(
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(documents, 'utf8'))),
).filter((text) => text.includes('$first: Int!'))
const named = lists.map((text) => [/query (\w+)/.exec(text)?.[1] ?? '', text] as const)

test.each(named)('%s may show a whole page', (_name, query) => {
  const { complexity } = complexityFromQuery(query, {
    schema,
    variables: { first: mostPerPage, versionId: 'x' },
    ctx: {},
  })
  expect(complexity).toBeLessThan(queryLimits.complexity)
})
