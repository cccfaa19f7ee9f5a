import { ActivityFailure, CancellationScope, isCancellation } from '@temporalio/workflow'
import type { DocumentType } from '../domain/document-catalogue.ts'
import type { Slot } from '../domain/method.ts'
import type { AttemptRef, VisionActivities } from './activity-types.ts'
import type { TaskQueue } from './messages.ts'
import { visionAfterSubmission } from './proxies.ts'

type Fact = Exclude<keyof VisionActivities, 'reviewCapture' | 'burnMasks'>
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
} as const satisfies Partial<Record<Fact, readonly Slot[]>>
/** Masked in two goes, so that only the film is left to be done when somebody waits for the outcome. */
const maskedTogether = [
  ['FRONT', 'BACK', 'THICKNESS', 'FACE'],
  ['LIVENESS'],
] as const satisfies readonly (readonly Slot[])[]

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
    readDocument: gather(picturesByFact.readDocument, () =>
      vision.readDocument(document).then(() => true as const),
    ),
    compareFaces: gather(picturesByFact.compareFaces, () => vision.compareFaces(document)),
    judgeLiveness: gather(picturesByFact.judgeLiveness, () => vision.judgeLiveness(attempt)),
    judgeThickness: gather(picturesByFact.judgeThickness, () => vision.judgeThickness(document)),
    judgeAuthenticity: gather(picturesByFact.judgeAuthenticity, () =>
      vision.judgeAuthenticity(document),
    ),
  }
  const masks = maskedTogether.map((slots) =>
    gather(slots, () => vision.maskCaptures({ ...document, slots })),
  )

  function gather<Found>(pictures: readonly Slot[], look: () => Promise<Found>) {
    const needed = pictures.filter((slot) => planned.includes(slot))
    let finding: Promise<Found | null> | null = null
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
      for (const fact of [...Object.values(facts), ...masks]) fact.pictureAccepted(slot, accepted)
    },
    async all() {
      const [readDocument, compareFaces, judgeLiveness, judgeThickness, judgeAuthenticity, masked] =
        await Promise.all([
          facts.readDocument.finding(),
          facts.compareFaces.finding(),
          facts.judgeLiveness.finding(),
          facts.judgeThickness.finding(),
          facts.judgeAuthenticity.finding(),
          Promise.all(masks.map((mask) => mask.finding())),
        ])
      return {
        readDocument,
        compareFaces,
        judgeLiveness,
        judgeThickness,
        judgeAuthenticity,
        maskCaptures: masked.includes(null) ? null : masked.flatMap((findings) => findings ?? []),
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
