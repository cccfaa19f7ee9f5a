import type { CodegenConfig } from '@graphql-codegen/cli'

/**
 * Typed documents of the two UIs, one folder each, and their persisted hashes (`persisted-documents.json`).
 * Run: `graphql-codegen --config graphql/codegen.ts` from the root; what it writes is committed.
 */
const generated = (ui: 'capture' | 'admin'): CodegenConfig['generates'] => ({
  [`graphql/operations/generated/${ui}/`]: {
    preset: 'client',
    documents: [`graphql/operations/${ui}/*.graphql`],
    presetConfig: {
      fragmentMasking: false,
      persistedDocuments: { hashAlgorithm: 'sha256', mode: 'embedHashInDocument' },
    },
  },
})

const config: CodegenConfig = {
  schema: 'graphql/schema.graphql',
  ignoreNoDocuments: true,
  importExtension: '.ts',
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    scalars: { ID: 'string', DateTime: 'string', Date: 'string', JSON: 'unknown' },
    strictScalars: true,
    avoidOptionals: { field: true, inputValue: false },
  },
  generates: { ...generated('capture'), ...generated('admin') },
}

// graphql-codegen reads the default export
export default config
