import { ActivityFailure, CancellationScope, isCancellation } from '@temporalio/workflow'
import type { DocumentType } from '../domain/document-catalogue.ts'
import type { Slot } from '../domain/method.ts'
import type { AttemptRef, VisionActivities } from './activity-types.ts'
import type { TaskQueue } from './messages.ts'
import { visionAfterSubmission } from './proxies.ts'

type Fact = Exclude<keyof VisionActivities, 'reviewCapture'>
/** A reading is stored, since its words must not come here; only that it was made. */
type Finding<Name extends Fact> = Name extends 'readDocument'
  ? true
  : Awaited<ReturnType<VisionActivities[Name]>>

/** What can be known of an attempt's pictures; null where the machine failed for good. */
export type Facts = { readonly [Name in Fact]: Finding<Name> | null }

export interface FactGatherer {
  /** Begins what can be known now that this picture is accepted; the applicant takes the next one meanwhile. */
  pictureAccepted(slot: Slot, accepted: readonly Slot[]): void
  /** Begins what is left, and waits for everything. */
  all(): Promise<Facts>
  cancel(): void
}

/** The pictures that each fact is about. */
const picturesByFact = {
  readDocument: ['FRONT', 'BACK'],
  compareFaces: ['FRONT', 'FACE'],
  judgeLiveness: ['FACE', 'LIVENESS'],
  judgeThickness: ['FRONT', 'THICKNESS'],
  judgeAuthenticity: ['FRONT'],
  maskCaptures: ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS'],
} as const satisfies Record<Fact, readonly Slot[]>

/** Looks at one attempt's pictures as soon as they are there, side by side, and again when one of them is replaced. */
export function gatherFacts(
  attempt: AttemptRef,
  documentType: DocumentType,
  planned: readonly Slot[],
  queues: Readonly<Record<TaskQueue, string>>,
): FactGatherer {
  const vision = visionAfterSubmission(queues)
  const document = { ...attempt, documentType }
  const scope = new CancellationScope()
  const facts = {
    readDocument: gather('readDocument', () =>
      vision.readDocument(document).then(() => true as const),
    ),
    compareFaces: gather('compareFaces', () => vision.compareFaces(document)),
    judgeLiveness: gather('judgeLiveness', () => vision.judgeLiveness(attempt)),
    judgeThickness: gather('judgeThickness', () => vision.judgeThickness(document)),
    judgeAuthenticity: gather('judgeAuthenticity', () => vision.judgeAuthenticity(document)),
    maskCaptures: gather('maskCaptures', () => vision.maskCaptures(document)),
  }

  function gather<Name extends Fact>(name: Name, look: () => Promise<Finding<Name>>) {
    const pictures: readonly Slot[] = picturesByFact[name]
    const needed = pictures.filter((slot) => planned.includes(slot))
    let finding: Promise<Finding<Name> | null> | null = null
    const begin = () => {
      // one after another: what was found of a replaced picture must not be stored last
      const before: Promise<unknown> = finding ?? Promise.resolve()
      const begun = before.then(() => scope.run(() => orMissing(look())))
      // awaited after submission, if it comes to that
      begun.catch(() => undefined)
      finding = begun
      return begun
    }
    return {
      pictureAccepted(slot: Slot, accepted: readonly Slot[]) {
        if (needed.includes(slot) && needed.every((each) => accepted.includes(each))) void begin()
      },
      finding: () => finding ?? begin(),
    }
  }

  return {
    pictureAccepted(slot, accepted) {
      for (const fact of Object.values(facts)) fact.pictureAccepted(slot, accepted)
    },
    async all() {
      const [readDocument, compareFaces, judgeLiveness, judgeThickness, judgeAuthenticity, masks] =
        await Promise.all([
          facts.readDocument.finding(),
          facts.compareFaces.finding(),
          facts.judgeLiveness.finding(),
          facts.judgeThickness.finding(),
          facts.judgeAuthenticity.finding(),
          facts.maskCaptures.finding(),
        ])
      return {
        readDocument,
        compareFaces,
        judgeLiveness,
        judgeThickness,
        judgeAuthenticity,
        maskCaptures: masks,
      }
    },
    cancel: () => scope.cancel(),
  }
}

async function orMissing<T>(finding: Promise<T>): Promise<T | null> {
  try {
    return await finding
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) return null
    throw error
  }
}
