import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  CaptureRefused,
  openCaptureLink,
  type ApplicantClient,
  type HandedIn,
} from '../sandbox/applicant-client.ts'
import type { Slot } from '../domain/method.ts'

const order: readonly Slot[] = ['FRONT', 'BACK', 'THICKNESS', 'FACE', 'LIVENESS']
const open = ['CREATED', 'CAPTURING', 'RESUBMISSION_REQUESTED']

export interface Way {
  /** Ends the trying. */
  readonly endMs: number
  /** How long one request is tried again before the applicant looks at the screen anew. */
  readonly retryMs: number
  readonly pauseMs: number
  readonly trouble?: (error: unknown) => void
}

/**
 * A person who does not give up: whatever goes wrong, they look at the screen again and do what is still asked for, until
 * the session takes no more pictures. @returns how often something went wrong on the way
 */
export async function applyWithPatience(
  link: string,
  applicant: HandedIn,
  way: Way,
): Promise<number> {
  let troubles = 0
  let client: ApplicantClient | null = null
  while (Date.now() < way.endMs) {
    try {
      client ??= await openCaptureLink(link, way.retryMs)
      const { status, slots } = await client.session()
      if (!open.includes(status)) return troubles
      await client.consent()
      await client.chooseLicence()
      const missing = slots.filter(({ asked, accepted }) => asked && !accepted)
      for (const slot of order.filter((each) => missing.some((other) => other.slot === each))) {
        await client.capture(slot, applicant)
      }
      await client.submit()
    } catch (error) {
      // a refused picture is taken again like any other
      troubles += error instanceof CaptureRefused ? 0 : 1
      way.trouble?.(error)
      await new Promise((resolve) => setTimeout(resolve, way.pauseMs))
    }
  }
  return troubles
}

const answerSchema = z.object({
  data: z.object({
    createVerificationSession: z.object({
      session: z.object({ id: z.string() }),
      captureLink: z.object({ url: z.string() }),
    }),
  }),
})

/** A company's program that asks for a session until it has one; its idempotency key makes all the asking one. */
export async function createWithPatience(
  url: string,
  apiKey: string,
  { endMs, pauseMs }: Way,
): Promise<{ id: string; link: string }> {
  const idempotencyKey = randomUUID()
  const body = JSON.stringify({
    query: `mutation ($input: CreateVerificationSessionInput!) {
      createVerificationSession(input: $input) {
        ... on CreateVerificationSessionSuccess { session { id } captureLink { url } }
      }
    }`,
    variables: { input: { idempotencyKey, externalId: idempotencyKey, method: 'DOC_SELFIE' } },
  })
  for (;;) {
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
        body,
        signal: AbortSignal.timeout(20_000),
      })
      const made = answerSchema.parse(await response.json()).data.createVerificationSession
      return { id: made.session.id.slice('vs_'.length), link: made.captureLink.url }
    } catch (error) {
      if (Date.now() > endMs) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
