/** Passes changes on as long as the caller may still hear of them; the first one that comes too late ends it. */
export function whileWelcome(
  { isStillWelcome }: { readonly isStillWelcome: () => Promise<boolean> },
  changes: AsyncIterable<true>,
): AsyncIterable<true> {
  return {
    // no generator: it could not be left while it waits for the next change
    [Symbol.asyncIterator]() {
      const inner = changes[Symbol.asyncIterator]()
      const end = async (): Promise<IteratorResult<true>> => {
        await inner.return?.()
        return { done: true, value: undefined }
      }
      return {
        async next() {
          const step = await inner.next()
          return step.done || (await isStillWelcome()) ? step : end()
        },
        return: end,
      }
    },
  }
}
