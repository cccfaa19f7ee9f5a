import { versionAddress } from '../profile-types.ts'

export const shadowAddress = (profileId: string, versionId: string): string =>
  `${versionAddress(profileId, versionId)}/shadow`

/** Where an application is tried by a version, which says why. */
export const whyAddress = (profileId: string, version: string, session: string): string =>
  `/profiles/${profileId}/try?${new URLSearchParams({ version, session }).toString()}`
