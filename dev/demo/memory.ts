import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writePrivate } from '../private-file.ts'

/** What the demo must know again after a restart: ids it chose, passwords it made up. Each is on disk before it is used. */
export interface Memory {
  recall(name: string): string | null
  /** The value of that name, made at the first call. */
  once(name: string, make: () => string): string
  note(name: string, value: string): void
}

/** A memory in one file that its owner alone reads. */
export function openMemory(path: string): Memory {
  const values = new Map(
    existsSync(path)
      ? Object.entries(
          z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8'))),
        )
      : [],
  )
  function note(name: string, value: string): void {
    if (values.get(name) === value) return
    values.set(name, value)
    writePrivate(path, JSON.stringify(Object.fromEntries(values), null, 1))
  }
  return {
    recall: (name) => values.get(name) ?? null,
    once(name, make) {
      const value = values.get(name) ?? make()
      note(name, value)
      return value
    },
    note,
  }
}
