import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { framesBySlot, type Slot } from '../../domain/method.ts'
import type { Answer, Caller, Stack } from './stack.ts'

/** Hashes of the persisted operations by their names. */
export function operationHashes(ui: 'capture' | 'admin'): ReadonlyMap<string, string> {
  const file = new URL(
    `../../graphql/operations/generated/${ui}/persisted-documents.json`,
    import.meta.url,
  )
  const texts = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))
  return new Map(
    Object.entries(texts).map(([hash, text]) => [
      /(?:query|mutation|subscription) (\w+)/.exec(text)?.[1] ?? '',
      hash,
    ]),
  )
}

export const createSession = `mutation ($input: CreateVerificationSessionInput!) {
  createVerificationSession(input: $input) {
    __typename
    ... on OperationError { code message field }
    ... on CreateVerificationSessionSuccess { replayed session { id status } captureLink { url } }
  }
}`

/** What a company sends, but for what a test says otherwise. */
export const sessionInput = (other: object = {}) => ({
  idempotencyKey: randomBytes(8).toString('hex'),
  externalId: `customer-${randomBytes(4).toString('hex')}`,
  method: 'DOC_SELFIE',
  declared: {
    name: '山田 太郎',
    birthDate: '1993-03-15',
    address: '東京都千代田区霞が関一丁目1番1号',
  },
  locale: 'ja',
  ...other,
})

export interface OpenedByApi {
  readonly id: string
  readonly link: string
}

export async function openByApi(
  stack: Stack,
  caller: Caller,
  other: object = {},
): Promise<OpenedByApi> {
  const { data, errors } = await stack.ask(caller, createSession, { input: sessionInput(other) })
  const made = data?.['createVerificationSession']
  if (made?.__typename !== 'CreateVerificationSessionSuccess') {
    throw new Error(`no session: ${JSON.stringify(errors ?? made)}`)
  }
  return { id: made.session.id, link: made.captureLink.url }
}

/** The cookie that a capture link gives to a browser. */
export async function followLink(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' })
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

const hashes = operationHashes('capture')

/** One operation of the applicant's screens. */
export async function applicantAsks(
  stack: Stack,
  cookie: string,
  operation: string,
  variables: object = {},
): Promise<NonNullable<Answer['data']>[string]> {
  const { data, errors } = await stack.ask({ cookie }, hashes.get(operation) ?? '', variables)
  if (!data) throw new Error(`${operation}: ${JSON.stringify(errors)}`)
  return Object.values(data)[0]
}

export interface Upload {
  readonly ticketId: string
  readonly status: number
  readonly frames: readonly { readonly bytes: number; readonly atMs: number }[]
}

/** A ticket, and the bytes sent with it. */
export async function upload(
  stack: Stack,
  cookie: string,
  slot: Slot,
  pictures: readonly Uint8Array[] = pixels(slot),
): Promise<Upload> {
  const bytes = Buffer.concat(pictures)
  const ticket = await applicantAsks(stack, cookie, 'CreateUploadTicket', {
    input: { slot, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length },
  })
  if (ticket.__typename === 'OperationError') throw new Error(`ticket: ${ticket.code}`)
  const { status } = await fetch(ticket.url, {
    method: 'PUT',
    headers: { 'content-type': pictures.length > 1 ? 'video/x-motion-jpeg' : 'image/jpeg' },
    body: bytes,
  })
  return {
    ticketId: ticket.ticketId,
    status,
    frames: pictures.map((picture, i) => ({ bytes: picture.length, atMs: i * 150 })),
  }
}

/** Bytes that begin as JPEGs do, for tests in which nobody looks at them. */
export const pixels = (slot: Slot): Uint8Array[] =>
  Array.from({ length: framesBySlot[slot].min }, () =>
    Buffer.concat([Buffer.of(0xff, 0xd8), randomBytes(64), Buffer.of(0xff, 0xd9)]),
  )

/** Consent, document, every picture and the submission. @returns answer of the submission */
export async function applyByApi(
  stack: Stack,
  cookie: string,
  pictures: Partial<Record<Slot, readonly Uint8Array[]>> = {},
) {
  await applicantAsks(stack, cookie, 'GiveConsent', { consentVersion: '1' })
  await applicantAsks(stack, cookie, 'ChooseDocument', { documentType: 'DRIVERS_LICENCE' })
  for (const slot of ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS'] as const) {
    const challengeId =
      slot === 'LIVENESS'
        ? (await applicantAsks(stack, cookie, 'RequestLivenessChallenge')).challengeId
        : null
    const { ticketId, frames } = await upload(stack, cookie, slot, pictures[slot])
    const verdict = await applicantAsks(stack, cookie, 'ConfirmCapture', {
      input: { ticketId, frames, ...(challengeId ? { challengeId } : {}) },
    })
    if (!verdict.accepted) throw new Error(`${slot}: ${JSON.stringify(verdict)}`)
  }
  return applicantAsks(stack, cookie, 'SubmitCaptures')
}
