import { useSyncExternalStore } from 'react'

/** Does this machine have a network? A server that can't be reached all the same is told by the call that fails. */
export const useOnline = (): boolean => useSyncExternalStore(listen, () => navigator.onLine)

function listen(onChange: () => void): () => void {
  globalThis.addEventListener('online', onChange)
  globalThis.addEventListener('offline', onChange)
  return () => {
    globalThis.removeEventListener('online', onChange)
    globalThis.removeEventListener('offline', onChange)
  }
}
