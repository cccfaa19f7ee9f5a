import { erasedKinds, outcomesKept } from '../../domain/retention.ts'
import type { RetentionTermInput } from '../../graphql/operations/generated/admin/graphql.ts'

/** Days as they are typed, by `OUTCOME.KIND`. */
export type DaysDraft = Readonly<Record<string, string>>

/** Every term; what is empty is kept, what is no number of days becomes one that is refused. */
export const termsOfDraft = (draft: DaysDraft): RetentionTermInput[] =>
  outcomesKept.flatMap((outcome) =>
    erasedKinds.map((kind) => {
      const text = (draft[`${outcome}.${kind}`] ?? '').normalize('NFKC').trim()
      const days = text === '' ? null : /^\d{1,6}$/.test(text) ? Number(text) : -1
      return { outcome, kind, days }
    }),
  )
