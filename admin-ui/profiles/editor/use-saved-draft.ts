import { useState } from 'react'
import { isSameProfile } from '../../../rules/diff-profiles.ts'
import type { CheckProfile } from '../../../rules/profile-schema.ts'
import { useOperation } from '../../parts/use-operation.ts'
import { saveDraft, type DraftPlace } from '../operations.ts'
import type { LoadedVersion } from '../profile-types.ts'
import { useDraft, type Draft } from './use-draft.ts'

/** A version as it was read. */
export interface ReadDraft {
  readonly version: LoadedVersion
  readonly definition: CheckProfile
}

export interface SavedDraft {
  readonly draft: Draft
  readonly unsaved: boolean
  /** Of what is stored. */
  readonly sha256: string
  /** Somebody saved the draft meanwhile: nothing is saved over it. */
  readonly stale: boolean
  /** @returns false: it was not saved, and why was shown */
  readonly save: () => Promise<boolean>
  readonly saving: boolean
  /** Goes on with what somebody saved, and lets go of one's own. */
  readonly begin: (read: ReadDraft) => void
}

/** A draft under one's hands and the one that is stored. What is read again replaces nothing that is unsaved. */
export function useSavedDraft(profileId: string, read: ReadDraft): SavedDraft {
  const draft = useDraft(read.definition)
  const [stored, setStored] = useState(() => storedBy(read))
  const [readSha256, setReadSha256] = useState(read.version.sha256)
  const [stale, setStale] = useState(false)
  const unsaved = !isSameProfile(stored.definition, draft.profile)

  const begin = (other: ReadDraft) => {
    draft.begin(other.definition)
    setStored(storedBy(other))
    setStale(false)
  }
  if (read.version.sha256 !== readSha256) {
    setReadSha256(read.version.sha256)
    const isOwn = stored.hashes.includes(read.version.sha256)
    if (!isOwn && unsaved) setStale(true)
    else if (!isOwn) begin(read)
  }

  const saving = useOperation(async (definition: CheckProfile) => {
    const place: DraftPlace = {
      profileId,
      versionId: read.version.id,
      expectedSha256: stored.hashes[0],
    }
    const answer = await saveDraft(place, definition)
    if (answer === 'STALE') setStale(true)
    else setStored({ definition, hashes: [answer.sha256, ...stored.hashes] })
    return answer
  })
  const save = async (): Promise<boolean> => {
    if (!unsaved) return true
    const answer = await saving.start(draft.profile)
    return answer !== null && answer !== 'STALE'
  }
  return { draft, unsaved, sha256: stored.hashes[0], stale, save, saving: saving.busy, begin }
}

/** The stored draft; its hash, and before it those that it had while the page was open: a late answer may still bring one of them. */
interface Stored {
  readonly definition: CheckProfile
  readonly hashes: readonly [string, ...string[]]
}

const storedBy = ({ version, definition }: ReadDraft): Stored => ({
  definition,
  hashes: [version.sha256],
})
