import { versionAddress } from '../profile-types.ts'

export const shadowAddress = (profileId: string, versionId: string): string =>
  `${versionAddress(profileId, versionId)}/shadow`
