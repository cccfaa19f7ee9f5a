import { asActivity } from './as-activity.ts'
import { createBackTestActivities, createBackTestEnd } from './back-test.ts'
import { createCaseWrites } from './case-writes.ts'
import { createCheckActivities } from './check-attempt.ts'
import type { Dependencies, IoDependencies, VisionDependencies } from './dependencies.ts'
import { createEvidenceActivities } from './evidence-activities.ts'
import { createExportActivities, createExportEnd } from './export-activities.ts'
import { createKnownCaseActivities } from './known-cases.ts'
import { createMaskingActivities } from './masking.ts'
import { openSession } from './open-session.ts'
import { createRetentionActivities } from './retention.ts'
import { createWebhookActivities } from './send-webhook.ts'
import { createVisionActivities } from './vision-activities.ts'
import type {
  BackTestEnds,
  BatchActivities,
  CaseActivities,
  IoActivities,
  KnownCaseActivities,
  VisionActivities,
} from '../workflows/activity-types.ts'

/** Short writes and the rules, run as local activities of the queue `cases`. */
export const createCaseActivities = (
  dependencies: Dependencies,
): CaseActivities & BackTestEnds & KnownCaseActivities =>
  wrapAll({
    openSession: openSession(dependencies),
    ...createCaseWrites(dependencies),
    ...createCheckActivities(dependencies),
    ...createBackTestEnd(dependencies),
    ...createMaskingActivities(dependencies),
    ...createKnownCaseActivities(dependencies),
  })

/** The queue `io`. */
export const createIoActivities = (dependencies: IoDependencies): IoActivities =>
  wrapAll({
    ...createWebhookActivities(dependencies),
    ...createExportEnd(dependencies),
    ...createEvidenceActivities(dependencies),
  })

/** The queue `batch`. */
export const createBatchActivities = (dependencies: Dependencies): BatchActivities =>
  wrapAll({
    ...createBackTestActivities(dependencies),
    ...createExportActivities(dependencies),
    ...createRetentionActivities(dependencies),
  })

/** The queue `vision`. */
export const visionActivities = (dependencies: VisionDependencies): VisionActivities =>
  wrapAll(createVisionActivities(dependencies))

function wrapAll<Group extends object>(group: Group): Group {
  const wrapped = Object.entries(group).map(([name, run]) => [name, asActivity(run)])
  // same names, same signatures: only failures are given another form
  return Object.fromEntries(wrapped) as Group
}
