import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Direction, Slot } from '../domain/method.ts'
import { persevere } from './persevere.ts'

const captureSchema = z.object({
  status: z.string(),
  slots: z.array(z.object({ slot: z.string(), asked: z.boolean(), accepted: z.boolean() })),
})
type CaptureSession = z.infer<typeof captureSchema>

const persisted = z
  .record(z.string(), z.string())
  .parse(
    JSON.parse(
      readFileSync(
        new URL(
          '../graphql/operations/generated/capture/persisted-documents.json',
          import.meta.url,
        ),
        'utf8',
      ),
    ),
  )
const hashByOperation = new Map(
  Object.entries(persisted).map(([hash, text]) => [
    /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '',
    hash,
  ]),
)

/** A capture was refused, as an applicant would see it. */
export class CaptureRefused extends Error {
  override readonly name = 'CaptureRefused'
  readonly slot: Slot
  readonly reasonCodes: readonly string[]
  constructor(slot: Slot, reasonCodes: readonly string[]) {
    super(`${slot} refused: ${reasonCodes.join(', ')}`)
    this.slot = slot
    this.reasonCodes = reasonCodes
  }
}

export interface Frame {
  readonly jpeg: Uint8Array
  /** Milliseconds since the first frame. */
  readonly atMs: number
}

/** What an applicant hands in: frames of a still, and a film that follows the directions. */
export interface HandedIn {
  still(slot: Exclude<Slot, 'LIVENESS'>): Promise<readonly Uint8Array[]>
  film(directions: readonly Direction[]): Promise<readonly Frame[]>
}

export interface ApplicantClient {
  session(): Promise<CaptureSession>
  consent(): Promise<void>
  chooseLicence(): Promise<void>
  capture(slot: Slot, applicant: HandedIn): Promise<void>
  submit(): Promise<void>
}

/**
 * An applicant without a browser: opens the capture link, keeps its cookie and speaks the persisted operations of
 * capture-ui. For the demo, load tests and benchmarks.
 * @param retryMs how long a request is tried again when nobody answers; 0: not at all
 */
export async function openCaptureLink(link: string, retryMs = 0): Promise<ApplicantClient> {
  const opened = await persevere(retryMs, () => fetch(link, { redirect: 'manual' }))
  const cookie = opened.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  if (!cookie) throw new Error(`the capture link answered ${opened.status} without a cookie`)
  const origin = new URL(link).origin

  async function ask(operation: string, variables: object = {}): Promise<Record<string, unknown>> {
    const answer = await persevere(retryMs, async () => {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kakunin-csrf': '1', cookie, origin },
        body: JSON.stringify({
          operationName: operation,
          variables,
          extensions: {
            persistedQuery: { version: 1, sha256Hash: hashByOperation.get(operation) },
          },
        }),
      })
      const body = envelope.parse(await response.json())
      if (retryMs > 0 && (response.status >= 500 || isPassing(body))) throw new Error('try again')
      return body
    })
    const [value] = Object.values(answer.data ?? {})
    const result = z.record(z.string(), z.unknown()).safeParse(value)
    if (answer.errors?.length || !result.success) {
      throw new Error(
        `${operation}: ${answer.errors?.map(({ message }) => message).join('; ') ?? 'no answer'}`,
      )
    }
    if (result.data['__typename'] === 'OperationError') {
      throw Object.assign(new Error(`${operation}: ${String(result.data['code'])}`), {
        code: result.data['code'],
      })
    }
    return result.data
  }

  async function send(
    slot: Slot,
    frames: readonly Frame[],
    challengeId: string | null,
  ): Promise<void> {
    const bytes = Buffer.concat(frames.map(({ jpeg }) => jpeg))
    const ticket = z.object({ ticketId: z.string(), url: z.string() }).parse(
      await ask('CreateUploadTicket', {
        input: {
          slot,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          size: bytes.length,
        },
      }),
    )
    const put = await persevere(retryMs, () =>
      // the address that browsers use may lead through a proxy that is not there yet
      fetch(new URL(new URL(ticket.url, origin).pathname, origin), {
        method: 'PUT',
        headers: {
          'content-type': frames.length > 1 ? 'video/x-motion-jpeg' : 'image/jpeg',
          cookie,
        },
        body: bytes,
      }),
    )
    // 409: it arrived the time before
    if (!put.ok && put.status !== 409)
      throw new Error(`upload of ${slot}: ${put.status} ${await put.text()}`)
    const verdict = z.object({ accepted: z.boolean(), reasonCodes: z.array(z.string()) }).parse(
      await ask('ConfirmCapture', {
        input: {
          ticketId: ticket.ticketId,
          frames: frames.map(({ jpeg, atMs }) => ({ bytes: jpeg.length, atMs })),
          ...(challengeId ? { challengeId } : {}),
        },
      }),
    )
    if (!verdict.accepted) throw new CaptureRefused(slot, verdict.reasonCodes)
  }

  return {
    session: async () => captureSchema.parse(await ask('CaptureSession')),
    consent: async () => void (await ask('GiveConsent', { consentVersion: '1' })),
    chooseLicence: async () =>
      void (await ask('ChooseDocument', { documentType: 'DRIVERS_LICENCE' })),
    submit: async () => void (await ask('SubmitCaptures')),
    async capture(slot, applicant) {
      if (slot !== 'LIVENESS') {
        const frames = await applicant.still(slot)
        return send(
          slot,
          frames.map((jpeg, i) => ({ jpeg, atMs: i * 150 })),
          null,
        )
      }
      const challenge = z
        .object({
          challengeId: z.string(),
          directions: z.array(z.enum(['LEFT', 'RIGHT', 'UP', 'DOWN'])),
        })
        .parse(await ask('RequestLivenessChallenge'))
      const directions: readonly Direction[] = challenge.directions
      return send(slot, await applicant.film(directions), challenge.challengeId)
    },
  }
}

const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()).optional() }),
    )
    .optional(),
})

/** The API is there, but what it stands on is not, for the moment. */
const isPassing = ({ errors }: z.infer<typeof envelope>): boolean =>
  errors?.some(({ extensions }) => extensions?.['code'] === 'UNEXPECTED') ?? false
