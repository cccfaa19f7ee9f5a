import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type {
  BackTestEnds,
  BatchActivities,
  CaseActivities,
  IoActivities,
  KnownCaseActivities,
  SandboxActivities,
  VisionActivities,
} from './activity-types.ts'
import type { TaskQueue } from './messages.ts'

/** Codes that no retry makes right; activities fail with them as the failure's type. */
export const hopeless = [
  'ID_MALFORMED',
  'INPUT_INVALID',
  'NOT_FOUND',
  'SESSION_STATE',
  'CASE_STATE',
  'EXPORT_STATE',
  'PARTNER_ENDED',
  'PROFILE_INVALID',
  'KEY_DESTROYED',
  'SEAL_BROKEN',
  'UPLOAD_MISSING',
  'UPLOAD_HASH_MISMATCH',
  'IMAGE_UNREADABLE',
  'IMAGE_TOO_LARGE',
  'IMAGE_FORMAT',
  'CHALLENGE_INVALID',
  'CHALLENGE_EXPIRED',
  'CHALLENGE_USED',
]

/** Database writes and rules: tried until the database answers, however long that takes. */
export const cases = proxyLocalActivities<CaseActivities & BackTestEnds & KnownCaseActivities>({
  startToCloseTimeout: '20 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '10 seconds',
    nonRetryableErrorTypes: hopeless,
  },
})

/** A picture judged while the applicant waits: given up soon, so that they hear of it. */
export const visionWhileWaiting = (queues: Readonly<Record<TaskQueue, string>>) =>
  proxyActivities<VisionActivities>({
    taskQueue: queues.vision,
    scheduleToCloseTimeout: '2 minutes',
    startToCloseTimeout: '30 seconds',
    heartbeatTimeout: '10 seconds',
    // before all that nobody waits for; 3 is everything else's
    priority: { priorityKey: 1 },
    retry: {
      initialInterval: '500 milliseconds',
      maximumAttempts: 6,
      nonRetryableErrorTypes: hopeless,
    },
  })

/** Work after submission: a worker that dies is noticed by its silence, and another goes on. */
export const visionAfterSubmission = (queues: Readonly<Record<TaskQueue, string>>) =>
  proxyActivities<VisionActivities>({
    taskQueue: queues.vision,
    scheduleToCloseTimeout: '1 hour',
    startToCloseTimeout: '2 minutes',
    heartbeatTimeout: '10 seconds',
    retry: {
      initialInterval: '1 second',
      maximumInterval: '30 seconds',
      maximumAttempts: 8,
      nonRetryableErrorTypes: hopeless,
    },
  })

/** The outside world; the workflow itself decides about further tries. */
export const io = (queues: Readonly<Record<TaskQueue, string>>) =>
  proxyActivities<IoActivities>({
    taskQueue: queues.io,
    startToCloseTimeout: '30 seconds',
    retry: {
      initialInterval: '1 second',
      maximumInterval: '1 minute',
      nonRetryableErrorTypes: hopeless,
    },
  })

/**
 * A made applicant, who draws pictures for a minute or so. Where nobody serves the queue it is given up after a while, as
 * an applicant who never came.
 */
export const sandbox = (queues: Readonly<Record<TaskQueue, string>>) =>
  proxyActivities<SandboxActivities>({
    taskQueue: queues.sandbox,
    scheduleToStartTimeout: '10 minutes',
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '20 seconds',
    retry: {
      initialInterval: '1 second',
      maximumInterval: '30 seconds',
      maximumAttempts: 5,
      nonRetryableErrorTypes: hopeless,
    },
  })

/** Long work that no case waits for, after everything else; a worker that dies is noticed by its silence, and another goes on. */
export const batch = (queues: Readonly<Record<TaskQueue, string>>) =>
  proxyActivities<BatchActivities>({
    taskQueue: queues.batch,
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout: '10 seconds',
    priority: { priorityKey: 5 },
    retry: {
      initialInterval: '1 second',
      maximumInterval: '30 seconds',
      maximumAttempts: 20,
      nonRetryableErrorTypes: hopeless,
    },
  })
