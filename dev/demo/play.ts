import type { Identity } from '../../specimens/identity.ts'
import { openCaptureLink, type HandedIn } from '../../sandbox/applicant-client.ts'
import type { Part } from './cast.ts'
import type { CompanyClient } from './company-client.ts'
import type { Memory } from './memory.ts'

export interface Stage {
  readonly company: CompanyClient
  readonly memory: Memory
  /** The session's capture link as this machine reaches it. */
  readonly linkOf: (sessionId: string) => Promise<string>
  readonly identityOf: (part: Part) => Identity
  /** Begins to draw what the applicant hands in. */
  readonly draw: (part: Part) => HandedIn
  readonly say: (line: string) => void
}

export interface Played {
  readonly sessionId: string
  readonly status: string
}

const retryMs = 60_000
const waitMs = 300_000
/** Where an applicant can still hand something in. */
const open: readonly string[] = ['CREATED', 'CAPTURING']

/**
 * Brings one applicant's session to the status it is to show. What was handed in before a cut is not handed in again, and
 * a session that has once shown its status is left to whoever looks at the demo.
 */
export async function play(part: Part, stage: Stage): Promise<Played> {
  const { company, memory, say } = stage
  const startedMs = performance.now()
  const sessionId = await sessionOf(part, stage)
  if (memory.recall(`shown/${sessionId}`) === null) {
    await handIn(part, sessionId, stage)
    await settle(part, sessionId, company)
  }
  const status = (await company.statusOf(sessionId)) ?? 'REDACTED'
  if (memory.recall(`shown/${sessionId}`) === null) {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0)
    const otherwise = status === part.wanted ? '' : `, where ${part.wanted} was expected`
    say(`${part.key}: ${status} after ${seconds} s${otherwise}`)
    memory.note(`shown/${sessionId}`, status)
  }
  return { sessionId, status }
}

/** The session of an earlier start, or a new one. */
async function sessionOf(part: Part, { company, memory, identityOf }: Stage): Promise<string> {
  const name = `session/${part.key}`
  const known = memory.recall(name)
  if (known !== null && (await company.statusOf(known)) !== null) return known
  const { familyName, givenName, birthDate, address } = identityOf(part)
  const sessionId = await company.open({
    idempotencyKey: `demo/${part.key}`,
    externalId: `demo-${part.key}`,
    method: 'DOC_SELFIE',
    declared: { name: `${familyName} ${givenName}`, birthDate, address },
    locale: 'ja',
    ...(part.expiresInSeconds ? { expiresInSeconds: part.expiresInSeconds } : {}),
  })
  memory.note(name, sessionId)
  return sessionId
}

/** All that is still missing of what the part hands in. */
async function handIn(part: Part, sessionId: string, stage: Stage): Promise<void> {
  const status = await stage.company.statusOf(sessionId)
  if (status === null || !open.includes(status) || part.sends.length === 0) return
  const pictures = stage.draw(part)
  const client = await openCaptureLink(await stage.linkOf(sessionId), retryMs)
  await client.consent()
  await client.chooseLicence()
  const { slots } = await client.session()
  for (const slot of part.sends) {
    const state = slots.find((one) => one.slot === slot)
    if (!state?.accepted) await client.capture(slot, pictures)
  }
  if (part.submits) await client.submit()
}

/** Waits until the session has the status, or another at which it stands still. */
async function settle(part: Part, sessionId: string, company: CompanyClient): Promise<void> {
  const moving = part.submits || part.expiresInSeconds ? [...open, 'PROCESSING'] : ['PROCESSING']
  const endMs = Date.now() + waitMs
  for (;;) {
    const status = await company.statusOf(sessionId)
    if (status === null || !moving.includes(status)) return
    if (Date.now() > endMs) {
      throw new Error(`${part.key}: still ${status} after ${waitMs / 1000} s; see .data/logs`)
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
