import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { uploadKey } from '../../db/uploads.ts'
import { maxUploadBytesBySlot } from '../../domain/method.ts'
import { newId } from '../../domain/ids.ts'
import { applicantAsks, followLink, openByApi } from '../support/api-applicant.ts'
import { scriptedVision } from '../support/scripted-vision.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { prepareTenant } from '../support/tenant.ts'

let stack: Stack
let tenantId: string
let key: string
let cookie: string
let sessionId: string

beforeAll(async () => {
  stack = await startStack(scriptedVision())
  tenantId = (await prepareTenant(stack.database)).tenantId
  key = await stack.addKey(tenantId)
})
beforeEach(async () => {
  ;({ cookie, sessionId } = await applicant())
})
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
})

async function applicant() {
  const { id, link } = await openByApi(stack, { key })
  const own = await followLink(link)
  await applicantAsks(stack, own, 'GiveConsent', { consentVersion: '1' })
  await applicantAsks(stack, own, 'ChooseDocument', { documentType: 'DRIVERS_LICENCE' })
  return { cookie: own, sessionId: id.slice(3) }
}

const picture = (length = 100) =>
  Buffer.concat([Buffer.of(0xff, 0xd8), randomBytes(length - 4), Buffer.of(0xff, 0xd9)])
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const ask = (input: object, own = cookie) =>
  applicantAsks(stack, own, 'CreateUploadTicket', { input })
const ticketFor = (bytes: Uint8Array, own = cookie) =>
  ask({ slot: 'FRONT', sha256: sha256(bytes), size: bytes.length }, own)
const confirm = (ticketId: string, bytes: number, own = cookie) =>
  applicantAsks(stack, own, 'ConfirmCapture', { input: { ticketId, frames: [{ bytes, atMs: 0 }] } })

async function put(url: string, body: Uint8Array, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'image/jpeg', ...headers },
    body: Buffer.from(body),
  })
  return { status: response.status, ...(await response.json()) }
}

/** Whether anything of it reached the store. */
const isStored = (ticketUrl: string): Promise<boolean> =>
  stack.database.store.get(uploadKey({ tenantId, sessionId, ticketId: idIn(ticketUrl) })).then(
    () => true,
    () => false,
  )
/** The id inside a ticket, which only the server can open. */
function idIn(url: string): string {
  const token = url.split('/').at(-1) ?? ''
  const opened = stack.dependencies.tokens.open('upload', token, {
    parse: (value: unknown) => value,
  } as never)
  if (opened.state !== 'VALID') throw new Error(`expected a live ticket, it is ${opened.state}`)
  return String(Reflect.get(Object(opened.content), 'id'))
}

