import type { Locale } from '../domain/method.ts'
import type { RuleTrace } from '../rules/trace.ts'
import { parseCheckProfile } from '../rules/profile-schema.ts'
import { traceSentences } from '../rules/sentences.ts'

/** A stored trace in words, with the pinned profile's names of its rules. @param definition as the version holds it */
export function explainDecision(
  definition: string,
  trace: unknown,
  locale: Locale,
): readonly string[] {
  // the trace is what rules/trace.ts made; a person's decision has none
  const rules: readonly RuleTrace[] = Array.isArray(trace) ? trace : []
  return traceSentences(rules, parseCheckProfile(JSON.parse(definition)), locale)
}
