export type TraceKind = 'DECIDED' | 'HOLDS' | 'FAILS' | 'UNKNOWN'
export interface TraceRow {
  readonly sentence: string
  readonly kind: TraceKind
}

/** The server's sentences, one a rule, each with how the rule came out; the trace has them in the same order. */
export function traceRows(trace: unknown, sentences: readonly string[]): readonly TraceRow[] {
  const rules: readonly unknown[] = Array.isArray(trace) ? trace : []
  return sentences.map((sentence, index) => ({ sentence, kind: kindOf(rules[index]) }))
}

function kindOf(rule: unknown): TraceKind {
  if (typeof rule !== 'object' || rule === null) return 'FAILS'
  if (Reflect.get(rule, 'decided') === true) return 'DECIDED'
  const outcome: unknown = Reflect.get(rule, 'outcome')
  return outcome === 'HOLDS' || outcome === 'UNKNOWN' ? outcome : 'FAILS'
}
