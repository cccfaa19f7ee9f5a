import { z } from 'zod'

const limitSchema = z.number().min(0.01).max(0.99)

/** What the challenger of a split may not go beyond, as shares 0.01…0.99; null: not minded. */
export const splitGuardsSchema = z
  .strictObject({
    /** Sessions that it approves without a person. */
    mostAutoApprove: limitSchema.nullable(),
    /** Sessions that it sends to a person. */
    mostHumanReview: limitSchema.nullable(),
    /** Of those that a person decided: approved after all. */
    mostOverturn: limitSchema.nullable(),
    /** Before so many cases no guard rail speaks. */
    leastCases: z.number().int().min(20).max(10_000),
  })
  .readonly()
export type SplitGuards = z.infer<typeof splitGuardsSchema>

/** Per cent of the new sessions. */
export const splitShareSchema = z.number().int().min(1).max(50)

/** Sessions of one side of a split by their first machine decision, and what people made of those sent to them. */
export interface ArmCounts {
  readonly decided: number
  readonly approved: number
  readonly reviewed: number
  /** Of the reviewed: a person decided. */
  readonly judged: number
  /** Of the judged: approved. */
  readonly overturned: number
}

export type GuardReason = 'AUTO_APPROVE' | 'HUMAN_REVIEW' | 'OVERTURN'
export interface GuardReading {
  readonly reason: GuardReason
  readonly limit: number
  readonly cases: number
  readonly hits: number
  /** See `evidenceAbove`. */
  readonly evidence: number
  readonly broken: boolean
}

/** At this evidence a guard rail stops the split; the chance that one ever does so in error is at most one in so many. */
export const stopEvidence = 100

/** What each guard rail that is set sees now. */
export function readGuards(guards: SplitGuards, counts: ArmCounts): readonly GuardReading[] {
  const rails: readonly (readonly [GuardReason, number | null, number, number])[] = [
    ['AUTO_APPROVE', guards.mostAutoApprove, counts.approved, counts.decided],
    ['HUMAN_REVIEW', guards.mostHumanReview, counts.reviewed, counts.decided],
    ['OVERTURN', guards.mostOverturn, counts.overturned, counts.judged],
  ]
  return rails.flatMap(([reason, limit, hits, cases]) => {
    if (limit === null) return []
    const evidence = evidenceAbove(limit, hits, cases)
    const broken = cases >= guards.leastCases && evidence >= stopEvidence
    return [{ reason, limit, cases, hits, evidence, broken }]
  })
}

const alternatives = 200

/**
 * How strongly hits of so many cases speak for a true share above the limit: the likelihood ratio against the limit, averaged
 * over shares spread evenly above it. While the true share is at the limit or below, this is a supermartingale that begins at 1,
 * so the chance that it *ever* reaches e is at most 1/e, however often one looks (Ville's inequality): a sequential test, where a
 * fixed-size bound looked at after every case would stop far more often than it says. Holds for cases that come independently.
 * @param limit 0…1, neither end
 * @returns above 0; 1 where nothing is known
 */
export function evidenceAbove(limit: number, hits: number, cases: number): number {
  const step = (1 - limit) / alternatives
  let sum = 0
  for (let i = 0; i < alternatives; i += 1) {
    const share = limit + (i + 0.5) * step
    sum += Math.exp(
      hits * Math.log(share / limit) + (cases - hits) * Math.log((1 - share) / (1 - limit)),
    )
  }
  return Math.min(sum / alternatives, Number.MAX_VALUE)
}
