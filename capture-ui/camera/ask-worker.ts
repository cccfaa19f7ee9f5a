/** One question at a time to a worker that answers each message with one message; null when it broke. */
export function askWorker<Question, Answer>(worker: Worker) {
  let settle: ((answer: Answer | null) => void) | null = null
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    settle?.(data)
    settle = null
  })
  worker.addEventListener('error', () => {
    settle?.(null)
    settle = null
  })
  return {
    ask: (question: Question, transfer: Transferable[] = []): Promise<Answer | null> =>
      new Promise((resolve) => {
        settle = resolve
        worker.postMessage(question, transfer)
      }),
    end: (): void => worker.terminate(),
  }
}
