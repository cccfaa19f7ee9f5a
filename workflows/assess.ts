import { ActivityFailure, isCancellation } from '@temporalio/workflow'
import type { DocumentType } from '../domain/document-catalogue.ts'
import type { AttemptRef } from './activity-types.ts'
import type { TaskQueue } from './messages.ts'
import { cases, visionAfterSubmission } from './proxies.ts'

/**
 * Facts about one attempt, gathered side by side and stored as check records. Where the machine fails for good, the fact
 * is missing and its check says so: a person decides, nothing is lost.
 */
export async function assess(
  attempt: AttemptRef,
  documentType: DocumentType,
  queues: Readonly<Record<TaskQueue, string>>,
): Promise<void> {
  const vision = visionAfterSubmission(queues)
  const document = { ...attempt, documentType }
  const [read, face, liveness, thickness, authenticity, masks] = await Promise.all([
    orMissing(vision.readDocument(document).then(() => true)),
    orMissing(vision.compareFaces(document)),
    orMissing(vision.judgeLiveness(attempt)),
    orMissing(vision.judgeThickness(document)),
    orMissing(vision.judgeAuthenticity(document)),
    orMissing(vision.maskCaptures(document)),
  ])
  await cases.runChecks({
    ...attempt,
    readingDone: read ?? false,
    face,
    liveness,
    thickness,
    authenticity,
    masks,
  })
}

async function orMissing<T>(finding: Promise<T>): Promise<T | null> {
  try {
    return await finding
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) return null
    throw error
  }
}
