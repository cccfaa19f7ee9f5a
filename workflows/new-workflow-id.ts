import { newId } from '../domain/ids.ts'

/** A UUIDv7 from the workflow's own clock and chance, which a replay repeats. */
export const newWorkflowId = (): string =>
  newId(Date.now(), (bytes) => {
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.floor(Math.random() * 256)
    return bytes
  })
