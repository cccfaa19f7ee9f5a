import {
  allHandlersFinished,
  condition,
  ContinueAsNew,
  continueAsNew,
  isCancellation,
  setHandler,
} from '@temporalio/workflow'
import { retentionAsked, type KeepRetentionInput } from './messages.ts'
import { batch } from './proxies.ts'

const [hourMs, dayMs] = [3_600_000, 86_400_000]
/** 03:00 in Japan, in UTC. */
const nightMs = 18 * hourMs

/**
 * Erases night after night what its term has ended for; or at once, where somebody asks. There is one for each tenant that has
 * ever set a term; where none is set any more, the nights are empty.
 */
export async function keepRetention(input: KeepRetentionInput): Promise<void> {
  const { tenantId, most, nightsPerRun, pagesPerRun, goesOn = false } = input
  const { eraseDue } = batch(input.queues)
  let asked = goesOn
  let pages = 0
  setHandler(retentionAsked, () => {
    asked = true
    return {}
  })
  let failed = false
  for (let night = 0; night < nightsPerRun; night += 1) {
    await condition(() => asked, failed ? hourMs : untilNight(Date.now()))
    asked = false
    try {
      failed = false
      for (let over = false; !over; pages += 1) {
        if (pages >= pagesPerRun) {
          await condition(allHandlersFinished)
          await continueAsNew<typeof keepRetention>({ ...input, goesOn: true })
        }
        ;({ over } = await eraseDue({ tenantId, most }))
      }
    } catch (error) {
      if (error instanceof ContinueAsNew || isCancellation(error)) throw error
      // the activity's failure stands in the history; what is left comes in an hour
      failed = true
    }
  }
  await condition(allHandlersFinished)
  await continueAsNew<typeof keepRetention>({ ...input, goesOn: false })
}

/** @returns milliseconds until the next night, never 0 */
const untilNight = (nowMs: number): number => dayMs - ((nowMs - nightMs) % dayMs)