describe('a ticket', () => {
  const refused: readonly (readonly [string, object, string])[] = [
    ['for a gigabyte', { size: 1_073_741_824 }, 'UPLOAD_TOO_LARGE'],
    [
      'for one byte more than its slot may have',
      { size: maxUploadBytesBySlot.FRONT + 1 },
      'UPLOAD_TOO_LARGE',
    ],
    ['for nothing', { size: 0 }, 'INPUT_INVALID'],
    ['for less than nothing', { size: -1 }, 'INPUT_INVALID'],
    ['for bytes without a hash', { sha256: '' }, 'HASH_MALFORMED'],
    ['for a hash in capitals', { sha256: 'A'.repeat(64) }, 'HASH_MALFORMED'],
  ]
  test.for(refused)('%s is not given', async ([, other, code]) => {
    const input = { slot: 'FRONT', sha256: 'a'.repeat(64), size: 100, ...other }
    expect(await ask(input)).toMatchObject({ __typename: 'OperationError', code })
  })

  test('is not given before consent', async () => {
    const { link } = await openByApi(stack, { key })
    const own = await followLink(link)
    expect(await ask({ slot: 'FRONT', sha256: 'a'.repeat(64), size: 9 }, own)).toMatchObject({
      code: 'CONSENT_MISSING',
    })
  })

  test('takes its bytes once', async () => {
    const bytes = picture()
    const { url } = await ticketFor(bytes)
    expect(await put(url, bytes)).toEqual({ status: 201, received: 100 })
    expect(await put(url, bytes)).toMatchObject({ status: 409, code: 'TICKET_USED' })
  })

  test('takes its bytes once even when ten come at a time', async () => {
    const bytes = picture(200_000)
    const { url } = await ticketFor(bytes)
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => (await put(url, bytes)).status),
    )
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    // too many at once are sent away before that is looked up
    expect(statuses.filter((status) => status === 409 || status === 429)).toHaveLength(9)
  })

  test('counts the captures of one session: too many are too many', async () => {
    await using small = await startStack(scriptedVision(), {
      limits: { uploadTicket: { calls: 2, windowMs: 60_000 } },
    })
    const own = await small.addKey((await prepareTenant(small.database)).tenantId)
    const browser = await followLink((await openByApi(small, { key: own })).link)
    await applicantAsks(small, browser, 'GiveConsent', { consentVersion: '1' })
    const codes = []
    for (let i = 0; i < 3; i += 1) {
      const input = { slot: 'FRONT', sha256: 'a'.repeat(64), size: 9 }
      codes.push((await applicantAsks(small, browser, 'CreateUploadTicket', { input })).code)
    }
    expect(codes).toEqual([undefined, undefined, 'RATE_LIMITED'])
  })

  const forged: readonly (readonly [string, (token: string) => string])[] = [
    ['made up', () => 'ticket'],
    ['of nothing', () => ''],
    [
      'with a letter changed',
      (token) => token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41),
    ],
    ['cut short', (token) => token.slice(0, -8)],
    ['of a whole page', (token) => token.repeat(20)],
    ['that leads elsewhere', () => '..%2f..%2fetc%2fpasswd'],
  ]
  test.for(forged)('%s opens nothing', async ([, forge]) => {
    const bytes = picture()
    const { url } = await ticketFor(bytes)
    const token = url.split('/').at(-1) ?? ''
    expect(await put(url.replace(token, forge(token)), bytes)).toMatchObject({
      status: 403,
      code: 'TICKET_INVALID',
    })
  })

  test('for pictures opens no export, and the other way round', async () => {
    const { url } = await ticketFor(picture())
    const token = url.split('/').at(-1)
    expect((await fetch(`${stack.url}/images/${token}`)).status).toBe(404)
    expect((await fetch(`${stack.url}/exports/${token}`)).status).toBe(404)
  })

  test('that is over takes nothing, and confirms nothing', async () => {
    const brief = await prepareTenant(stack.database, { settings: { ticketLifeMs: 1 } })
    const own = await stack.addKey(brief.tenantId)
    const browser = await followLink((await openByApi(stack, { key: own })).link)
    await applicantAsks(stack, browser, 'GiveConsent', { consentVersion: '1' })
    await applicantAsks(stack, browser, 'ChooseDocument', { documentType: 'DRIVERS_LICENCE' })
    const bytes = picture()
    const { url, ticketId } = await ticketFor(bytes, browser)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await put(url, bytes)).toMatchObject({ status: 410, code: 'TICKET_EXPIRED' })
    expect(await confirm(ticketId, 100, browser)).toMatchObject({ code: 'TICKET_EXPIRED' })
  })

  test('of another session confirms nothing', async () => {
    const other = await applicant()
    const bytes = picture()
    const { url, ticketId } = await ticketFor(bytes)
    await put(url, bytes)
    expect(await confirm(ticketId, 100, other.cookie)).toMatchObject({ code: 'TICKET_INVALID' })
    expect(await confirm(ticketId, 100)).toMatchObject({ accepted: true })
  })

  test('is good for no upload once the captures are over', async () => {
    const bytes = picture()
    const { url } = await ticketFor(bytes)
    await stack.ask(
      { key },
      'mutation ($id: ID!) { cancelVerificationSession(sessionId: $id) { __typename } }',
      { id: `vs_${sessionId}` },
    )
    expect(await put(url, bytes)).toMatchObject({ status: 409, code: 'SESSION_STATE' })
    expect(await isStored(url)).toBe(false)
  })
})

