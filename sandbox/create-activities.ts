import { cancellationSignal } from '@temporalio/activity'
import { asActivity } from '../activities/as-activity.ts'
import { beating } from '../activities/beating.ts'
import type { SandboxActivities } from '../workflows/activity-types.ts'
import { playApplicant, type Stage } from './play-applicant.ts'

/** Activities of the queue `sandbox`; specimens are drawn here and in no other worker. */
export const createSandboxActivities = (stage: Omit<Stage, 'goOn'>): SandboxActivities => ({
  playApplicant: asActivity((input) =>
    beating(() => {
      const signal = cancellationSignal()
      return playApplicant(input, { ...stage, goOn: () => signal.throwIfAborted() })
    }),
  ),
})
