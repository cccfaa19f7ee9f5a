import { DomainError } from '../domain/errors.ts'

/**
 * Parts of a blob's name `uploads/<tenant>/<session>/<ticket>`: letters, digits, dashes and underscores between slashes,
 * so that no name leaves its folder or bucket prefix on any store.
 * @throws DomainError `INPUT_INVALID`
 */
export function parseBlobKey(key: string): readonly string[] {
  const parts = key.split('/')
  if (key.length > 500 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) {
    throw new DomainError('INPUT_INVALID', 'expected a blob key of letters, digits and slashes')
  }
  return parts
}
