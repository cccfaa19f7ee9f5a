import { effectKinds, type EffectKind } from '../../../rules/profile-schema.ts'
import type { ShadowFlow } from './use-shadows.ts'

type Which = (flow: ShadowFlow) => boolean

/** Attempts of those flows. */
export const attemptsWhere = (flows: readonly ShadowFlow[], which: Which): number =>
  flows.filter(which).reduce((sum, { attempts }) => sum + attempts, 0)

export interface Agreement {
  readonly compared: number
  readonly same: number
  /** Decisions that either of the two came to, in the order of all of them. */
  readonly kinds: readonly EffectKind[]
  readonly count: (live: string, shadow: string) => number
}

/** The version in force against the shadow. */
export const agreementOf = (flows: readonly ShadowFlow[]): Agreement => ({
  compared: attemptsWhere(flows, () => true),
  same: attemptsWhere(flows, ({ live, shadow }) => live === shadow),
  kinds: effectKinds.filter((kind) =>
    flows.some(({ live, shadow }) => live === kind || shadow === kind),
  ),
  count: (live, shadow) =>
    attemptsWhere(flows, (flow) => flow.live === live && flow.shadow === shadow),
})

/** A decision after which a person looks. */
export const isForPerson = (kind: string): boolean =>
  kind === 'REVIEW' || kind === 'HOLD_FOR_MASKING'
