import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { appendAudit } from '../../db/audit.ts'
import { withTenant } from '../../db/client.ts'
import { getPart } from '../../db/export-blobs.ts'
import { exportsById, partsOf, type Export, type ExportPart } from '../../db/reads/exports.ts'
import { DomainError } from '../../domain/errors.ts'
import { dayInJapan } from '../../domain/japan-days.ts'
import { encoders } from '../../exports/encodings.ts'
import { csvSpecSchema } from '../../exports/spec.ts'
import type { Identity, Principal } from '../auth/principals.ts'
import { actorOf } from '../context.ts'
import type { Dependencies } from '../dependencies.ts'
import { mayFetch } from '../may-fetch.ts'
import { readRange } from './byte-range.ts'
import { headersOf } from './headers-of.ts'
import { replyError } from './reply.ts'

const addressSchema = z.object({
  tenantId: z.string(),
  exportId: z.string(),
  asker: z.object({ kind: z.enum(['MEMBER', 'API_KEY']), id: z.string() }),
})

const addressLifeMs = 300_000

/** The address of one finished file, for five minutes and for whoever asked: to anybody else it opens nothing. */
export function exportAddress(
  { tokens, clock, publicUrl }: Pick<Dependencies, 'tokens' | 'clock' | 'publicUrl'>,
  principal: Principal,
  exportId: string,
): { url: string; expiresAt: Date } {
  const expiresAt = new Date(clock().getTime() + addressLifeMs)
  const content = { tenantId: principal.tenantId, exportId, asker: actorOf(principal) }
  return { url: `${publicUrl}/exports/${tokens.seal('export', content, expiresAt)}`, expiresAt }
}

/**
 * GET /exports/:token, with the login or the key that asked for the address. A broken download goes on by `Range`. Each one
 * goes on record before its first byte leaves.
 */
export function createExportRoute(
  { tokens, db, keyring, store, clock }: Dependencies,
  identify: (headers: Headers) => Promise<Identity>,
) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    token: string,
  ): Promise<void> => {
    try {
      const opened = tokens.open('export', token, addressSchema)
      if (opened.state !== 'VALID') throw gone()
      const { principal } = await identify(headersOf(request))
      if (!principal)
        throw new DomainError('UNAUTHENTICATED', 'expected the login or key that asked')
      const { order, parts } = await findFile(principal, opened.content)
      await send(request, response, principal, order, parts)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'SEAL_BROKEN' || response.headersSent)
        throw error
      replyError(response, error)
    }
  }

  async function findFile(
    principal: Principal,
    { tenantId, exportId, asker }: z.infer<typeof addressSchema>,
  ) {
    if (asker.kind !== principal.kind || asker.id !== principal.id) throw gone()
    const { order, parts } = await withTenant(db, tenantId, async (trx) => ({
      order: (await exportsById(trx, [exportId], principal.sandbox)).get(exportId),
      parts: await partsOf(trx, exportId),
    }))
    if (!order) throw gone()
    if (order.status !== 'READY') throw new DomainError('KEY_DESTROYED', 'the file was erased')
    if (!mayFetch(principal, order)) throw new DomainError('FORBIDDEN', 'not for this caller')
    return { order, parts }
  }

  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
    order: Export,
    parts: readonly ExportPart[],
  ): Promise<void> {
    const size = Number(order.size)
    const etag = `"${order.id}"`
    const { range, 'if-range': ifRange } = request.headers
    const asked = readRange(range, typeof ifRange === 'string' ? ifRange : undefined, {
      size,
      etag,
    })
    const headers = { 'accept-ranges': 'bytes', etag, 'cache-control': 'no-store' }
    if (asked.kind === 'UNSATISFIABLE') {
      response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` }).end()
      return
    }
    const { from, to } = asked.kind === 'PART' ? asked : { from: 0, to: size - 1 }
    const { type, name } = labelOf(order)
    const answer = {
      ...headers,
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'content-length': String(to - from + 1),
      ...(asked.kind === 'PART' ? { 'content-range': `bytes ${from}-${to}/${size}` } : {}),
    }
    if (request.method === 'HEAD') {
      response.writeHead(200, answer).end()
      return
    }
    await withTenant(db, order.tenantId, (trx) =>
      appendAudit(trx, order.tenantId, {
        at: clock(),
        actor: actorOf(principal),
        action: 'export.fetched',
        subjectKind: order.sessionId === null ? 'export' : 'verification_session',
        subjectId: order.sessionId ?? order.id,
        detail: { exportId: order.id, kind: order.kind, from, to, rows: order.rowsDone },
      }),
    )
    response.writeHead(asked.kind === 'PART' ? 206 : 200, answer)
    await pipeline(bytesOf(order, parts, from, to), response)
  }

  /** A part at a time is in memory, whatever the length of the file. */
  async function* bytesOf(
    { tenantId, id: exportId, wrappedKey }: Export,
    parts: readonly ExportPart[],
    from: number,
    to: number,
  ): AsyncGenerator<Buffer> {
    const box = await keyring.fileBox(tenantId, exportId, wrappedKey)
    let start = 0
    for (const { number, size } of parts) {
      const end = start + size
      if (start <= to && end > from) {
        const bytes = await getPart(store, box, { tenantId, exportId, number })
        yield bytes.subarray(Math.max(0, from - start), Math.min(size, to + 1 - start))
      }
      start = end
    }
  }
}

const gone = () => new DomainError('NOT_FOUND', 'the address is over; ask for another one')

/** Type and name of the file; the name says the day in Japan and nothing of anybody. */
function labelOf(order: Export): { type: string; name: string } {
  const day = dayInJapan(order.createdAt)
  if (order.kind === 'EVIDENCE_PACKAGE')
    return { type: 'application/zip', name: `evidence-${order.sessionId}-${day}.zip` }
  const { encoding } = csvSpecSchema.parse(order.spec).layout
  return {
    type: `text/csv; charset=${encoders[encoding].charset}; header=present`,
    name: `verification-sessions-${day}.csv`,
  }
}
