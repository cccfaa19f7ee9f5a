import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from './schema.ts'

/** The API as text, in an order of its own, so that a diff shows changes only. */
export const schemaText = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`

// `node graphql/print-schema.ts` writes the committed copy
if (import.meta.main)
  writeFileSync(fileURLToPath(new URL('schema.graphql', import.meta.url)), schemaText())