describe('an upload', () => {
  test('of other bytes than announced is refused and not kept', async () => {
    const { url, ticketId } = await ticketFor(picture())
    expect(await put(url, picture())).toMatchObject({ status: 422, code: 'UPLOAD_HASH_MISMATCH' })
    expect(await isStored(url)).toBe(false)
    expect(await confirm(ticketId, 100)).toMatchObject({ code: 'UPLOAD_MISSING' })
  })
  test('of fewer bytes than announced is refused', async () => {
    const bytes = picture()
    const { url } = await ticketFor(bytes)
    expect(await put(url, bytes.subarray(0, 50))).toMatchObject({ status: 422 })
    expect(await isStored(url)).toBe(false)
  })
  test('of more bytes than announced is refused by its length alone', async () => {
    const bytes = picture()
    const { url } = await ticketFor(bytes)
    expect(await put(url, Buffer.concat([bytes, Buffer.alloc(1)]))).toMatchObject({
      status: 413,
      code: 'UPLOAD_TOO_LARGE',
    })
  })
  test.for(['text/html', 'image/svg+xml', 'multipart/form-data', 'application/octet-stream', ''])(
    'of type "%s" is refused',
    async (type) => {
      const bytes = picture()
      const { url } = await ticketFor(bytes)
      expect(await put(url, bytes, { 'content-type': type })).toMatchObject({
        status: 400,
        code: 'INPUT_INVALID',
      })
      // and the ticket is not lost by it
      expect((await put(url, bytes)).status).toBe(201)
    },
  )
  test.for(['GET', 'POST', 'DELETE', 'OPTIONS'])('by %s is refused', async (method) => {
    const { url } = await ticketFor(picture())
    expect((await fetch(url, { method })).status).toBe(405)
  })

  test('that streams a gigabyte on a ticket of 100 bytes is cut off at once, and memory stays', async () => {
    const { url } = await ticketFor(picture())
    const before = process.memoryUsage().rss
    const sent = await flood(url, 1_073_741_824)
    expect(sent.status).toBe(413)
    expect(sent.bytes).toBeLessThan(20_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
    expect(await isStored(url)).toBe(false)
    expect((await fetch(`${stack.url}/livez`)).status).toBe(200)
  })

  test('whose connection breaks is not kept, and can be sent again on the same ticket', async () => {
    const bytes = picture(100_000)
    const { url } = await ticketFor(bytes)
    const { hostname, port, pathname } = new URL(url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write(
      `PUT ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: image/jpeg\r\ncontent-length: ${bytes.length}\r\n\r\n`,
    )
    socket.write(bytes.subarray(0, 50_000))
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await isStored(url)).toBe(false)
    expect((await put(url, bytes)).status).toBe(201)
  })

  test('that breaks off leaves its share of memory to the others', async () => {
    for (let i = 0; i < 30; i += 1) {
      const { url } = await ask({
        slot: 'FRONT',
        sha256: 'a'.repeat(64),
        size: maxUploadBytesBySlot.FRONT,
      })
      const { hostname, port, pathname } = new URL(url)
      const socket = connect(Number(port), hostname)
      await once(socket, 'connect')
      socket.write(
        `PUT ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: image/jpeg\r\ntransfer-encoding: chunked\r\n\r\n`,
      )
      await new Promise((resolve) => setTimeout(resolve, 5))
      socket.destroy()
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
    const bytes = picture()
    expect((await put((await ticketFor(bytes)).url, bytes)).status).toBe(201)
  })

  test('of an applicant who sends slowly on many connections leaves room to the others', async () => {
    const other = await applicant()
    const { url } = await ask({
      slot: 'FRONT',
      sha256: 'a'.repeat(64),
      size: maxUploadBytesBySlot.FRONT,
    })
    const { hostname, port, pathname } = new URL(url)
    const sockets = Array.from({ length: 20 }, () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => undefined)
      socket.write(
        `PUT ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: image/jpeg\r\ncontent-length: ${maxUploadBytesBySlot.FRONT}\r\n\r\n`,
      )
      return socket
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    const bytes = picture()
    const ticket = await ticketFor(bytes, other.cookie)
    expect((await put(ticket.url, bytes)).status).toBe(201)
    for (const socket of sockets) socket.destroy()
  })

  test('says nothing of its ticket in the log', () => {
    const text = stack.logged.join('\n')
    expect(text).not.toContain('/uploads/')
    expect(stack.logged.filter((line) => line.includes('UNEXPECTED'))).toEqual([])
  })
})

describe('a confirmation', () => {
  test('of bytes that never came is refused', async () => {
    const { ticketId } = await ticketFor(picture())
    expect(await confirm(ticketId, 100)).toMatchObject({ code: 'UPLOAD_MISSING' })
  })
  test('whose frames do not add up is refused, and a right one is taken then', async () => {
    const bytes = picture()
    const { url, ticketId } = await ticketFor(bytes)
    await put(url, bytes)
    for (const wrong of [99, 101, 0, -1]) {
      expect(await confirm(ticketId, wrong)).toMatchObject({ code: 'INPUT_INVALID' })
    }
    expect(await confirm(ticketId, 100)).toMatchObject({ accepted: true })
  })
  test('sent twice is answered the same', async () => {
    const bytes = picture()
    const { url, ticketId } = await ticketFor(bytes)
    await put(url, bytes)
    const first = await confirm(ticketId, 100)
    expect((await confirm(ticketId, 100)).captureId).toBe(first.captureId)
  })
  test('by a made-up ticket is refused', async () => {
    for (const ticketId of ['', 'x', newId()]) {
      expect(await confirm(ticketId, 100)).toMatchObject({ code: 'TICKET_INVALID' })
    }
  })
})

/** Sends zeros without a length until it is stopped. */
function flood(url: string, most: number): Promise<{ status: number | null; bytes: number }> {
  return new Promise((resolve) => {
    let bytes = 0
    let status: number | null = null
    const chunk = Buffer.alloc(65_536)
    const headers = { 'content-type': 'image/jpeg', 'transfer-encoding': 'chunked' }
    const outgoing = httpRequest(new URL(url), { method: 'PUT', headers })
    outgoing.on('response', (response) => {
      status = response.statusCode ?? null
      response.resume()
    })
    outgoing.on('error', () => undefined)
    outgoing.once('close', () => resolve({ status, bytes }))
    const more = () => {
      while (bytes < most && !outgoing.destroyed) {
        bytes += chunk.length
        if (!outgoing.write(chunk)) {
          outgoing.once('drain', more)
          return
        }
      }
    }
    more()
  })
}
