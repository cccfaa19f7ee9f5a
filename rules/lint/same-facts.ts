import type { StudiedRule } from './study.ts'

/** Rules that speak of exactly the same facts, where there are at least two; each group in the order of the profile. */
export function sameFacts(rules: readonly StudiedRule[]): readonly (readonly StudiedRule[])[] {
  const groups = new Map<string, StudiedRule[]>()
  for (const rule of rules) {
    const key = [...new Set(rule.comparisons.map(({ fact }) => fact))].toSorted().join(' ')
    groups.set(key, [...(groups.get(key) ?? []), rule])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}
