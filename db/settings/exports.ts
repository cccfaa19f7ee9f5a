import { DomainError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { appendAudit } from '../audit.ts'
import type { Trx } from '../client.ts'
import type { Actor } from '../inbox-schemas.ts'
import type { Keyring } from '../keyring.ts'
import type { Exports } from '../schema.ts'

export interface ExportChange {
  readonly tenantId: string
  readonly actor: Actor
  readonly at: Date
}

export interface NewExport {
  readonly kind: Exports['kind']
  readonly sessionId: string | null
  readonly sandbox: boolean | null
  readonly spec: object
  /** For the record: codes and names of columns, nobody's data. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** Lays the order for a file, with a key of its own; the workflow makes it. @returns its id */
export async function orderExport(
  trx: Trx,
  keyring: Keyring,
  { tenantId, actor, at }: ExportChange,
  { kind, sessionId, sandbox, spec, detail }: NewExport,
): Promise<string> {
  const id = newId(at.getTime())
  const { wrapped } = await keyring.newFileKey(tenantId, id)
  await trx
    .insertInto('exports')
    .values({
      tenantId,
      id,
      kind,
      status: 'QUEUED',
      sessionId,
      sandbox,
      spec: JSON.stringify(spec),
      actorKind: actor.kind,
      actorId: actor.id,
      wrappedKey: wrapped,
      rowsTotal: null,
      sha256: null,
      failureCode: null,
      createdAt: at,
      finishedAt: null,
      expiresAt: null,
    })
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'export.ordered',
    subjectKind: sessionId === null ? 'export' : 'verification_session',
    subjectId: sessionId ?? id,
    detail: { kind, exportId: id, ...detail },
  })
  return id
}

const mostPresets = 100

/** Saved under a name that is taken, it takes that one's place. @throws DomainError `INPUT_INVALID` */
export async function savePreset(
  trx: Trx,
  { tenantId, actor, at }: ExportChange,
  { name, spec }: { readonly name: string; readonly spec: object },
): Promise<void> {
  const id = newId(at.getTime())
  const { count } = await trx
    .selectFrom('exportPresets')
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostPresets)
    throw new DomainError('INPUT_INVALID', `name: expected at most ${mostPresets} presets`)
  const authorId = actor.kind === 'MEMBER' ? actor.id : null
  await trx
    .insertInto('exportPresets')
    .values({ tenantId, id, name, spec: JSON.stringify(spec), authorId, createdAt: at })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'name']).doUpdateSet({ spec: JSON.stringify(spec), authorId }),
    )
    .execute()
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'export_preset.saved',
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: { ...spec },
  })
}

/** @throws DomainError `NOT_FOUND` */
export async function deletePreset(
  trx: Trx,
  { tenantId, actor, at }: ExportChange,
  name: string,
): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('exportPresets')
    .where('name', '=', name)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new DomainError('NOT_FOUND', 'no such preset')
  await appendAudit(trx, tenantId, {
    at,
    actor,
    action: 'export_preset.deleted',
    subjectKind: 'tenant',
    subjectId: tenantId,
    detail: {},
  })
}
