/**
 * Cases that a request of this process is just claiming. Who asks for the next one at the same moment begins with another,
 * instead of waiting to hear that it is taken. Only a hint: the case's workflow decides, for all processes.
 */
const underWay = new Set<string>()

/**
 * Tries candidates in their order until one is claimed; those that others are claiming come last.
 * @param claim answers null where the case is not to be had
 */
export async function claimFirst<Claimed>(
  candidates: readonly string[],
  claim: (caseId: string) => Promise<Claimed | null>,
): Promise<Claimed | null> {
  const left: string[] = []
  for (const id of candidates) {
    if (underWay.has(id)) left.push(id)
    else {
      underWay.add(id)
      try {
        const claimed = await claim(id)
        if (claimed !== null) return claimed
      } finally {
        underWay.delete(id)
      }
    }
  }
  for (const id of left) {
    const claimed = await claim(id)
    if (claimed !== null) return claimed
  }
  return null
}
