import {
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow'

interface Local {
  nothing(): Promise<void>
}

/** What the story costs Temporal, without the story: as many updates, local activities and activities of each kind. */
export const step = defineUpdate<void, [{ local: number; remote: boolean }]>('step')
export const finish = defineUpdate<void, [{ local: number }]>('finish')

export interface BareInput {
  readonly visionQueue: string
  readonly localAtStart: number
  readonly remoteAfterwards: number
  readonly localAfterwards: number
}

export async function bare(input: BareInput): Promise<void> {
  const local = proxyLocalActivities<Local>({ startToCloseTimeout: '20 seconds' })
  const remote = proxyActivities<Local>({
    taskQueue: input.visionQueue,
    startToCloseTimeout: '30 seconds',
    heartbeatTimeout: '10 seconds',
  })
  const repeat = async (times: number) => {
    for (let i = 0; i < times; i += 1) await local.nothing()
  }
  let opened = false
  let finished = false
  setHandler(step, async (what) => {
    await condition(() => opened)
    await repeat(what.local)
    if (what.remote) await remote.nothing()
  })
  setHandler(finish, async (what) => {
    await repeat(what.local)
    finished = true
  })
  await repeat(input.localAtStart)
  opened = true
  await condition(() => finished, '1 day')
  await Promise.all(Array.from({ length: input.remoteAfterwards }, () => remote.nothing()))
  await repeat(input.localAfterwards)
}
