import { sql, type RawBuilder } from 'kysely'

/** Which sessions a figure is about: those opened in a span of time, narrowed where a field is given. */
export interface Scope {
  readonly from: Date
  /** Not included. */
  readonly to: Date
  /** null: both sides of the sandbox. */
  readonly sandbox: boolean | null
  readonly methods?: readonly string[] | undefined
  readonly documentTypes?: readonly string[] | undefined
  readonly locales?: readonly string[] | undefined
  readonly deviceKinds?: readonly string[] | undefined
}

/** Ways to split sessions, each a column. */
export const dimensions = {
  DEVICE: 'device_kind',
  LOCALE: 'locale',
  DOCUMENT: 'document_type',
  METHOD: 'method',
} as const
export type Dimension = keyof typeof dimensions

/** The condition on `sessions as s`. Ids are UUIDv7, so a span of time is a range of the index by side. */
export const inScope = (scope: Scope): RawBuilder<boolean> => {
  const lists = [
    [sql.ref('s.method'), scope.methods],
    [sql.ref('s.document_type'), scope.documentTypes],
    [sql.ref('s.locale'), scope.locales],
    [sql.ref('s.device_kind'), scope.deviceKinds],
  ] as const
  const sides = scope.sandbox === null ? [true, false] : [scope.sandbox]
  return sql<boolean>`s.sandbox = any(${sides}) and s.id >= ${firstId(scope.from)}::uuid and s.id < ${firstId(scope.to)}::uuid
    ${sql.join(
      lists.flatMap(([column, wanted]) =>
        wanted?.length ? [sql`and ${column} = any(${wanted})`] : [],
      ),
      sql` `,
    )}`
}

/** The least UUIDv7 of a moment. */
function firstId(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
