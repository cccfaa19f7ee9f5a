import type { CheckProfile } from '../../../rules/profile-schema.ts'
import type { StaffLocale } from '../../words/words.ts'
import { definitionOf, newestFirst, type LoadedProfile } from '../profile-types.ts'

export type RuleName = (rule: string | null) => string

/** The names of rules, as the first that knows one calls it; one that nobody knows is called by its id. */
export const ruleNames =
  (definitions: readonly (CheckProfile | null)[], locale: StaffLocale, none: string): RuleName =>
  (rule) => {
    if (rule === null) return none
    for (const definition of definitions) {
      const name = definition?.rules.find(({ id }) => id === rule)?.name?.[locale]
      if (name) return name
    }
    return rule
  }

/** All that a profile's rules were ever called, the present names first. */
export const definitionsOf = (profile: LoadedProfile) =>
  newestFirst(profile.versions).map(definitionOf)
