import type { DocumentNode } from 'graphql'
import { documentIdOf } from './document-id.ts'
import { emptyStream, readEventStream } from './event-stream.ts'

/**
 * Calls `onChange` for each result of a subscription, and connects again after a break.
 * @returns how to end it
 */
export function subscribe(
  document: DocumentNode,
  variables: unknown,
  onChange: () => void,
): () => void {
  const abort = new AbortController()
  void keepListening(documentIdOf(document), variables, onChange, abort.signal)
  return () => abort.abort()
}

async function keepListening(
  documentId: string,
  variables: unknown,
  onChange: () => void,
  signal: AbortSignal,
): Promise<void> {
  for (let breaks = 0; !signal.aborted && breaks < mostBreaks; breaks += 1) {
    const heard = await listen(documentId, variables, onChange, signal).catch(() => false)
    if (heard) breaks = 0
    await pause(Math.min(firstPauseMs * 2 ** breaks, longestPauseMs), signal)
  }
}

/** Resolves when the stream ends: true if it ever spoke. */
async function listen(
  documentId: string,
  variables: unknown,
  onChange: () => void,
  signal: AbortSignal,
): Promise<boolean> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      'x-kakunin-csrf': '1',
    },
    credentials: 'same-origin',
    body: JSON.stringify({ documentId, variables }),
    signal,
  })
  if (!response.ok || !response.body) return false
  let state = emptyStream
  let heard = false
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return heard
    const read = readEventStream(state, value)
    state = read.state
    for (const { event } of read.events) {
      if (event !== 'next') continue
      heard = true
      onChange()
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    resolve()
  })
  return promise
}

const mostBreaks = 8
const firstPauseMs = 1_000
const longestPauseMs = 30_000
