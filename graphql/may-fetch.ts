import type { Export } from '../db/reads/exports.ts'
import type { Exports } from '../db/schema.ts'
import { columnsOf } from '../exports/columns.ts'
import { csvSpecSchema, evidenceSpecSchema } from '../exports/spec.ts'
import { isPermitted, type Permission } from './auth/permissions.ts'
import type { Principal } from './auth/principals.ts'

/** What it takes to order, see and fetch a file of each kind. */
export const permissionOfKind = {
  SESSIONS_CSV: 'exports.read',
  EVIDENCE_PACKAGE: 'evidence.read',
} as const satisfies Record<Exports['kind'], Permission>

/** A file shows what who ordered it might see; whoever fetches it must be allowed all of that too. */
export const mayFetch = (principal: Principal, order: Pick<Export, 'kind' | 'spec'>): boolean =>
  [permissionOfKind[order.kind], ...contentsOf[order.kind](order.spec)].every((permission) =>
    isPermitted(principal, permission),
  )

const contentsOf: Readonly<Record<Exports['kind'], (spec: unknown) => readonly Permission[]>> = {
  SESSIONS_CSV: (spec) =>
    columnsOf(csvSpecSchema.parse(spec).layout.columns).flatMap(
      ({ permission }) => permission ?? [],
    ),
  EVIDENCE_PACKAGE: (spec) => {
    const { personal, numbers, notes, pictures } = evidenceSpecSchema.parse(spec)
    return [
      ...(personal ? (['persons.export'] as const) : []),
      ...(numbers ? (['numbers.read'] as const) : []),
      ...(notes ? (['notes.read'] as const) : []),
      ...(pictures ? (['pictures.export'] as const) : []),
    ]
  },
}
