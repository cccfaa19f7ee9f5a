import type { IncomingMessage } from 'node:http'
import { DomainError } from '../../domain/errors.ts'

/** The body, up to a limit. @throws DomainError `UPLOAD_TOO_LARGE` as soon as it is passed */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const tooLarge = () => new DomainError('UPLOAD_TOO_LARGE', `expected at most ${mostBytes} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part: unknown = chunk
    if (!Buffer.isBuffer(part)) throw new TypeError('expected bytes')
    length += part.length
    if (length > mostBytes) throw tooLarge()
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}
