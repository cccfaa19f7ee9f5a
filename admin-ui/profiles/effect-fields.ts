import { effectSchema, type Effect, type EffectKind } from '../../rules/profile-schema.ts'

type FieldsOf<Each> = Each extends unknown ? Exclude<keyof Each, 'kind'> : never
export type EffectField = FieldsOf<Effect>
/** How a field is asked; `effect-controls.tsx` has one of each. */
export type EffectControl = 'REASONS' | 'SLOTS' | 'QUEUE' | 'PRIORITY' | 'FLAG'

/** One row a field that an effect can have. Which kinds have it, the schema says; its words are `t.effectFields`. */
export const effectFields: Record<EffectField, EffectControl> = {
  slots: 'SLOTS',
  queue: 'QUEUE',
  priority: 'PRIORITY',
  reasonCodes: 'REASONS',
  outsource: 'FLAG',
  secondPerson: 'FLAG',
}

const isField = (name: string): name is EffectField => Object.hasOwn(effectFields, name)
const fieldNames: readonly EffectField[] = Object.keys(effectFields).filter(isField)

export interface EffectEntry {
  readonly field: EffectField
  readonly control: EffectControl
  readonly value: unknown
}

/** The fields of an effect in the order of the table, with their values. */
export const entriesOf = (effect: Effect): readonly EffectEntry[] =>
  fieldNames.flatMap((field) =>
    field in effect
      ? [{ field, control: effectFields[field], value: Reflect.get(effect, field) as unknown }]
      : [],
  )

/** An effect of a kind, with what it can keep of the one before. */
export function effectOf(kind: EffectKind, before?: Effect): Effect {
  const blank = effectSchema.parse({ kind })
  if (!before) return blank
  return entriesOf(before).reduce(
    (effect, { field, value }) => (field in blank ? withField(effect, field, value) : effect),
    blank,
  )
}

/** The effect with another value in a field; as it was where the value doesn't fit. */
export function withField(effect: Effect, field: EffectField, value: unknown): Effect {
  const parsed = effectSchema.safeParse({ ...effect, [field]: value })
  return parsed.success ? parsed.data : effect
}
