import type { ServerResponse } from 'node:http'
import type { DomainError, ErrorCode } from '../../domain/errors.ts'

/** HTTP status of an expected failure outside GraphQL. */
const statusByCode: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TICKET_INVALID: 403,
  TICKET_EXPIRED: 410,
  TICKET_USED: 409,
  SESSION_STATE: 409,
  SESSION_EXPIRED: 410,
  EXPORT_STATE: 409,
  KEY_DESTROYED: 410,
  UPLOAD_TOO_LARGE: 413,
  UPLOAD_HASH_MISMATCH: 422,
  RATE_LIMITED: 429,
  UNEXPECTED: 500,
}

export function replyJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** `{ code, message }` with the status that fits the code. */
export function replyError(response: ServerResponse, { code, message }: DomainError): void {
  replyJson(response, statusByCode[code] ?? 400, { code, message })
}

export function replyText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(text)
}
