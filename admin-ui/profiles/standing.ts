import type { Role } from '../../domain/roles.ts'
import { mayDo } from '../auth/access.ts'

export interface VersionStanding {
  /** A draft is changed by its author alone, else someone could publish what they wrote under another's name. */
  readonly mayEdit: boolean
  readonly mayBeginDraft: boolean
  /** `NOT_BY_AUTHOR`: it waits for a publisher, but not for this one. */
  readonly publish: 'YES' | 'NOT_BY_AUTHOR' | 'NO'
}

/** What somebody may do with a version. The server decides for itself. */
export function standingOf(
  version: { readonly status: string; readonly author: { readonly id: string } },
  viewer: { readonly id: string; readonly roles: readonly Role[] } | null,
): VersionStanding {
  if (!viewer) return { mayEdit: false, mayBeginDraft: false, publish: 'NO' }
  const own = version.author.id === viewer.id
  const author = mayDo('authorProfiles', viewer.roles)
  const waits = version.status === 'SUBMITTED'
  return {
    mayEdit: own && author && version.status === 'DRAFT',
    mayBeginDraft: author && !(own && version.status === 'DRAFT'),
    publish:
      waits && own && (author || mayDo('publishProfiles', viewer.roles))
        ? 'NOT_BY_AUTHOR'
        : waits && mayDo('publishProfiles', viewer.roles)
          ? 'YES'
          : 'NO',
  }
}
