import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { withTenant } from '../../db/client.ts'
import { sessionsById } from '../../db/reads/sessions.ts'
import { storeUpload } from '../../db/uploads.ts'
import { DomainError } from '../../domain/errors.ts'
import { slots } from '../../domain/method.ts'
import type { Dependencies } from '../dependencies.ts'
import { replyError, replyJson } from './reply.ts'

/** What a ticket says: which bytes may come, for which slot of which session. Sealed, so that none can be made up. */
export const uploadTicketSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  sessionId: z.string(),
  slot: z.enum(slots),
  sha256: z.string(),
  size: z.number(),
})
export type UploadTicket = z.infer<typeof uploadTicketSchema>

const contentTypes = ['image/jpeg', 'video/x-motion-jpeg']
/** Bytes of all uploads that this process holds at one time. */
const mostBytesAtOnce = 400_000_000
/** Uploads of one session at one time: else one applicant, sending slowly, could keep the whole room to themselves. */
const mostOfSession = 3

/**
 * PUT /uploads/:ticket. Takes exactly the bytes that the ticket names, once, and seals them under the session's key before
 * they touch the disk. The ticket is the permission: it was given to the session's own device.
 */
export function createUploadRoute({ tokens, db, keyring, store }: Dependencies) {
  let bytesHeld = 0
  const underWay = new Map<string, number>()

  return async (request: IncomingMessage, response: ServerResponse, token: string) => {
    const opened = tokens.open('upload', token, uploadTicketSchema)
    if (opened.state !== 'VALID') {
      refuse(request, response, opened.state === 'EXPIRED' ? expired() : invalid())
      return
    }
    const ticket = opened.content
    const problem = headerProblem(request, ticket)
    if (problem) {
      refuse(request, response, problem)
      return
    }
    if (bytesHeld + ticket.size > mostBytesAtOnce) {
      response.setHeader('retry-after', '2')
      refuse(request, response, new DomainError('RATE_LIMITED', 'many uploads at once; try again'))
      return
    }
    const others = underWay.get(ticket.sessionId) ?? 0
    if (others >= mostOfSession) {
      response.setHeader('retry-after', '2')
      refuse(request, response, new DomainError('RATE_LIMITED', 'finish the other uploads first'))
      return
    }
    underWay.set(ticket.sessionId, others + 1)
    bytesHeld += ticket.size
    try {
      const bytes = await readExactly(request, ticket.size)
      if (createHash('sha256').update(bytes).digest('hex') !== ticket.sha256) {
        throw new DomainError('UPLOAD_HASH_MISMATCH', 'expected the bytes that were announced')
      }
      const box = await boxOf(ticket)
      await storeUpload({ ...ticket, ticketId: ticket.id, store, box }, bytes)
      replyJson(response, 201, { received: bytes.length })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      refuse(request, response, error)
    } finally {
      bytesHeld -= ticket.size
      const left = (underWay.get(ticket.sessionId) ?? 1) - 1
      if (left > 0) underWay.set(ticket.sessionId, left)
      else underWay.delete(ticket.sessionId)
    }
  }

  async function boxOf({ tenantId, sessionId }: UploadTicket) {
    const sessions = await withTenant(db, tenantId, (trx) => sessionsById(trx, [sessionId], null))
    const session = sessions.get(sessionId)
    if (!session) throw invalid()
    if (!['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED'].includes(session.status)) {
      throw new DomainError('SESSION_STATE', 'no pictures are taken any more')
    }
    return keyring.sessionBox(tenantId, sessionId, session.wrappedKey)
  }
}

const invalid = () => new DomainError('TICKET_INVALID', 'expected a ticket that was issued here')
const expired = () => new DomainError('TICKET_EXPIRED', 'the ticket is over; ask for another one')

function headerProblem({ headers }: IncomingMessage, { size }: UploadTicket): DomainError | null {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!contentTypes.includes(type)) {
    return new DomainError('INPUT_INVALID', `content-type: expected ${contentTypes.join(' or ')}`)
  }
  // a chunked body has no length: then the stream alone is watched
  const length = headers['content-length']
  if (length === undefined) return null
  if (Number(length) > size) return tooLarge()
  return Number(length) === size ? null : mismatch()
}

const tooLarge = () => new DomainError('UPLOAD_TOO_LARGE', 'more bytes than the ticket allows')
const mismatch = () => new DomainError('UPLOAD_HASH_MISMATCH', 'fewer bytes than were announced')

/** @throws DomainError `UPLOAD_TOO_LARGE` as soon as there is one byte too many, `UPLOAD_HASH_MISMATCH` when some are missing */
async function readExactly(request: IncomingMessage, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part: unknown = chunk
    if (!Buffer.isBuffer(part)) throw mismatch()
    if (filled + part.length > size) throw tooLarge()
    filled += part.copy(bytes, filled)
  }
  if (filled !== size) throw mismatch()
  return bytes
}

/** Answers at once and closes, so that nobody goes on sending what is not wanted. */
function refuse(request: IncomingMessage, response: ServerResponse, error: DomainError): void {
  response.setHeader('connection', 'close')
  replyError(response, error)
  response.once('finish', () => request.destroy())
}
