/** Tries again until it works. @param forMs after so long the last error is thrown; 0: no second try */
export async function persevere<T>(forMs: number, work: () => Promise<T>): Promise<T> {
  const endMs = Date.now() + forMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() >= endMs) throw error
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}
