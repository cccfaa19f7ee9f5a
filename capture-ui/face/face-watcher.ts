import type { FaceLook } from './face-look.ts'
import type { FaceQuestion } from './face-worker.ts'
import { askWorker } from '../camera/ask-worker.ts'

export interface FaceWatcher {
  readonly ready: Promise<unknown>
  readonly look: (frame: ImageData) => Promise<FaceLook | null>
}

let watcher: FaceWatcher | null = null

/** Starts the face models once, in the background; called early, while the applicant still reads. */
export function faceWatcher(): FaceWatcher {
  if (watcher !== null) return watcher
  const worker = askWorker<FaceQuestion, FaceLook>(
    new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module' }),
  )
  const ready = worker.ask({ warmUp: true })
  watcher = {
    ready,
    look: async (frame) => {
      await ready
      return worker.ask({ frame }, [frame.data.buffer])
    },
  }
  return watcher
}
