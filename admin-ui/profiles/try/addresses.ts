/** Where one application is tried, by a version; without a session one is to be chosen. */
export const tryAddress = (profileId: string, versionId: string | null, sessionId?: string) =>
  `/profiles/${profileId}/try${query({ version: versionId, session: sessionId ?? null })}`

export const backTestsAddress = (profileId: string, versionId: string | null) =>
  `/profiles/${profileId}/back-tests${query({ version: versionId })}`

export const backTestAddress = (profileId: string, testId: string) =>
  `/profiles/${profileId}/back-tests/${testId}`

function query(given: Readonly<Record<string, string | null>>): string {
  const known = Object.entries(given).flatMap(([key, value]) =>
    value === null ? [] : [[key, value]],
  )
  return known.length === 0 ? '' : `?${new URLSearchParams(known).toString()}`
}
