import { useSyncExternalStore } from 'react'

/** Whom somebody looks for. It is kept in memory alone: addresses, histories and stores of the browser outlive a login. */
export interface PersonSearched {
  readonly text: string
  readonly exact: boolean
}

const nobody: PersonSearched = { text: '', exact: false }
const searches = new Map<string, PersonSearched>()
const listeners = new Set<() => void>()

const tell = () => listeners.forEach((listener) => listener())
const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The search of a list, which stays while one looks at a row and comes back. */
export function usePersonSearch(list: string) {
  const searched = useSyncExternalStore(listen, () => searches.get(list) ?? nobody)
  const search = (next: PersonSearched) => {
    searches.set(list, next)
    tell()
  }
  return { searched, search }
}

/** At the end of a login: the next person begins anew. */
export function forgetSearches(): void {
  searches.clear()
  tell()
}
