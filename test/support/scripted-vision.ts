import type { VisionPool } from '../../activities/vision-pool.ts'
import type { VisionTasks } from '../../activities/vision-thread.ts'
import { goodFace, goodLiveness, goodReading, goodThickness, goodVerdict } from './findings.ts'

type Script = {
  [Name in keyof VisionTasks]: (
    input: Parameters<VisionTasks[Name]>[0],
  ) => Awaited<ReturnType<VisionTasks[Name]>>
}

const honest: Script = {
  reviewCapture: ({ slot }) => goodVerdict(slot),
  readDocument: () => goodReading(),
  judgeThickness: () => goodThickness,
  judgeAuthenticity: () => ({ signals: [], by: { engine: 'test', model: null, version: '1' } }),
  compareFaces: () => goodFace,
  judgeLiveness: () => goodLiveness,
  maskCapture: ({ slot, frames }) => ({
    finding:
      slot === 'FACE' || slot === 'LIVENESS'
        ? null
        : { slot, boxes: [], confident: true, by: { engine: 'test', model: null, version: '1' } },
    masked: frames,
    rectified: null,
    regions: frames.map(() => []),
  }),
  burnMasks: ({ frames }) => ({ masked: frames, rectified: null, hidden: [] }),
}

/** Says what is seen, for tests of the story: an honest applicant, except where a test says otherwise. */
export function scriptedVision(other: Partial<Script> = {}): VisionPool {
  const script = { ...honest, ...other }
  return {
    // each name's answer is that name's: the compiler can't follow the lookup
    run: async (name, input) => script[name](input as never) as never,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
