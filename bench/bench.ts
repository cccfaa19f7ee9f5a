/** What one benchmark prints: a table for people, sentences, and figures by name for scripts. */
export interface BenchResult {
  readonly rows: readonly Readonly<Record<string, string | number>>[]
  readonly notes: readonly string[]
  readonly figures: Readonly<Record<string, string | number>>
}

export type Bench = (surroundings: { readonly say: (line: string) => void }) => Promise<BenchResult>
