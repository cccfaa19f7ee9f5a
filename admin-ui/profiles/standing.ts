import type { Role } from '../../domain/roles.ts'
import { mayDo } from '../auth/access.ts'

export interface VersionStanding {
  /** A draft is changed by its author alone, else someone could publish what they wrote under another's name. */
  readonly mayEdit: boolean
  readonly mayBeginDraft: boolean
  /** `NOT_BY_AUTHOR`: it waits for a publisher, but not for this one. */
  readonly publish: 'YES' | 'NOT_BY_AUTHOR' | 'NO'
  readonly maySendBack: boolean
  readonly mayWithdraw: boolean
  readonly mayCancel: boolean
}

const nothing: VersionStanding = {
  mayEdit: false,
  mayBeginDraft: false,
  publish: 'NO',
  maySendBack: false,
  mayWithdraw: false,
  mayCancel: false,
}

/** What somebody may do with a version. The server decides for itself. */
export function standingOf(
  version: { readonly status: string; readonly author: { readonly id: string } },
  viewer: { readonly id: string; readonly roles: readonly Role[] } | null,
  isArchived = false,
): VersionStanding {
  if (!viewer || isArchived) return nothing
  const own = version.author.id === viewer.id
  const author = mayDo('authorProfiles', viewer.roles)
  const publisher = mayDo('publishProfiles', viewer.roles)
  const waits = version.status === 'SUBMITTED'
  return {
    mayEdit: own && author && version.status === 'DRAFT',
    mayBeginDraft: author && !(own && version.status === 'DRAFT'),
    publish:
      waits && own && (author || publisher) ? 'NOT_BY_AUTHOR' : waits && publisher ? 'YES' : 'NO',
    maySendBack: waits && publisher && !own,
    mayWithdraw: waits && own && author,
    mayCancel: version.status === 'SCHEDULED' && publisher,
  }
}
