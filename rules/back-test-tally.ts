import { z } from 'zod'
import { effectKinds, type CheckProfile } from './profile-schema.ts'

const count = z.number().int().min(0)
const effect = z.enum(effectKinds)

/** A session of those who change side, drawn at random; the marks are the lots. */
const drawnSchema = z
  .object({
    mark: z.number(),
    sessionId: z.string(),
    attempt: count,
    /** Null: no rule held. */
    thenRule: z.string().nullable(),
    nowRule: z.string().nullable(),
    human: effect.nullable(),
  })
  .readonly()
export type Drawn = z.infer<typeof drawnSchema>

/** What a back-test has counted so far: ids, codes and counts, never anybody's data. */
export const tallySchema = z
  .object({
    /** Sessions that a machine had decided at least once; `gone` and `undecided` ones are not among them. */
    sessions: count,
    /** With at least one attempt that would be decided otherwise. */
    sessionsChanged: count,
    /** Redacted: nothing of them is left to be tested. */
    gone: count,
    /** Never decided: open, expired, cancelled. */
    undecided: count,
    attempts: count,
    /** Attempts whose decision hangs on checks of which nothing is stored, and how often each check was one of them. */
    attemptsUntold: count,
    untold: z.record(z.string(), count),
    /** Attempts by what the machine decided then and would decide now. */
    flows: z.array(
      z.object({ then: effect, now: effect, attempts: count, drawn: z.array(drawnSchema) }),
    ),
    /** Attempts that a person decided in the end. */
    people: z.array(z.object({ human: effect, then: effect, now: effect, attempts: count })),
    /** How often each rule decides now, and where it decides otherwise than then. Null: no rule held. */
    rules: z.array(z.object({ rule: z.string().nullable(), attempts: count, changed: count })),
    /** How often each fact that the rules ask for was there. */
    facts: z.record(z.string(), count),
  })
  .readonly()
export type BackTestTally = z.infer<typeof tallySchema>

export const emptyTally = (profile: CheckProfile): BackTestTally => ({
  sessions: 0,
  sessionsChanged: 0,
  gone: 0,
  undecided: 0,
  attempts: 0,
  attemptsUntold: 0,
  untold: {},
  flows: [],
  people: [],
  rules: [...profile.rules.map(({ id }) => id), null].map((rule) => ({
    rule,
    attempts: 0,
    changed: 0,
  })),
  facts: {},
})
