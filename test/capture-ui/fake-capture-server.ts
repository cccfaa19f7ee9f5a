import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CaptureSessionPartsFragment } from '../../graphql/operations/generated/capture/graphql.ts'
import { slots, type Slot } from '../../domain/method.ts'

const dist = fileURLToPath(new URL('../../capture-ui/dist/', import.meta.url))
const persisted = fileURLToPath(
  new URL('../../graphql/operations/generated/capture/persisted-documents.json', import.meta.url),
)
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

export type FakeSession = CaptureSessionPartsFragment

export const freshSession = (change: Partial<FakeSession> = {}): FakeSession => ({
  __typename: 'CaptureSession',
  id: 'fake',
  status: 'CREATED',
  locale: 'ja',
  tenantName: 'みどり銀行',
  method: 'DOC_SELFIE',
  acceptedDocuments: ['DRIVERS_LICENCE'],
  documentType: null,
  consentVersion: null,
  consentGiven: false,
  slots: slots.map((slot) => ({
    __typename: 'CaptureSlot',
    slot,
    asked: true,
    accepted: false,
    reasonCodes: [],
  })),
  retake: [],
  applicantMessage: null,
  redirectUrl: 'https://example.jp/after',
  expiresAt: '2030-01-01T00:00:00Z',
  ...change,
})

export const withAccepted = (session: FakeSession, accepted: readonly Slot[]): FakeSession => ({
  ...session,
  slots: session.slots.map((each) => ({
    ...each,
    accepted: each.accepted || accepted.includes(each.slot),
  })),
})

export interface Upload {
  readonly slot: Slot
  readonly sha256: string
  readonly type: string
  readonly bytes: Buffer
  readonly frames: readonly { readonly bytes: number; readonly atMs: number }[]
}

/** The built page and an answering machine in the API's place: for the screens' states, not for the story. */
export async function startFakeCaptureServer(first: FakeSession | null) {
  const textByHash: unknown = JSON.parse(await readFile(persisted, 'utf8'))
  let session = first
  let refusals: string[] = []
  const uploads: Upload[] = []
  const waiting = new Map<string, { slot: Slot; bytes: Buffer; type: string }>()

  const answer = (operation: string, variables: Record<string, unknown>): unknown => {
    if (operation === 'CaptureSession') return { captureSession: session }
    if (session === null) return { errors: [] }
    switch (operation) {
      case 'GiveConsent':
        session = { ...session, status: 'CAPTURING', consentGiven: true, consentVersion: 'x' }
        return { giveConsent: session }
      case 'ChooseDocument':
        session = { ...session, documentType: 'DRIVERS_LICENCE' }
        return { chooseDocument: session }
      case 'SetLocale':
        return { setLocale: session }
      case 'CreateHandoffLink':
        return {
          createHandoffLink: {
            __typename: 'CaptureLink',
            url: 'https://kakunin.example/c/5f2c8a1e9b7d4c60',
            expiresAt: session.expiresAt,
          },
        }
      case 'RequestLivenessChallenge':
        return {
          requestLivenessChallenge: {
            __typename: 'LivenessChallenge',
            challengeId: 'challenge',
            directions: ['LEFT', 'RIGHT'],
            expiresAt: session.expiresAt,
          },
        }
      case 'CreateUploadTicket': {
        const { slot } = variables['input'] as { slot: Slot }
        const ticketId = `${slot}-${waiting.size}`
        waiting.set(ticketId, { slot, bytes: Buffer.alloc(0), type: '' })
        return {
          createUploadTicket: {
            __typename: 'UploadTicket',
            ticketId,
            url: `/upload/${ticketId}`,
            expiresAt: session.expiresAt,
          },
        }
      }
      case 'ConfirmCapture': {
        const { ticketId, frames } = variables['input'] as {
          ticketId: string
          frames: Upload['frames']
        }
        const put = waiting.get(ticketId)
        if (put === undefined) throw new Error('expected a ticket')
        uploads.push({
          ...put,
          frames,
          sha256: createHash('sha256').update(put.bytes).digest('hex'),
        })
        const reason = refusals.shift()
        if (reason === undefined) session = withAccepted(session, [put.slot])
        return {
          confirmCapture: {
            __typename: 'CaptureVerdict',
            captureId: 'c',
            slot: put.slot,
            accepted: reason === undefined,
            reasonCodes: reason === undefined ? [] : [reason],
            session,
          },
        }
      }
      case 'SubmitCaptures':
        session = { ...session, status: 'PROCESSING' }
        return { submitCaptures: session }
      default:
        throw new Error(`expected a known operation`)
    }
  }

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    if (path === '/graphql') {
      const { documentId, variables } = JSON.parse((await bodyOf(request)).toString()) as {
        documentId: string
        variables: Record<string, unknown>
      }
      const text: unknown = Reflect.get(textByHash as object, documentId)
      const [, operation = ''] = /(?:query|mutation) (\w+)/.exec(String(text)) ?? []
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ data: answer(operation, variables) }))
      return
    }
    if (path.startsWith('/upload/')) {
      const ticket = waiting.get(path.slice('/upload/'.length))
      if (ticket !== undefined) {
        ticket.bytes = await bodyOf(request)
        ticket.type = request.headers['content-type'] ?? ''
      }
      response.statusCode = ticket === undefined ? 404 : 204
      response.end()
      return
    }
    const name = normalize(path.replace(/^\/capture\//, '')) || 'index.html'
    try {
      const file = await readFile(join(dist, name === '.' || name === '/' ? 'index.html' : name))
      response.setHeader('content-type', types[extname(name)] ?? 'text/html; charset=utf-8')
      response.end(file)
    } catch {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  return {
    url: `http://127.0.0.1:${address.port}/capture/`,
    uploads,
    setSession: (next: FakeSession | null) => {
      session = next
    },
    session: () => session,
    /** The next captures are refused for these reasons, one each. */
    refuse: (reasons: readonly string[]) => {
      refusals = [...reasons]
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}
