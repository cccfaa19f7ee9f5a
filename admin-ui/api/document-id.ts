import type { DocumentNode } from 'graphql'

/** `__meta__.hash`, embedded by graphql-codegen. */
export function documentIdOf(document: DocumentNode): string {
  const meta: unknown = Reflect.get(document, '__meta__')
  const hash: unknown = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'hash') : null
  if (typeof hash !== 'string') throw new TypeError('expected a document with an embedded hash')
  return hash
}
