import { z } from 'zod'
import { checkKeys, checkResultSchema } from '../domain/check.ts'
import { DomainError } from '../domain/errors.ts'
import { slots } from '../domain/method.ts'
import { bulkProblem } from './bulk-problem.ts'
import { comparisonsOf, conditionSchema, depthOf, maxDepth } from './condition.ts'
import { conditionProblem } from './condition-problem.ts'
import { thresholdsSchema } from './thresholds.ts'

/**
 * A profile as it comes from an editor or from its stored version; facts, operators and values must fit each other.
 * @throws DomainError `PROFILE_INVALID`, naming the places that don't hold, never their values
 */
export function parseCheckProfile(input: unknown): CheckProfile {
  const parsed = checkProfileSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new DomainError('PROFILE_INVALID', `expected a check profile; ${places.join('; ')}`)
}

const reasonCodeSchema = checkResultSchema.shape.reasonCodes.element

export const effectKinds = [
  'APPROVE',
  'DECLINE',
  'REVIEW',
  'ASK_AGAIN',
  'HOLD_FOR_MASKING',
] as const
export type EffectKind = (typeof effectKinds)[number]

/** Name of a queue of cases (審査キュー). */
const queueSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/)

/**
 * What a rule does. Empty `reasonCodes`: those of the checks that did not pass (for ASK_AGAIN, those that new pictures mend).
 * Empty `slots`: those that the reasons name.
 */
export const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('APPROVE') }).readonly(),
  z
    .strictObject({
      kind: z.literal('DECLINE'),
      reasonCodes: z.array(reasonCodeSchema).max(20).readonly().default([]),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('REVIEW'),
      reasonCodes: z.array(reasonCodeSchema).max(20).readonly().default([]),
      queue: queueSchema.default('standard'),
      /** Cases with a higher one are taken first. */
      priority: z.number().int().min(0).max(100).default(0),
      /** May a partner organisation resolve it? */
      outsource: z.boolean().default(false),
      /** Must a second person confirm it? */
      secondPerson: z.boolean().default(false),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('ASK_AGAIN'),
      reasonCodes: z.array(reasonCodeSchema).max(20).readonly().default([]),
      slots: z.array(z.enum(slots)).max(slots.length).readonly().default([]),
    })
    .readonly(),
  // nobody but mask operators sees the pictures until they are masked
  z.strictObject({ kind: z.literal('HOLD_FOR_MASKING') }).readonly(),
])
export type Effect = z.infer<typeof effectSchema>

const ruleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    name: z
      .strictObject({ ja: z.string().max(80), en: z.string().max(80) })
      .readonly()
      .optional(),
    when: conditionSchema,
    effect: effectSchema,
  })
  .readonly()
export type Rule = z.infer<typeof ruleSchema>

export const scenes = ['AGE_ONLY', 'DUPLICATE_PREVENTION', 'FULL', 'OWN'] as const
export type Scene = (typeof scenes)[number]

const switchSchema = z.strictObject({ on: z.boolean() }).readonly()
const allOff = z
  .record(z.enum(checkKeys), switchSchema)
  .parse(Object.fromEntries(checkKeys.map((key) => [key, { on: false }])))
/** A check that it doesn't name is off: a profile outlives the release that it was written for, and later ones have more checks. */
const checksSchema = z
  .partialRecord(z.enum(checkKeys), switchSchema)
  .transform((checks) => ({ ...allOff, ...checks }))

/** A profile as it is written. */
export const profileObject = z
  .strictObject({
    scene: z.enum(scenes),
    checks: checksSchema.readonly(),
    thresholds: thresholdsSchema,
    /** Tried in this order; the first that holds decides. */
    rules: z.array(ruleSchema).max(200).readonly(),
    /** Where no rule holds. */
    otherwise: effectSchema,
  })
  .readonly()

/** Shape only, for a draft whose conditions the linter still has to judge. What is too much is refused before it is parsed. */
export const checkProfileShape = z
  .unknown()
  .superRefine((input, context) => {
    const found = bulkProblem(input)
    if (found) context.addIssue({ code: 'custom', path: [...found.path], message: found.problem })
  })
  .pipe(profileObject)
/** 審査プロファイル: which checks run, with which thresholds, and what follows from them. */
export type CheckProfile = z.infer<typeof checkProfileShape>

export const checkProfileSchema = checkProfileShape.superRefine((profile, context) => {
  const seen = new Set<string>()
  profile.rules.forEach((rule, index) => {
    if (seen.has(rule.id)) refuse(['rules', index, 'id'], 'DUPLICATE_ID')
    seen.add(rule.id)
    if (depthOf(rule.when) > maxDepth) refuse(['rules', index, 'when'], 'TOO_DEEP')
    if (rule.effect.kind === 'APPROVE' && comparisonsOf(rule.when).length === 0) {
      refuse(['rules', index, 'when'], 'APPROVES_BY_DEFAULT')
    }
    for (const comparison of comparisonsOf(rule.when)) {
      const problem = conditionProblem(comparison)
      if (problem !== null) refuse(['rules', index, 'when', comparison.fact], problem)
    }
  })
  // what nothing decides must be seen by a person, and never be let through
  if (profile.otherwise.kind === 'APPROVE') refuse(['otherwise'], 'APPROVES_BY_DEFAULT')

  function refuse(path: (string | number)[], message: string): void {
    context.addIssue({ code: 'custom', path, message })
  }
})
