import type { Export } from '../db/reads/exports.ts'
import type { Exports } from '../db/schema.ts'
import { personalKinds, type PersonalKind } from '../domain/personal-data.ts'
import { columnsOf } from '../exports/columns.ts'
import { csvSpecSchema, evidenceSpecSchema } from '../exports/spec.ts'

/** What a file tells of persons. */
export const kindsInFile = ({ kind, spec }: Pick<Export, 'kind' | 'spec'>): PersonalKind[] => {
  const told = kindsOf[kind](spec)
  return personalKinds.filter((each) => told.includes(each))
}

const kindsOf: Readonly<Record<Exports['kind'], (spec: unknown) => readonly PersonalKind[]>> = {
  SESSIONS_CSV: (spec) =>
    columnsOf(csvSpecSchema.parse(spec).layout.columns).flatMap(({ shows }) => shows ?? []),
  EVIDENCE_PACKAGE: (spec) => {
    const { personal, numbers, pictures } = evidenceSpecSchema.parse(spec)
    return [
      ...(personal ? (['NAME', 'BIRTH_DATE', 'ADDRESS', 'OTHER'] as const) : []),
      ...(numbers ? (['NUMBER'] as const) : []),
      ...(pictures ? (['PICTURES'] as const) : []),
    ]
  },
}
